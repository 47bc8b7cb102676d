import { Field, InputType } from 'type-graphql';
import { DateRange } from '../../platform/api/arguments.ts';
import { connectionOf } from '../../platform/api/connection.ts';
import { ObstacleKind } from '../choices.ts';
import { Obstacle } from './obstacle.type.ts';

@InputType('ObstacleFilter', { description: 'Which obstacles.' })
export class ObstacleFilter {
  @Field(() => [ObstacleKind], { nullable: true, description: 'Of one of these kinds.' })
  readonly kinds?: (keyof typeof ObstacleKind)[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'To be cleared by one of the units with these codes.',
  })
  readonly owedBy?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Blocking one of the units with these codes.' })
  readonly blockedUnits?: string[] | null;

  @Field(() => DateRange, { nullable: true, description: 'Due in this span.' })
  readonly due?: DateRange | null;

  @Field(() => Boolean, { nullable: true, description: 'True: cleared by the day of truth; false: not.' })
  readonly cleared?: boolean | null;
}

export const ObstacleConnection = connectionOf(Obstacle, 'Obstacle');
