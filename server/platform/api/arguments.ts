import 'reflect-metadata';
import { Args, ArgsType, Field, InputType, Int } from 'type-graphql';
import type { Day } from '../../../rules/kit/day.ts';
import type { KnownAt } from '../ledger/position.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import { ApiFault } from '../faults.ts';
import { DateScalar, DateTimeScalar } from './scalars.ts';

/** A past state of knowledge: one of its two fields. */
@InputType('KnownAt', {
  description:
    'A past state of knowledge: what the ledger held at a position, or at an instant. Give one of the two.',
})
export class KnownAtInput {
  @Field(() => Int, { nullable: true, description: 'Position of the ledger: acts up to it are known.' })
  readonly position?: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Instant: acts before the first one recorded later are known.',
  })
  readonly instant?: string | null;
}

/** Arguments of every root field: whose ledger, which day of truth, as known when. */
@ArgsType()
export class AtArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Code of the authority; may be left out where the ledger holds only one.',
  })
  readonly authority?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of truth; by default today.' })
  readonly asOf?: Day | null;

  @Field(() => KnownAtInput, {
    nullable: true,
    description:
      'As known then; by default everything recorded so far, at one position for the whole request.',
  })
  readonly knownAt?: KnownAtInput | null;
}

/** Arguments of a list that is read page by page. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many at most: 1 to 100, by default 20.' })
  readonly first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which to go on.' })
  readonly after?: string | null;
}

/** The arguments of a page, for fields that are not written as methods. */
export const pageArguments = Args(() => PageArgs) as ParameterDecoratorOfField;

type ParameterDecoratorOfField = (prototype: object, method: string, index: number) => void;

/** Arguments of a root field that is read page by page. */
@ArgsType()
export class PageAtArgs extends AtArgs {
  @Field(() => Int, { nullable: true, description: 'How many at most: 1 to 100, by default 20.' })
  readonly first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor after which to go on, at the position and day of truth of the page it came from.',
  })
  readonly after?: string | null;
}

/** A span of days in a filter; both ends count. */
@InputType('DateRange', { description: 'A span of days, both ends included; either may be left open.' })
export class DateRange {
  @Field(() => DateScalar, { nullable: true, description: 'First day.' })
  readonly from?: Day | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day.' })
  readonly to?: Day | null;
}

/** Whether an argument was given: an empty text was, and names nothing. */
export function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

/** The past state of knowledge that the input means. @throws ApiFault unless exactly one of its fields is given */
export function knownAtOf(input: KnownAtInput | null | undefined): KnownAt | null {
  if (!input) return null;
  const { position, instant } = input;
  const given = [position, instant].filter(isGiven);
  if (given.length !== 1)
    throw ApiFault.badInput(
      'KNOWN_AT_NEEDS_ONE',
      {
        vi: 'knownAt cần đúng một trong hai: position hoặc instant',
        en: 'knownAt needs exactly one of position and instant',
      },
      'knownAt',
    );
  return position !== null && position !== undefined ? { position } : { instant: instant! };
}

/** The read point that a root field’s arguments mean. */
export function atOf(context: RequestContext, args: AtArgs): Promise<ReadPoint> {
  const { authority, asOf, knownAt } = args;
  return context.at({ authority, asOf, knownAt: knownAtOf(knownAt) });
}
