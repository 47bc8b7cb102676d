import { ArgsType, Field } from 'type-graphql';
import type { Day } from '../../rules/kit/day.ts';
import { KnownAtInput } from '../platform/api/arguments.ts';
import { DateScalar } from '../platform/api/scalars.ts';

/** Arguments of a card of one leader or unit. */
@ArgsType()
export class CardArgs {
  @Field(() => String, { description: 'Code of the period, such as "2026-Q3".' })
  readonly period!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the scheme; may be left out where only one scores the subject in the period.',
  })
  readonly scheme?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of truth; by default today while the period runs, then its cut-off.',
  })
  readonly asOf?: Day | null;

  @Field(() => KnownAtInput, {
    nullable: true,
    description: 'As known then; by default as the object above was read.',
  })
  readonly knownAt?: KnownAtInput | null;
}
