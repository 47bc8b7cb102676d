import { Field, InputType } from 'type-graphql';
import type { Day } from '../../../rules/kit/day.ts';
import { connectionOf } from '../../platform/api/connection.ts';
import { DateScalar } from '../../platform/api/scalars.ts';
import { LegalStatus, Role } from '../choices.ts';
import { Leader } from './leader.type.ts';

@InputType('LeaderFilter', { description: 'Which leaders: those with a post that fits all that is given.' })
export class LeaderFilter {
  @Field(() => String, { nullable: true, description: 'With a post in the unit with this code.' })
  readonly unit?: string | null;

  @Field(() => [Role], { nullable: true, description: 'In one of these roles.' })
  readonly roles?: (keyof typeof Role)[] | null;

  @Field(() => [LegalStatus], { nullable: true, description: 'With one of these legal statuses.' })
  readonly legalStatuses?: (keyof typeof LegalStatus)[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'In the post on this day.' })
  readonly inPostOn?: Day | null;

  @Field(() => [String], { nullable: true, description: 'With one of these codes.' })
  readonly codes?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Called by a text, in either language, that contains this one.',
  })
  readonly search?: string | null;
}

/** A page of leaders. */
export const LeaderConnection = connectionOf(Leader, 'Leader');
