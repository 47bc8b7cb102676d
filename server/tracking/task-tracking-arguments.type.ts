import { ArgsType, Field, Int } from 'type-graphql';
import type { RoundingMode } from '../../rules/kit/fraction.ts';
import { RoundingModeType } from '../modules/choices.ts';
import { AtArgs } from '../platform/api/arguments.ts';

/** Which tasks are counted, and how rates are rounded. */
@ArgsType()
export class TaskTrackingArgs extends AtArgs {
  @Field(() => RoundingModeType, {
    defaultValue: 'HALF_UP',
    description: 'How rates are rounded; reports on tasks assigned by the Prime Minister truncate (DOWN).',
  })
  readonly rounding!: RoundingMode;

  @Field(() => Int, { defaultValue: 2, description: 'Decimals of rates: 0 to 6.' })
  readonly places!: number;

  @Field(() => String, { nullable: true, description: 'Code of the period, such as "2026-Q3".' })
  readonly period?: string | null;

  @Field(() => String, { nullable: true, description: 'Only tasks of the plan with this code.' })
  readonly plan?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only tasks that the unit with this code answers for, those handed over to it included.',
  })
  readonly unit?: string | null;
}
