import { Arg, Args, Ctx, Field, FieldResolver, InputType, Query, Resolver, Root } from 'type-graphql';
import type { Day } from '../../../rules/kit/day.ts';
import { AtArgs, PageAtArgs, atOf } from '../../platform/api/arguments.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, connectionOf, pageAt } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import type { Condition } from '../../platform/api/noun-list.ts';
import { BY_CODE, among, contains, pageOfNoun } from '../../platform/api/noun-list.ts';
import { findNoun, findPointing } from '../../platform/api/noun-type.ts';
import { visibleAt } from '../../platform/reading.ts';
import { DateScalar } from '../../platform/api/scalars.ts';
import { LegalStatus, Role } from '../choices.ts';
import { Unit } from '../unit/unit.type.ts';
import { absenceNoun, appointmentNoun, leaderNoun } from './leader.noun.ts';
import { Absence, Appointment, Leader } from './leader.type.ts';

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

export const LeaderConnection = connectionOf(Leader as never, 'Leader');

function conditionsOf(filter: LeaderFilter | null | undefined): Condition[] {
  if (!filter) return [];
  const { unit, roles, legalStatuses, inPostOn, codes, search } = filter;
  const hasPost = [unit, roles, legalStatuses, inPostOn].some(
    (value) => value !== null && value !== undefined,
  );
  return [
    ...(codes ? [among('code', codes)] : []),
    ...(search ? [contains(['label_vi', 'label_en', 'code'], search)] : []),
    ...(hasPost ? [postCondition(filter)] : []),
  ];
}

function postCondition({ unit, roles, legalStatuses, inPostOn }: LeaderFilter): Condition {
  return (parameter) => {
    const list = (values: readonly string[]) =>
      `(select jsonb_array_elements_text(${parameter(JSON.stringify(values))}::text::jsonb))`;
    const conditions = ['p.authority = v.authority', 'p.leader = v.code', visibleAt('p', 2)];
    if (unit) conditions.push(`p.unit in ${list([unit])}`);
    if (roles) conditions.push(`p.role in ${list(roles)}`);
    if (legalStatuses) conditions.push(`p.legal_status in ${list(legalStatuses)}`);
    if (inPostOn !== null && inPostOn !== undefined) {
      const day = `(date '1970-01-01' + ${parameter(inPostOn)}::int)`;
      conditions.push(`p."from" <= ${day} and (p."to" is null or p."to" > ${day})`);
    }
    return `exists (select 1 from appointment_version p where ${conditions.map((one) => `(${one})`).join(' and ')})`;
  };
}

const onDay = Arg('on', () => DateScalar, {
  nullable: true,
  description: 'Held on this day; by default ever.',
});

function heldOn(posts: readonly Appointment[], on: Day | null | undefined): Appointment[] {
  return posts
    .filter(
      ({ row }) => on === null || on === undefined || (row.from <= on && (row.to === null || row.to > on)),
    )
    .toSorted((a, b) => a.row.from - b.row.from || (a.row.code < b.row.code ? -1 : 1));
}

@Resolver(() => Leader)
export class LeaderResolver {
  @Query(() => LeaderConnection, { description: 'Leaders of an authority, by code.' })
  async leaders(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('filter', () => LeaderFilter, { nullable: true, description: 'Which leaders.' })
    filter?: LeaderFilter | null,
  ): Promise<Connection<object>> {
    const request = await pageAt(context, args, 'leaders', { filter });
    return asConnection(
      LeaderConnection,
      await pageOfNoun(context, request, { noun: leaderNoun, where: conditionsOf(filter), order: BY_CODE }),
    );
  }

  @Query(() => Leader, { nullable: true, description: 'One leader by code.' })
  async leader(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('code', () => String, { description: 'Code of the leader.' }) code: string,
  ): Promise<object | null> {
    return findNoun(context, leaderNoun, await atOf(context, args), code);
  }

  @FieldResolver(() => [Appointment], { description: 'Posts, oldest first.' })
  async appointments(
    @Root() leader: Leader,
    @Ctx() context: RequestContext,
    @onDay on?: Day | null,
  ): Promise<object[]> {
    return heldOn(await findPointing(context, appointmentNoun, 'leader', leader.at, leader.row.code), on);
  }

  @FieldResolver(() => [Absence], { description: 'Certified absences.' })
  async absences(@Root() leader: Leader, @Ctx() context: RequestContext): Promise<object[]> {
    return findPointing(context, absenceNoun, 'leader', leader.at, leader.row.code);
  }
}

/** Who leads a unit. */
@Resolver(() => Unit)
export class UnitLeadersResolver {
  @FieldResolver(() => [Appointment], { description: 'Posts in the unit, oldest first.' })
  async appointments(
    @Root() unit: Unit,
    @Ctx() context: RequestContext,
    @onDay on?: Day | null,
  ): Promise<object[]> {
    return heldOn(await findPointing(context, appointmentNoun, 'unit', unit.at, unit.row.code), on);
  }

  @FieldResolver(() => [Appointment], { description: 'Heads, and whoever acts as head, on a day.' })
  async heads(
    @Root() unit: Unit,
    @Ctx() context: RequestContext,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day; by default the day of truth.' })
    on?: Day | null,
  ): Promise<object[]> {
    const posts = await findPointing(context, appointmentNoun, 'unit', unit.at, unit.row.code);
    return heldOn(posts, on ?? unit.at.asOf).filter(({ row }) => row.role !== 'DEPUTY');
  }
}
