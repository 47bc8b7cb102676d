import { Field, Int, ObjectType } from 'type-graphql';
import type { Day } from '../../rules/kit/day.ts';
import { DateScalar } from '../platform/api/scalars.ts';

/** Fields that revisions of plugins and of schemes share: when one is in force, and who adopted it. */
@ObjectType()
export abstract class RevisionFields {
  @Field(() => Int, { description: 'Number.' })
  readonly number!: number;

  @Field(() => DateScalar, { description: 'First day of effect.' })
  readonly effectiveFrom!: Day;

  @Field(() => Boolean, { description: 'True while no cited decision adopted it.' })
  readonly example!: boolean;

  @Field(() => String, { nullable: true, description: 'Code of the decision that adopted it.' })
  readonly document!: string | null;
}
