import type { Day } from '../../../rules/kit/day.ts';
import type { Period } from '../../../rules/kit/period.ts';
import type { WorkingCalendar } from '../../../rules/kit/working-calendar.ts';
import type { Connection } from '../postgres.ts';
import type { FloatScore, LeaderNumbers } from './float.ts';
import { floatScore, noNumbers } from './float.ts';

/** When and for whom numbers are asked of the database. */
export interface GroupedQuery {
  readonly authority: string;
  readonly position: number;
  readonly period: Period;
  readonly asOf: Day;
  readonly lastDayOver: Day;
  readonly calendar: WorkingCalendar;
  /** One appointment only; null for all. */
  readonly appointment: string | null;
}

const seen = (alias: string) =>
  `${alias}.authority = $1 and ${alias}.recorded_position <= $2::bigint and (${alias}.superseded_position is null or ${alias}.superseded_position > $2::bigint)`;
const day = (parameter: string) => `(date '1970-01-01' + ${parameter}::int)`;
/** Whoever answers on a day: the head for all of the unit, a deputy for a field. */
const answers = (on: string, field: string) =>
  `p."from" <= ${on} and (p."to" is null or p."to" > ${on}) and (p.role <> 'DEPUTY' or ${field} = any(p.fields))`;

/**
 * The limit of reading: one statement that groups in the database, with the position predicate, tenure and dates of the product,
 * but only counts come back: no row, no evidence. It knows what the province lacks (extensions, handovers, causes, reviews,
 * obstacles, pools) and does not look for it.
 */
