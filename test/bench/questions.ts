import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERIOD, SCHEME } from './bench-run.ts';

/** A document that the API rows ask, with how many rows it takes. */
export interface Question {
  /** Of the operation, and of its file in schema/operations: the server knows it. */
  readonly name: string;
  readonly row: string;
  readonly first: number;
  /** How many are under way at any moment: fewer of what takes long, or a short round would never end. */
  readonly connections: number;
}

export const QUESTIONS: readonly Question[] = [
  {
    name: 'LeaderPage',
    row: 'leader page (30 leaders with posts and units)',
    first: 30,
    connections: 30,
  },
  {
    name: 'UnitList',
    row: 'unit list (100 units with their heads)',
    first: 100,
    connections: 30,
  },
  {
    name: 'DeepList',
    row: 'deep list (20 units, posts, people, 10 tasks each)',
    first: 20,
    connections: 30,
  },
  {
    name: 'CardPage',
    row: 'a page of 50 leaders with explained cards',
    first: 50,
    connections: 10,
  },
];

const operations = ['../..', '../../..']
  .map((up) => join(import.meta.dirname, up, 'schema/operations'))
  .find((folder) => existsSync(folder))!;

/** The document of a question, as it is committed. */
export function documentOf({ name }: Question): string {
  return readFileSync(join(operations, `${name}.graphql`), 'utf8');
}

/** What is sent for a question. */
export function bodyOf(question: Question, authority: string): string {
  const variables = { authority, first: question.first, period: PERIOD, scheme: SCHEME };
  return JSON.stringify({ operationName: question.name, query: documentOf(question), variables });
}

/** Of authority $1, and visible at position $2. */
export const seen = (alias: string) =>
  `${alias}.authority = $1 and ${alias}.recorded_position <= $2::bigint and (${alias}.superseded_position is null or ${alias}.superseded_position > $2::bigint)`;
const id = (type: string, code: string) =>
  `rtrim(translate(replace(encode(convert_to('${type}:' || $1 || ':' || ${code}, 'UTF8'), 'base64'), E'\\n', ''), '+/', '-_'), '=')`;

export const LEADER_CODES_SQL = `
  select l.code from leader_version l where ${seen('l')} order by l.code collate "C" limit $3`;

/**
 * The same answers as one statement each: text of JSON, ready to send. Whoever knows the page joins each relation once; a
 * subquery a row takes up to twice as long.
 */
export const SQL: Readonly<Record<string, string>> = {
  LeaderPage: `
    with page as materialized (select l.* from leader_version l where ${seen('l')} order by l.code collate "C" limit $3),
    posts as (
      select p.leader, json_agg(json_build_object('code', p.code, 'role', p.role, 'from', p."from", 'to', p."to", 'post', p.post_vi,
          'unit', json_build_object('code', u.code, 'name', u.name_vi, 'kind', u.kind)) order by p."from", p.code collate "C") list
      from page x
      join appointment_version p on p.leader = x.code and ${seen('p')}
      join unit_version u on u.code = p.unit and ${seen('u')}
      group by p.leader)
    select json_build_object('data', json_build_object('leaders', json_build_object(
      'totalCount', (select count(*) from leader_version l where ${seen('l')}),
      'nodes', (select json_agg(json_build_object('id', ${id('Leader', 'x.code')}, 'code', x.code, 'label', x.label_vi,
          'appointments', coalesce(p.list, '[]')) order by x.code collate "C")
        from page x left join posts p on p.leader = x.code))))::text as answer`,
  UnitList: `
    with u as materialized (select * from unit_version u where ${seen('u')}),
    page as (select * from u order by code collate "C" limit $3),
    heads as (
      select p.unit, json_agg(json_build_object('code', p.code, 'post', p.post_vi,
          'leader', json_build_object('code', l.code, 'label', l.label_vi)) order by p."from", p.code collate "C") list
      from appointment_version p
      join leader_version l on l.code = p.leader and ${seen('l')}
      where ${seen('p')} and p.unit in (select code from page) and p.role in ('HEAD', 'ACTING') and p."from" <= date '2026-11-20'
        and (p."to" is null or p."to" > date '2026-11-20')
      group by p.unit)
    select json_build_object('data', json_build_object('units', json_build_object(
      'totalCount', (select count(*) from u),
      'nodes', (select json_agg(json_build_object('id', ${id('Unit', 'x.code')}, 'code', x.code, 'name', x.name_vi, 'kind', x.kind,
          'openedOn', x.opened_on,
          'parent', case when a.code is not null then json_build_object('code', a.code, 'name', a.name_vi) end,
          'heads', coalesce(h.list, '[]')) order by x.code collate "C")
        from page x left join u a on a.code = x.parent left join heads h on h.unit = x.code))))::text as answer`,
  DeepList: `
    with u as materialized (select code, name_vi from unit_version u where ${seen('u')}),
    page as materialized (select * from u order by code collate "C" limit $3),
    posts as (
      select p.unit, json_agg(json_build_object('code', p.code, 'role', p.role,
          'leader', json_build_object('code', l.code, 'label', l.label_vi)) order by p."from", p.code collate "C") list
      from page x
      join appointment_version p on p.unit = x.code and ${seen('p')}
      join leader_version l on l.code = p.leader and ${seen('l')}
      group by p.unit)
    select json_build_object('data', json_build_object('units', json_build_object(
      'nodes', (select json_agg(json_build_object('code', x.code, 'name', x.name_vi, 'appointments', coalesce(p.list, '[]'),
          'tasks', t.list) order by x.code collate "C")
        from page x left join posts p on p.unit = x.code
        cross join lateral (
          select json_build_object('totalCount', coalesce(max(t.total), 0), 'nodes', coalesce(json_agg(json_build_object('code', t.code,
              'title', t.title_vi, 'assignedOn', t.assigned_on, 'dueDay', t.due_day, 'acceptedOn', t.accepted_on,
              'leadUnit', json_build_object('code', w.code, 'name', w.name_vi)) order by t.code collate "C"), '[]')) list
          from (
            select t.*, count(*) over () total from task_version t
            where ${seen('t')} and t.lead_unit = x.code order by t.code collate "C" limit 10) t
          join u w on w.code = t.lead_unit) t))))::text as answer`,
};
