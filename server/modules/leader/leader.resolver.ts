import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Day } from '../../../rules/kit/day.ts';
import { AtArgs, PageAtArgs, atOf, isGiven } from '../../platform/api/arguments.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, pageAt } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import type { Condition, RequestedList } from '../../platform/api/list-sql.ts';
import { BY_CODE, among, byDay, contains, spans } from '../../platform/api/list-sql.ts';
import { pageOfEntity } from '../../platform/api/entity-list.ts';
import { findEntity } from '../../platform/api/entity-type.ts';
import { addList } from '../../platform/api/relation.ts';
import { visibleAt } from '../../platform/ledger/reading.ts';
import { DateScalar } from '../../platform/api/scalars.ts';
import { Unit } from '../unit/unit.type.ts';
import { absenceEntity, appointmentEntity, leaderEntity } from './leader.entity.ts';
import { LeaderConnection, LeaderFilter } from './leader-list.type.ts';
import { Leader } from './leader.type.ts';

function conditionsOf(filter: LeaderFilter | null | undefined): Condition[] {
  if (!filter) return [];
  const { unit, roles, legalStatuses, inPostOn, codes, search } = filter;
  const hasPost = [unit, roles, legalStatuses, inPostOn].some(isGiven);
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
    if (isGiven(unit)) conditions.push(`p.unit in ${list([unit])}`);
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

/** Posts, oldest first; on a day, those held then. */
const heldOn = ({ on }: { on?: Day | null }): RequestedList => ({
  where: on === null || on === undefined ? [] : [spans('from', 'to', on)],
  order: byDay('from'),
  others: { on },
});

addList(Leader, {
  name: 'appointments',
  description: 'Posts, oldest first.',
  entity: appointmentEntity,
  column: 'leader',
  parameters: [onDay],
  requestOf: heldOn,
});

addList(Leader, {
  name: 'absences',
  description: 'Certified absences.',
  entity: absenceEntity,
  column: 'leader',
  parameters: [],
  requestOf: () => ({ where: [], order: BY_CODE, others: {} }),
});

addList(Unit, {
  name: 'appointments',
  description: 'Posts in the unit, oldest first.',
  entity: appointmentEntity,
  column: 'unit',
  parameters: [onDay],
  requestOf: heldOn,
});

addList(Unit, {
  name: 'heads',
  description: 'Heads, and whoever acts as head, on a day.',
  entity: appointmentEntity,
  column: 'unit',
  parameters: [
    Arg('on', () => DateScalar, { nullable: true, description: 'The day; by default the day of truth.' }),
  ],
  requestOf: ({ on }: { on?: Day | null }, { asOf }) => ({
    where: [among('role', ['HEAD', 'ACTING']), spans('from', 'to', on ?? asOf)],
    order: byDay('from'),
    others: { on, asOf },
  }),
});

/** Lists and computed fields of the module. */
@Resolver(() => Leader)
export class LeaderResolver {
  @Query(() => LeaderConnection, { description: 'Leaders of an authority, by code.' })
  async leaders(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('filter', () => LeaderFilter, { nullable: true, description: 'Which leaders.' })
    filter: LeaderFilter | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const request = await pageAt(context, args, 'leaders', { filter });
    const list = { entity: leaderEntity, where: conditionsOf(filter), order: BY_CODE };
    return asConnection(LeaderConnection, await pageOfEntity(context, request, list, info));
  }

  @Query(() => Leader, { nullable: true, description: 'One leader by code.' })
  async leader(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('code', () => String, { description: 'Code of the leader.' }) code: string,
  ): Promise<object | null> {
    return findEntity(context, leaderEntity, await atOf(context, args), code);
  }
}