const SQL = `
with posts as materialized (
  select p.code, p.leader, p.unit, p.role, p."from", p."to", p.fields from appointment_version p
  where ${seen('p')} and p."from" < ${day('$4')} and (p."to" is null or p."to" > ${day('$3')}) and ($8::text is null or p.code = $8)
),
asked as materialized (select distinct unit from posts),
worked as materialized (select d, n from unnest($7::int[]) with ordinality as w(n, i), lateral (select (${day('$9')} + i::int - 1) as d) x),
task_rows as (
  select lead_unit, field, assigned_on, due, done, submitted, case
      when done is not null then case when done <= due then 'ON_TIME' else 'LATE' end
      when due > ${day('$6')} then 'IN_TERM'
      when submitted <= due then 'AWAITING'
      else 'OVERDUE' end as state
  from (
    select t.lead_unit, t.field, t.assigned_on, case t.due_kind when 'BY' then t.due_day else t.due_day - 1 end as due,
      case when t.accepted_on <= ${day('$5')} then t.accepted_submission_on end as done,
      case when t.submitted_on <= ${day('$5')} then t.submitted_on end as submitted
    from task_version t
    where ${seen('t')} and t.lead_unit in (select unit from asked) and t.assigned_on < ${day('$4')} and t.assigned_on <= ${day('$5')}
      and (t.accepted_on is null or t.accepted_on > ${day('$5')} or t.accepted_submission_on >= ${day('$3')})
  ) t
),
decided as (
  select *, due < ${day('$3')} as carried,
    case state when 'ON_TIME' then done when 'LATE' then due when 'OVERDUE' then due end as decided_on
  from task_rows
),
counted as (
  select d.*, coalesce(decided_on, least(${day('$5')}, ${day('$4')} - 1)) as answered_on,
    case when state in ('LATE', 'OVERDUE') then greatest(0, e.n - f.n) end as days
  from decided d left join worked e on e.d = coalesce(d.done, ${day('$5')}) left join worked f on f.d = d.due
  where carried and (done is null or done >= ${day('$3')}) or not carried and (decided_on is null or decided_on >= ${day('$3')} and decided_on < ${day('$4')})
),
tasks as (
  select p.code,
    count(*) filter (where not carried and state in ('ON_TIME', 'LATE', 'OVERDUE'))::int as due,
    count(*) filter (where not carried and state = 'ON_TIME')::int as on_time,
    count(*) filter (where not carried and state in ('ON_TIME', 'LATE'))::int as reviewed,
    coalesce(sum(least(10, days)) filter (where not carried and days is not null), 0)::int as days_late,
    count(*) filter (where carried and state in ('ON_TIME', 'LATE', 'OVERDUE'))::int as carried,
    count(*) filter (where carried and state = 'OVERDUE')::int as carried_open,
    count(*) filter (where carried and state = 'LATE')::int as carried_closed,
    count(*) filter (where state in ('LATE', 'OVERDUE'))::int as late
  from counted c join posts p on p.unit = c.lead_unit and ${answers('c.answered_on', 'c.field')}
  group by p.code
),
occurrences as (
  select code, unit, field, (first_due_on + make_interval(months => k0 + j))::date as due_on
  from (
    select d.code, d.unit, d.field, d.first_due_on, ((extract(year from ${day('$3')}) - extract(year from d.first_due_on)) * 12
      + extract(month from ${day('$3')}) - extract(month from d.first_due_on))::int as k0
    from report_duty_version d
    where ${seen('d')} and d.unit in (select unit from asked) and d.first_due_on < ${day('$4')}
  ) d, generate_series(0, $11::int) j
  where k0 + j >= 0
),
reports as (
  select p.code,
    count(*) filter (where s.submitted_on is not null or o.due_on <= ${day('$6')})::int as due,
    count(*) filter (where s.submitted_on <= o.due_on)::int as on_time
  from occurrences o
  left join (
    select s.duty, s.due_on, min(s.submitted_on) as submitted_on from submission_version s
    where ${seen('s')} and s.due_on >= ${day('$3')} and s.due_on < ${day('$4')} and s.submitted_on <= ${day('$5')} and not s.empty
    group by s.duty, s.due_on) s on s.duty = o.code and s.due_on = o.due_on
  join posts p on p.unit = o.unit and ${answers('o.due_on', 'o.field')}
  where o.due_on >= ${day('$3')} and o.due_on < ${day('$4')}
  group by p.code
),
acts as (
  select p.code, count(*)::int as acts, count(*) filter (where a.in_person)::int as in_person
  from directing_act_version a join posts p on p.leader = a.leader and p.unit = a.unit
  where ${seen('a')} and a."on" >= ${day('$3')} and a."on" < ${day('$4')} and a."on" <= ${day('$5')}
  group by p.code
),
assignments as (
  select p.code, count(*)::int as assessed, count(*) filter (where t.clear @> case
    when t.assigned_on >= date '2025-01-01' then '{PERSON,WORK,TIME,RESPONSIBILITY,PRODUCT,AUTHORITY}'::text[]
    else '{PERSON,WORK,TIME,PRODUCT}'::text[] end)::int as clear
  from task_version t join posts p on p.unit = t.assigned_by and ${answers('t.assigned_on', 'null')}
  where ${seen('t')} and t.assigned_on >= ${day('$3')} and t.assigned_on < ${day('$4')} and t.assigned_on <= ${day('$5')}
  group by p.code
),
goals as (
  select g.unit, g.metric, g.by, g."from", m.kind, m.direction, m.cumulative, m.field, coalesce(g.minimum, g.maximum)::float8 as goal
  from target_version g join metric_version m on m.code = g.metric and ${seen('m')}
  where ${seen('g')} and g.unit in (select unit from asked) and g.by >= ${day('$3')} and g.by < ${day('$4')}
),
answered as (
  select g.unit, g.metric, g.field, g.direction, g.goal, g.by, max(r.covers_to) as covers_to, case
      when count(r.unit) = 0 then null
      when g.kind = 'RATIO' then sum(r.numerator)::float8 / sum(r.denominator) * 1000000
      when g.kind = 'COUNT' then sum(r.numerator)::float8
      else (array_agg(r.numerator order by r.covers_to desc))[1]::float8 end as value
  from goals g left join reading_version r on r.unit = g.unit and r.metric = g.metric and ${seen('r')}
    and r.covers_to >= (select min("from") from goals) and r.covers_to < ${day('$4')} and r.unit in (select unit from asked)
    and r.covers_to >= g."from" and r.covers_to <= g.by and r.known_on <= $10::int + date '1970-01-01'
  group by g.unit, g.metric, g.field, g.kind, g.direction, g.goal, g.by
),
targets as (
  select p.code, count(*)::int as targets,
    coalesce(sum(case when direction = 'HIGHER_IS_BETTER' then least(1, value / goal) else least(1, goal / nullif(value, 0)) end), 0) as attained
  from answered a join posts p on p.unit = a.unit
    and ${answers(`coalesce(a.covers_to, case when a.by <= ${day('$6')} then a.by else least(${day('$5')}, ${day('$4')} - 1) end)`, 'a.field')}
  group by p.code
),
indices as (
  select distinct on (i.unit) i.unit, least(1, i.points::float8 / i.max_points) as share from index_result_version i
  where ${seen('i')} and i.index = 'PAR-INDEX' and i.component = 'total' and i.unit in (select unit from asked)
    and i.year <= extract(year from ${day('$4')} - 1) and i.year >= extract(year from ${day('$4')} - 1) - 2 and i.published_on <= ${day('$5')}
  order by i.unit, i.year desc
)
select p.code, p.role, t.due, t.on_time, t.reviewed, t.days_late, t.carried, t.carried_open, t.carried_closed, t.late, r.due as reports_due,
  r.on_time as reports_on_time, a.acts, a.in_person, s.assessed, s.clear, g.targets, g.attained,
  case when p.role <> 'DEPUTY' then i.share end as index
from posts p left join tasks t using (code) left join reports r using (code) left join acts a using (code)
  left join assignments s using (code) left join targets g using (code) left join indices i on i.unit = p.unit
order by p.code`;

