import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { unitEntity } from '../modules/unit/unit.entity.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs, PageAtArgs, knownAtOf } from '../platform/api/arguments.ts';
import type { Connection } from '../platform/api/connection.ts';
import { asConnection, pageAt, pageOf } from '../platform/api/connection.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/faults.ts';
import { findEntity, entitiesWithTypes, typeOfEntity } from '../platform/api/entity-type.ts';
import { Node, idOfNode, nameOfNode, nodeFinder, registerNode } from '../platform/api/node.ts';
import { openRows } from '../platform/api/viewer-access.ts';
import type { AnyEntity } from '../platform/model/entity.ts';
import { snake } from '../platform/model/entity.ts';
import type { Problem } from '../platform/problems.ts';
import { visibleAt } from '../platform/ledger/reading.ts';
import { versionTable } from '../platform/model/storage.ts';
import { Authority } from './authority.type.ts';
import { Discrepancy, DiscrepancyConnection } from './discrepancy.type.ts';

async function authorityView(context: RequestContext, code: string): Promise<Authority> {
  const row = await context.authority(code);
  return Object.assign(new Authority(), {
    id: idOfNode({ type: 'Authority', authority: code, code }),
    at: await context.at({ authority: code }),
    code,
    name: row.name,
    rootUnitCode: row.rootUnit,
  });
}

registerNode('Authority', (context, _at, code) => authorityView(context, code));

/** Fields of the root that belong to no module. */
@Resolver(() => Authority)
export class RootResolver {
  @Query(() => [Authority], { description: 'Everyone whose ledger this database holds.' })
  async authorities(@Ctx() context: RequestContext): Promise<Authority[]> {
    const rows = await context.authorities();
    return Promise.all(rows.map(({ code }) => authorityView(context, code)));
  }

  @Query(() => Authority, {
    nullable: true,
    description: 'One authority by its code; null where there is none.',
  })
  async authority(
    @Ctx() context: RequestContext,
    @Arg('code', () => String, { description: 'Its code.' }) code: string,
  ): Promise<Authority | null> {
    const known = (await context.authorities()).some((row) => row.code === code);
    return known ? authorityView(context, code) : null;
  }

  // The id alone: Relay’s compiler writes this question itself, and takes no other argument here.
  @Query(() => Node, {
    nullable: true,
    description:
      'Anything by its id, as it stands today; null where it is not there. For an earlier day: nodes.',
  })
  async node(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The id.' }) id: string,
  ): Promise<object | null> {
    return nodeOf(context, {}, id);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description:
      'Several things by their ids, in the order asked. One that cannot be read is null, with an error of its own; the others come.',
  })
  async nodes(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('ids', () => [ID], { description: 'The ids, at most 100.' }) ids: string[],
  ): Promise<Promise<object | null>[]> {
    if (ids.length > 100)
      throw ApiFault.badInput('TOO_MANY_IDS', { vi: 'Tối đa 100 id', en: 'At most 100 ids' }, 'ids');
    // What fails for every id, fails the question.
    await context.authorities();
    knownAtOf(args.knownAt);
    return ids.map((id) => nodeOf(context, args, id));
  }

  @Query(() => DiscrepancyConnection, {
    description:
      'Recorded rows that were flagged: published figures that do not add up, extensions that move nothing.',
  })
  async discrepancies(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('problems', () => [String], { nullable: true, description: 'Only problems of these kinds.' })
    problems?: string[] | null,
  ): Promise<Connection<Discrepancy>> {
    const request = await pageAt(context, args, 'discrepancies', { problems });
    const all = await flagsAt(context, request.at);
    return asConnection(
      DiscrepancyConnection,
      pageOf(
        all.filter((one) => !problems || problems.includes(one.problem)),
        request,
      ),
    );
  }

  @FieldResolver(() => Unit, { description: 'The unit at the root of its tree.' })
  async rootUnit(
    @Root() { at, rootUnitCode }: Authority,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return findEntity(context, unitEntity, at, rootUnitCode);
  }
}

/** Fields of a discrepancy that are worked out. */
@Resolver(() => Discrepancy)
export class DiscrepancyResolver {
  @FieldResolver(() => Node, { nullable: true, description: 'The row itself.' })
  async object(
    @Root() { at, noun: entity, code }: Discrepancy,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    const known = typeOfEntity(entity);
    return known && findEntity(context, known.entity, at, code);
  }
}

async function nodeOf(context: RequestContext, args: AtArgs, id: string): Promise<object | null> {
  const { type, authority, code } = nameOfNode(id);
  const find = nodeFinder(type);
  if (find === null) return null;
  const named = authority === '' ? args.authority : authority;
  // What belongs to no authority is found without one.
  const at =
    authority === ''
      ? { authority: '', position: 0, asOf: 0 }
      : await context.at({ authority: named, asOf: args.asOf, knownAt: knownAtOf(args.knownAt) });
  return find(context, at, code);
}

/** Flags on every row visible at a position, in one statement. */
async function flagsAt(context: RequestContext, at: ReadPoint): Promise<Discrepancy[]> {
  const entities = entitiesWithTypes();
  const [reads, rights] = await Promise.all([context.reads(at), context.rights(at)]);
  const values: (string | number)[] = [at.authority, at.position];
  const parameter = (value: string | number): string => `$${values.push(value)}`;
  const open = (entity: AnyEntity) =>
    openRows(entity, rights, context.database.dataModel.scopes, at.asOf)
      .map((condition) => ` and (${condition(parameter)})`)
      .join('');
  const sql = entities
    .map(
      (entity) =>
        `select f.noun, f.code, f.position, f.number, f.problem from flag f join "${versionTable(entity)}" v
         on v.authority = f.authority and v.code = f.code and v.recorded_position = f.position
         where f.authority = $1 and f.noun = '${entity.name}' and ${visibleAt('v', 2)}${open(entity)}`,
    )
    .join(' union all ');
  const rows = await reads.query<{ noun: string; code: string; problem: Problem }>(
    `select noun, code, problem from (${sql}) flagged order by noun collate "C", code collate "C", position, number`,
    values,
  );
  const titles = new Map(entities.map((entity) => [entity.name, entity.title]));
  return rows.map(({ noun: entity, code, problem }) =>
    Object.assign(new Discrepancy(), {
      at,
      noun: entity,
      code,
      problem: problem.code,
      message: problem.message,
      path: problem.path,
      kind: titles.get(entity) ?? { vi: snake(entity), en: snake(entity) },
    }),
  );
}
