import { PERIOD, SCHEME } from './bench-run.ts';

/** A document that the API rows ask, with how many rows it takes. */
export interface Question {
  readonly name: string;
  readonly row: string;
  readonly document: string;
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
    document: `query LeaderPage($authority: String, $first: Int) {
  leaders(authority: $authority, first: $first) {
    totalCount
    nodes { id code label appointments { code role from to post unit { code name kind } } }
  }
}`,
  },
  {
    name: 'UnitList',
    row: 'unit list (100 units with their heads)',
    first: 100,
    connections: 30,
    document: `query UnitList($authority: String, $first: Int) {
  units(authority: $authority, first: $first) {
    totalCount
    nodes { id code name kind openedOn parent { code name } heads { code post leader { code label } } }
  }
}`,
  },
  {
    name: 'DeepList',
    row: 'deep list (20 units, posts, people, 10 tasks each)',
    first: 20,
    connections: 30,
    document: `query DeepList($authority: String, $first: Int) {
  units(authority: $authority, first: $first) {
    nodes {
      code
      name
      appointments { code role leader { code label } }
      tasks(first: 10) { totalCount nodes { code title assignedOn dueDay acceptedOn leadUnit { code name } } }
    }
  }
}`,
  },
  {
    name: 'CardPage',
    row: 'a page of 50 leaders with explained cards',
    first: 50,
    connections: 10,
    document: `query CardPage($authority: String, $first: Int) {
  leaders(authority: $authority, first: $first) {
    nodes {
      code
      scoreCard(period: "${PERIOD}", scheme: "${SCHEME}") {
        points open max rating digest
        allLines { id depth title state points max arithmetic findings { text loss } }
        pointsLost { line points }
      }
    }
  }
}`,
  },
];

/** What is sent for a question. */
export function bodyOf({ name, document, first }: Question, authority: string): string {
  return JSON.stringify({ operationName: name, query: document, variables: { authority, first } });
}

/** Of authority $1, and visible at position $2. */
export const seen = (alias: string) =>
  `${alias}.authority = $1 and ${alias}.recorded_position <= $2::bigint and (${alias}.superseded_position is null or ${alias}.superseded_position > $2::bigint)`;
const id = (type: string, code: string) =>
  `rtrim(translate(replace(encode(convert_to('${type}:' || $1 || ':' || ${code}, 'UTF8'), 'base64'), E'\\n', ''), '+/', '-_'), '=')`;

export const LEADER_CODES_SQL = `
  select l.code from leader_version l where ${seen('l')} order by l.code collate "C" limit $3`;

/** The same answers as one statement each: text of JSON, ready to send. */
export const SQL: Readonly<Record<string, string>> = {
  LeaderPage: `
    with page as (select l.* from leader_version l where ${seen('l')} order by l.code collate "C" limit $3)
    select json_build_object('data', json_build_object('leaders', json_build_object(
      'totalCount', (select count(*) from leader_version l where ${seen('l')}),
      'nodes', (select json_agg(json_build_object('id', ${id('Leader', 'l.code')}, 'code', l.code, 'label', l.label_vi, 'appointments', (
          select coalesce(json_agg(json_build_object('code', p.code, 'role', p.role, 'from', p."from", 'to', p."to", 'post', p.post_vi,
            'unit', json_build_object('code', u.code, 'name', u.name_vi, 'kind', u.kind)) order by p."from", p.code collate "C"), '[]')
          from appointment_version p join unit_version u on u.code = p.unit and ${seen('u')}
          where ${seen('p')} and p.leader = l.code)) order by l.code collate "C") from page l))))::text as answer`,
  UnitList: `
    with page as (select u.* from unit_version u where ${seen('u')} order by u.code collate "C" limit $3)
    select json_build_object('data', json_build_object('units', json_build_object(
      'totalCount', (select count(*) from unit_version u where ${seen('u')}),
      'nodes', (select json_agg(json_build_object('id', ${id('Unit', 'u.code')}, 'code', u.code, 'name', u.name_vi, 'kind', u.kind,
          'openedOn', u.opened_on,
          'parent', (select json_build_object('code', a.code, 'name', a.name_vi) from unit_version a where ${seen('a')} and a.code = u.parent),
          'heads', (select coalesce(json_agg(json_build_object('code', p.code, 'post', p.post_vi,
              'leader', json_build_object('code', l.code, 'label', l.label_vi)) order by p."from", p.code collate "C"), '[]')
            from appointment_version p join leader_version l on l.code = p.leader and ${seen('l')}
            where ${seen('p')} and p.unit = u.code and p.role in ('HEAD', 'ACTING') and p."from" <= date '2026-11-20'
              and (p."to" is null or p."to" > date '2026-11-20'))
        ) order by u.code collate "C") from page u))))::text as answer`,
  DeepList: `
    with page as (select u.* from unit_version u where ${seen('u')} order by u.code collate "C" limit $3)
    select json_build_object('data', json_build_object('units', json_build_object(
      'nodes', (select json_agg(json_build_object('code', u.code, 'name', u.name_vi,
          'appointments', (select coalesce(json_agg(json_build_object('code', p.code, 'role', p.role,
              'leader', json_build_object('code', l.code, 'label', l.label_vi)) order by p."from", p.code collate "C"), '[]')
            from appointment_version p join leader_version l on l.code = p.leader and ${seen('l')}
            where ${seen('p')} and p.unit = u.code),
          'tasks', json_build_object(
            'totalCount', (select count(*) from task_version t where ${seen('t')} and t.lead_unit = u.code),
            'nodes', (select coalesce(json_agg(json_build_object('code', t.code, 'title', t.title_vi, 'assignedOn', t.assigned_on,
                'dueDay', t.due_day, 'acceptedOn', t.accepted_on, 'leadUnit', json_build_object('code', w.code, 'name', w.name_vi))
                order by t.code collate "C"), '[]')
              from (select * from task_version t where ${seen('t')} and t.lead_unit = u.code order by t.code collate "C" limit 10) t
              join unit_version w on w.code = t.lead_unit and ${seen('w')}))
        ) order by u.code collate "C") from page u))))::text as answer`,
};