const MONTHS = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const;
const FAR_FUTURE = 2_000_000;
const YEARS_BACK = 4 * 366;

/** Every leader’s points by appointment, from counts that the database made. */
export async function groupedScores(
  connection: Connection,
  query: GroupedQuery,
): Promise<Map<string, FloatScore>> {
  const { period, asOf } = query;
  const first = period.from - YEARS_BACK;
  const rows = await connection.query(SQL, [
    query.authority,
    query.position,
    period.from,
    period.to,
    asOf,
    query.lastDayOver,
    workedSince(query.calendar, first, Math.max(period.to, asOf)),
    query.appointment,
    first,
    FAR_FUTURE,
    MONTHS[period.kind],
  ]);
  return new Map(
    rows.map((row) => [row['code'] as string, floatScore(numbersIn(row), MONTHS[period.kind])] as const),
  );
}

const kept = new WeakMap<WorkingCalendar, Map<string, readonly number[]>>();

/** Working days up to each day: kept, since a calendar never changes. */
function workedSince(calendar: WorkingCalendar, from: Day, to: Day): readonly number[] {
  const known = kept.get(calendar) ?? new Map<string, readonly number[]>();
  kept.set(calendar, known);
  const key = `${from} ${to}`;
  let list = known.get(key);
  if (!list) {
    let count = 0;
    list = Array.from({ length: to - from + 1 }, (_, index) =>
      calendar.isWorking(from + index) ? ++count : count,
    );
    known.set(key, list);
  }
  return list;
}

function numbersIn(row: Record<string, unknown>): LeaderNumbers {
  const count = (name: string) => (row[name] as number | null) ?? 0;
  return {
    ...noNumbers(),
    due: count('due'),
    reviewed: count('reviewed'),
    onTime: count('on_time'),
    daysLate: count('days_late'),
    carried: count('carried'),
    carriedOpen: count('carried_open'),
    carriedClosed: count('carried_closed'),
    late: count('late'),
    reportsDue: count('reports_due'),
    reportsOnTime: count('reports_on_time'),
    acts: count('acts'),
    actsInPerson: count('in_person'),
    assessed: count('assessed'),
    clear: count('clear'),
    targets: count('targets'),
    attained: count('attained'),
    index: row['index'] as number | null,
  };
}
