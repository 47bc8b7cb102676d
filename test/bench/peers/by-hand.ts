import DataLoader from 'dataloader';
import { TODAY } from '../bench-run.ts';
import type { Connection } from '../postgres.ts';
import { seen } from '../questions.ts';

/*
 * The schema and the resolvers that somebody who knows the database would write by hand for a GraphQL server: one statement for each
 * field of all parents asked at once. Mercurius and Apollo run on them; they answer the bench’s questions as the product does.
 */

type Row = Readonly<Record<string, unknown>>;
type Rows = DataLoader<string, readonly Row[]>;

/** One for each request. */
export interface Loaders {
  one(statement: keyof typeof SQL): Promise<readonly Row[]>;
  page(statement: keyof typeof SQL, first: number | null): Promise<readonly Row[]>;
  readonly unit: Rows;
  readonly leader: Rows;
  readonly appointmentsOfLeader: Rows;
  readonly appointmentsOfUnit: Rows;
  readonly headsOfUnit: Rows;
  readonly taskCountOfUnit: Rows;
  tasksOfUnit(first: number): Rows;
}

export const TYPES = `
type Query {
  leaders(authority: String, first: Int): LeaderConnection!
  units(authority: String, first: Int): UnitConnection!
}
type LeaderConnection { totalCount: Int! nodes: [Leader!]! }
type UnitConnection { totalCount: Int! nodes: [Unit!]! }
type TaskConnection { totalCount: Int! nodes: [Task!]! }
type Leader { id: ID! code: String! label: String! appointments: [Appointment!]! }
type Unit {
  id: ID! code: String! name: String! kind: String! openedOn: String! parent: Unit
  heads: [Appointment!]! appointments: [Appointment!]! tasks(first: Int): TaskConnection!
}
type Appointment { code: String! role: String! from: String! to: String post: String! unit: Unit! leader: Leader! }
type Task { code: String! title: String! assignedOn: String! dueDay: String acceptedOn: String leadUnit: Unit! }
`;

const UNIT = `u.code, u.name_vi as name, u.kind, u.opened_on::text as "openedOn", u.parent`;
const APPOINTMENT = `p.code, p.role, p."from"::text, p."to"::text, p.post_vi as post, p.unit, p.leader`;
const TASK = `t.code, t.title_vi as title, t.assigned_on::text as "assignedOn", t.due_day::text as "dueDay",
  t.accepted_on::text as "acceptedOn", t.lead_unit as unit`;
const inForce = `p.role in ('HEAD', 'ACTING') and p."from" <= date '${TODAY}' and (p."to" is null or p."to" > date '${TODAY}')`;

const appointmentsBy = (column: 'leader' | 'unit', condition = 'true') =>
  `select p.${column} as key, ${APPOINTMENT} from appointment_version p
   where ${seen('p')} and p.${column} = any($3::text[]) and ${condition} order by p."from", p.code collate "C"`;

const SQL = {
  units: `select ${UNIT} from unit_version u where ${seen('u')} order by u.code collate "C" limit $3`,
  unitCount: `select count(*)::int as count from unit_version u where ${seen('u')}`,
  leaders: `select l.code, l.label_vi as label from leader_version l where ${seen('l')} order by l.code collate "C" limit $3`,
  leaderCount: `select count(*)::int as count from leader_version l where ${seen('l')}`,
  unit: `select u.code as key, ${UNIT} from unit_version u where ${seen('u')} and u.code = any($3::text[])`,
  leader: `select l.code as key, l.code, l.label_vi as label from leader_version l where ${seen('l')} and l.code = any($3::text[])`,
  appointmentsOfLeader: appointmentsBy('leader'),
  appointmentsOfUnit: appointmentsBy('unit'),
  headsOfUnit: appointmentsBy('unit', inForce),
  taskCountOfUnit: `select t.lead_unit as key, count(*)::int as count from task_version t
    where ${seen('t')} and t.lead_unit = any($3::text[]) group by 1`,
  tasksOfUnit: `select t.* from unnest($3::text[]) asked (key) cross join lateral (
      select asked.key, ${TASK} from task_version t where ${seen('t')} and t.lead_unit = asked.key order by t.code collate "C" limit $4) t`,
};

