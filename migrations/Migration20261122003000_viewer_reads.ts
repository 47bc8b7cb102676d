import { Migration } from '@mikro-orm/migrations';

/**
 * The second wall of rights: what is read for a viewer is read as the role scorecard_reader, which may look at tables one by one and, of
 * what concerns persons, only at the rows that the claims in the setting scorecard.viewer open. Without claims nothing of it is there.
 *
 * Claims are JSON: { authority, leader, whole: [class …], units: { class: [unit code …] } }. The class PERSON is of people and their
 * posts, EVALUATION of what was judged of them.
 */
export class Migration20261122003000_viewer_reads extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

/** A role belongs to the whole cluster: databases that migrate at the same time meet here, and whoever comes second finds it made. */
const ROLE = `
do $$
begin
  for attempt in 1..20 loop
    begin
      if not exists (select from pg_roles where rolname = 'scorecard_reader') then
        create role scorecard_reader nologin;
      end if;
      if not pg_has_role(current_user, 'scorecard_reader', 'member') then
        execute format('grant scorecard_reader to %I', current_user);
      end if;
      return;
    exception
      -- duplicate_object, unique_violation, or "tuple concurrently updated": another database was quicker.
      when duplicate_object or unique_violation or internal_error then
        null;
      when insufficient_privilege then
        raise exception 'the role "%" may not make or use the role scorecard_reader: let an administrator run "create role scorecard_reader nologin; grant scorecard_reader to %;"', current_user, current_user
          using errcode = 'insufficient_privilege';
    end;
  end loop;
  raise exception 'the role scorecard_reader could not be made';
end
$$
`;

const CLAIMS = [
  `
  create function scorecard_claims() returns jsonb language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('scorecard.viewer', true), ''), '{}')::jsonb
  $$
  `,
  `
  create function scorecard_authority() returns text language sql stable parallel safe as $$
    select scorecard_claims() ->> 'authority'
  $$
  `,
  `
  create function scorecard_leader() returns text language sql stable parallel safe as $$
    select scorecard_claims() ->> 'leader'
  $$
  `,
  `
  create function scorecard_whole(class text) returns boolean language sql stable parallel safe as $$
    select coalesce(scorecard_claims() -> 'whole' ? class, false)
  $$
  `,
  `
  create function scorecard_units(class text) returns setof text language sql stable parallel safe as $$
    select jsonb_array_elements_text(coalesce(scorecard_claims() -> 'units' -> class, '[]'))
  $$
  `,
];

// Everything uncorrelated, so that PostgreSQL works the claims out once a statement, not once a row.
const ofUnit = (kind: string) => `"unit" in (select scorecard_units('${kind}'))`;
const ofLeader = (kind: string, leader = '"leader"') => `
  ${leader} in (
    select p."leader" from "appointment_version" p
    where p."authority" = (select scorecard_authority()) and p."unit" in (select scorecard_units('${kind}'))
  )`;
const ofEither = (kind: string) => `${ofUnit(kind)} or ("unit" is null and ${ofLeader(kind)})`;

/** Which rows of a table are open beyond those of the viewer's own person. */
const POLICIES: readonly {
  readonly noun: string;
  readonly table: string;
  readonly kind: 'PERSON' | 'EVALUATION';
  readonly leader: string | null;
  readonly inScope: string;
}[] = [
  {
    noun: 'leader',
    table: 'leader_version',
    kind: 'PERSON',
    leader: 'code',
    inScope: ofLeader('PERSON', '"code"'),
  },
  {
    noun: 'appointment',
    table: 'appointment_version',
    kind: 'PERSON',
    leader: 'leader',
    inScope: ofUnit('PERSON'),
  },
  {
    noun: 'absence',
    table: 'absence_version',
    kind: 'PERSON',
    leader: 'leader',
    inScope: ofLeader('PERSON'),
  },
  { noun: 'award', table: 'award_version', kind: 'PERSON', leader: 'leader', inScope: ofEither('PERSON') },
  {
    noun: 'initiative',
    table: 'initiative_version',
    kind: 'PERSON',
    leader: 'leader',
    inScope: ofLeader('PERSON'),
  },
  {
    noun: 'assessment',
    table: 'assessment_version',
    kind: 'EVALUATION',
    leader: 'leader',
    inScope: ofEither('EVALUATION'),
  },
  {
    noun: 'gateFact',
    table: 'gate_fact_version',
    kind: 'EVALUATION',
    leader: 'leader',
    inScope: ofLeader('EVALUATION'),
  },
  {
    noun: 'decidedRating',
    table: 'decided_rating_version',
    kind: 'EVALUATION',
    leader: 'leader',
    inScope: ofEither('EVALUATION'),
  },
  {
    noun: 'staffRating',
    table: 'staff_rating_version',
    kind: 'EVALUATION',
    leader: null,
    inScope: ofUnit('EVALUATION'),
  },
];

const wall = ({ table, kind, leader, inScope }: (typeof POLICIES)[number]) => [
  `alter table "${table}" enable row level security`,
  `
  create policy "viewer" on "${table}" for select to scorecard_reader using (
    "authority" = (select scorecard_authority())
    and (
      (select scorecard_whole('${kind}'))
      or ${leader === null ? '' : `"${leader}" = (select scorecard_leader()) or`} ${inScope}
    )
  )
  `,
];

const GRANTS = [
  `
  do $$
  declare
    one text;
  begin
    execute format('grant usage on schema %I to scorecard_reader', current_schema());
    for one in select tablename from pg_tables where schemaname = current_schema() and tablename like '%\\_version' loop
      execute format('grant select on %I to scorecard_reader', one);
    end loop;
  end
  $$
  `,
  `grant select on "authority", "ledger_counter", "flag" to scorecard_reader`,
  // The body of an act holds every row it changed: only what places an instant in the ledger may be read.
  `grant select ("authority", "position", "recorded_at") on "act" to scorecard_reader`,
];

/** A flag may name people: it is there for whoever sees the row that it is about. */
const FLAGS = [
  `alter table "flag" enable row level security`,
  `
  create policy "viewer" on "flag" for select to scorecard_reader using (
    "authority" = (select scorecard_authority())
    and case "noun"
      ${POLICIES.map(
        ({ noun, table }) =>
          `when '${noun}' then exists (select 1 from "${table}" v where v."authority" = "flag"."authority" and v."code" = "flag"."code")`,
      ).join('\n      ')}
      else true
    end
  )
  `,
];

const STATEMENTS = [ROLE, ...CLAIMS, ...POLICIES.flatMap(wall), ...GRANTS, ...FLAGS];
