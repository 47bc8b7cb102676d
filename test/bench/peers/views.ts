import { TODAY } from '../bench-run.ts';
import type { Connection } from '../postgres.ts';
import type { Question } from '../questions.ts';

/*
 * What PostGraphile is given: it makes its GraphQL from a database schema, so the bench makes one of views that show the current
 * versions, with the relations it cannot see for itself. The views are dropped again, for migrations do not know them.
 */

export const VIEWS = 'leader_bench_views';

const RELATION = {
  unit: `@foreignKey (unit) references unit (code)|@fieldName unitOfPost`,
  leader: `@foreignKey (leader) references leader (code)|@fieldName leaderOfPost`,
};

/** Makes the views; those that an earlier run left behind are made anew. */
export async function makeViews(connection: Connection, authority: string): Promise<void> {
  const current = (table: string, columns: string, condition = 'true') =>
    `select ${columns} from public.${table}_version where authority = '${authority}' and superseded_position is null and ${condition}`;
  const appointment = 'code, leader, unit, role, "from", "to", post_vi as post';
  const inForce = `role in ('HEAD', 'ACTING') and "from" <= date '${TODAY}' and ("to" is null or "to" > date '${TODAY}')`;
  const views = {
    unit: [
      current('unit', 'code, name_vi as name, kind, opened_on, parent'),
      '@foreignKey (parent) references unit (code)|@fieldName parentUnit|@foreignFieldName children',
    ],
    leader: [current('leader', 'code, label_vi as label')],
    appointment: [
      current('appointment', appointment),
      `${RELATION.unit}|@foreignFieldName appointments`,
      `${RELATION.leader}|@foreignFieldName appointments`,
    ],
    head: [
      current('appointment', appointment, inForce),
      `${RELATION.unit}|@foreignFieldName heads`,
      `${RELATION.leader}|@foreignFieldName postsAsHead`,
    ],
    task: [
      current('task', 'code, title_vi as title, assigned_on, due_day, accepted_on, lead_unit'),
      '@foreignKey (lead_unit) references unit (code)|@fieldName unitInCharge|@foreignFieldName tasks',
    ],
  };
  await dropViews(connection);
  await connection.query(`create schema ${VIEWS}`);
  for (const [name, [select, ...relations]] of Object.entries(views)) {
    await connection.query(`create view ${VIEWS}.${name} as ${select}`);
    const tags = ['@primaryKey code', ...relations].join('\n');
    await connection.query(`comment on view ${VIEWS}.${name} is '${tags}'`);
  }
}

export async function dropViews(connection: Connection): Promise<void> {
  await connection.query(`drop schema if exists ${VIEWS} cascade`);
}

/** The same questions in the words that PostGraphile makes of the views. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  LeaderPage: `query LeaderPage($first: Int) {
    leaders: allLeaders(first: $first, orderBy: CODE_ASC) {
      totalCount
      nodes { id code label appointments(orderBy: [FROM_ASC, CODE_ASC]) { nodes {
        code role from to post unit: unitOfPost { code name kind } } } }
    }
  }`,
  UnitList: `query UnitList($first: Int) {
    units: allUnits(first: $first, orderBy: CODE_ASC) {
      totalCount
      nodes { id code name kind openedOn parent: parentUnit { code name }
        heads(orderBy: [FROM_ASC, CODE_ASC]) { nodes { code post leader: leaderOfPost { code label } } } }
    }
  }`,
  DeepList: `query DeepList($first: Int) {
    units: allUnits(first: $first, orderBy: CODE_ASC) {
      nodes {
        code
        name
        appointments(orderBy: [FROM_ASC, CODE_ASC]) { nodes { code role leader: leaderOfPost { code label } } }
        tasks(first: 10, orderBy: CODE_ASC) { totalCount nodes {
          code title assignedOn dueDay acceptedOn leadUnit: unitInCharge { code name } } }
      }
    }
  }`,
};

/** What PostGraphile is sent for a question; null for one it has no words for. */
export function bodyForViews({ name, first }: Question): string | null {
  const query = DOCUMENTS[name];
  return query === undefined ? null : JSON.stringify({ operationName: name, query, variables: { first } });
}

/**
 * An answer without what the shape of a server decides: ids are each server’s own, and a list may come as a connection with
 * nothing but nodes.
 */
export function contentOf(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(contentOf);
  if (typeof answer !== 'object' || answer === null) return answer;
  const fields = Object.entries(answer).filter(([name]) => name !== 'id');
  if (fields.length === 1 && fields[0]![0] === 'nodes') return contentOf(fields[0]![1]);
  return Object.fromEntries(fields.map(([name, value]) => [name, contentOf(value)]));
}