/** What a request is answered with: every statement sees the authority’s rows at the position. */
export function loadersFor(pool: Connection, authority: string, position: number): Loaders {
  const at = [authority, position];
  const rows = (name: keyof typeof SQL, ...more: readonly unknown[]): Rows =>
    new DataLoader(async (keys) => {
      const found = await pool.prepared(name, SQL[name], [...at, keys, ...more]);
      const grouped = new Map<string, Row[]>(keys.map((key) => [key, []]));
      for (const row of found) grouped.get(row['key'] as string)!.push(row);
      return keys.map((key) => grouped.get(key)!);
    });
  const tasks = new Map<number, Rows>();
  return {
    one: (name) => pool.prepared(name, SQL[name], at),
    page: (name, first) => pool.prepared(name, SQL[name], [...at, first]),
    unit: rows('unit'),
    leader: rows('leader'),
    appointmentsOfLeader: rows('appointmentsOfLeader'),
    appointmentsOfUnit: rows('appointmentsOfUnit'),
    headsOfUnit: rows('headsOfUnit'),
    taskCountOfUnit: rows('taskCountOfUnit'),
    tasksOfUnit(first) {
      if (!tasks.has(first)) tasks.set(first, rows('tasksOfUnit', first));
      return tasks.get(first)!;
    },
  };
}

interface Page {
  readonly authority: string;
  readonly first: number;
}

const idOf = (type: string, authority: string, code: unknown) =>
  Buffer.from(`${type}:${authority}:${code as string}`).toString('base64url');
const countOf = async (rows: Promise<readonly Row[]>) => (await rows)[0]?.['count'] ?? 0;
const only = async (rows: Promise<readonly Row[]>) => (await rows)[0] ?? null;
const key = (row: Row, column: string) => row[column] as string;

/** What a connection is while its fields are resolved. */
interface Connected {
  totalCount(): unknown;
  nodes(): unknown;
}

/** graphql-jit calls no functions that lie in a value, so connections have resolvers of their own. */
const connection = {
  totalCount: (connected: Connected) => connected.totalCount(),
  nodes: (connected: Connected) => connected.nodes(),
};

/** Resolvers of TYPES, for one authority. */
export function resolversFor(authority: string) {
  const page =
    (rows: keyof typeof SQL, count: keyof typeof SQL) =>
    (_: unknown, { first }: Page, load: Loaders): Connected => ({
      totalCount: () => countOf(load.one(count)),
      nodes: () => load.page(rows, first),
    });
  return {
    Query: { leaders: page('leaders', 'leaderCount'), units: page('units', 'unitCount') },
    LeaderConnection: connection,
    UnitConnection: connection,
    TaskConnection: connection,
    Leader: {
      id: (row: Row) => idOf('Leader', authority, row['code']),
      appointments: (row: Row, _: unknown, load: Loaders) => load.appointmentsOfLeader.load(key(row, 'code')),
    },
    Unit: {
      id: (row: Row) => idOf('Unit', authority, row['code']),
      parent: (row: Row, _: unknown, load: Loaders) =>
        row['parent'] === null ? null : only(load.unit.load(key(row, 'parent'))),
      heads: (row: Row, _: unknown, load: Loaders) => load.headsOfUnit.load(key(row, 'code')),
      appointments: (row: Row, _: unknown, load: Loaders) => load.appointmentsOfUnit.load(key(row, 'code')),
      tasks: (row: Row, { first }: Page, load: Loaders): Connected => ({
        totalCount: () => countOf(load.taskCountOfUnit.load(key(row, 'code'))),
        nodes: () => load.tasksOfUnit(first).load(key(row, 'code')),
      }),
    },
    Appointment: {
      unit: (row: Row, _: unknown, load: Loaders) => only(load.unit.load(key(row, 'unit'))),
      leader: (row: Row, _: unknown, load: Loaders) => only(load.leader.load(key(row, 'leader'))),
    },
    Task: {
      leadUnit: (row: Row, _: unknown, load: Loaders) => only(load.unit.load(key(row, 'unit'))),
    },
  };
}
