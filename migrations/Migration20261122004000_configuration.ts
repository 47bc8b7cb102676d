import { Migration } from '@mikro-orm/migrations';

/** Drafts of configuration, what they would have made of past periods, and what was decided on them. */
export class Migration20261122004000_configuration extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const keptForGood = (table: string): string[] => [
  `create trigger "${table}_kept" before update or delete on "${table}" for each row execute function refuse_change()`,
  `create trigger "${table}_kept_whole" before truncate on "${table}" for each statement execute function refuse_change()`,
];

const STATEMENTS = [
  `
  create table "configuration_draft" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  ...keptForGood('configuration_draft'),
  `
  create table "configuration_draft_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "kind" text not null
      constraint "configuration_draft_version_kind_check" check ("kind" in ('SCHEME', 'PLUGIN')),
    "configures" text not null,
    "number" integer not null,
    "copied_from" text not null,
    "effective_from" date,
    "effective_to" date,
    "configuration" text not null,
    "example" boolean not null,
    "correcting_decision" text,
    "authors" text[] not null,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "configuration_draft_version_code_foreign" foreign key ("authority", "code") references "configuration_draft" ("authority", "code")
  )
  `,
  `create unique index "configuration_draft_version_current" on "configuration_draft_version" ("authority", "code") where superseded_position is null`,
  `create trigger "configuration_draft_version_kept" before update or delete on "configuration_draft_version" for each row execute function only_supersede()`,
  `create trigger "configuration_draft_version_kept_whole" before truncate on "configuration_draft_version" for each statement execute function refuse_change()`,
  `
  create table "configuration_simulation_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "draft" text not null,
    "digest" text not null,
    "draft_digest" text not null,
    "periods" text[] not null,
    "read_position" integer not null,
    "as_of" date not null,
    "requested_by" text not null,
    "finished_on" date not null,
    "result" text not null,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "configuration_simulation_version_draft_foreign" foreign key ("authority", "draft") references "configuration_draft" ("authority", "code")
  )
  `,
  `create unique index "configuration_simulation_version_current" on "configuration_simulation_version" ("authority", "code") where superseded_position is null`,
  ...keptForGood('configuration_simulation_version'),
  `
  create table "configuration_submission_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "draft" text not null,
    "submitted_by" text not null,
    "submitted_on" date not null,
    "draft_digest" text not null,
    "simulation_digest" text not null,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "configuration_submission_version_draft_foreign" foreign key ("authority", "draft") references "configuration_draft" ("authority", "code")
  )
  `,
  `create unique index "configuration_submission_version_current" on "configuration_submission_version" ("authority", "code") where superseded_position is null`,
  ...keptForGood('configuration_submission_version'),
  `
  create table "configuration_decision_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "draft" text not null,
    "outcome" text not null
      constraint "configuration_decision_version_outcome_check" check ("outcome" in ('APPROVED', 'REJECTED')),
    "decided_by" text not null,
    "decided_on" date not null,
    "draft_digest" text not null,
    "simulation_digest" text not null,
    "decision_number" text,
    "decision_date" date,
    "reason" text,
    "revision" integer,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "configuration_decision_version_draft_foreign" foreign key ("authority", "draft") references "configuration_draft" ("authority", "code")
  )
  `,
  `create unique index "configuration_decision_version_current" on "configuration_decision_version" ("authority", "code") where superseded_position is null`,
  ...keptForGood('configuration_decision_version'),

  // Whoever judges people over the whole authority, or checks it, sees what is being prepared: simulations name leaders and classes.
  ...[
    'configuration_draft_version',
    'configuration_simulation_version',
    'configuration_submission_version',
    'configuration_decision_version',
  ].flatMap((table) => [
    `grant select on "${table}" to scorecard_reader`,
    `alter table "${table}" enable row level security`,
    `
    create policy "viewer" on "${table}" for select to scorecard_reader using (
      "authority" = (select scorecard_authority()) and (select scorecard_whole('EVALUATION'))
    )
    `,
  ]),

  // A submitted draft is what the approver reads: no version may follow it, and none may end.
  `
  create function submitted_drafts_stand() returns trigger language plpgsql as $$
  begin
    if exists (select from configuration_submission_version s where s.authority = new.authority and s.draft = new.code) then
      raise exception 'the draft % was submitted and cannot change', new.code using errcode = '23001';
    end if;
    return new;
  end
  $$
  `,
  `create trigger "configuration_draft_version_submitted" before insert or update on "configuration_draft_version" for each row execute function submitted_drafts_stand()`,
  // Four eyes: whoever wrote any version of a draft, or submitted it, may not decide on it; and the decision is on what was submitted.
  `
  create function decided_by_another() returns trigger language plpgsql as $$
  declare
    submitted configuration_submission_version;
  begin
    select * into submitted from configuration_submission_version s
      where s.authority = new.authority and s.draft = new.draft and s.superseded_position is null;
    if not found then
      raise exception 'the draft % was never submitted', new.draft using errcode = '23001';
    end if;
    if submitted.draft_digest <> new.draft_digest or submitted.simulation_digest <> new.simulation_digest then
      raise exception 'the decision on % is not on what was submitted', new.draft using errcode = '23001';
    end if;
    if new.outcome = 'APPROVED' and (new.decision_number is null or new.revision is null) then
      raise exception 'an approval of % names its decision and its revision', new.draft using errcode = '23001';
    end if;
    if submitted.submitted_by = new.decided_by or exists (
      select from configuration_draft_version d
      where d.authority = new.authority and d.code = new.draft and new.decided_by = any (d.authors)
    ) then
      raise exception '% may not decide on a draft of their own', new.decided_by using errcode = '23001';
    end if;
    return new;
  end
  $$
  `,
  `create trigger "configuration_decision_version_four_eyes" before insert on "configuration_decision_version" for each row execute function decided_by_another()`,

  // How far simulations have come: work, not record. What they found is recorded when they are done.
  `
  create table "simulation_run" (
    "authority" text not null references "authority" ("code"),
    "id" uuid not null,
    "draft" text not null,
    "draft_digest" text not null,
    "periods" jsonb not null,
    "read_position" bigint not null,
    "as_of" date not null,
    "requested_by" text not null,
    "requested_at" timestamptz not null,
    "beat_at" timestamptz not null,
    "done" integer not null,
    "total" integer not null,
    "cancelled_at" timestamptz,
    "finished_at" timestamptz,
    "failure" jsonb,
    "simulation" text,
    primary key ("authority", "id"),
    constraint "simulation_run_draft_foreign" foreign key ("authority", "draft") references "configuration_draft" ("authority", "code")
  )
  `,
  `create index "simulation_run_of_draft" on "simulation_run" ("authority", "draft")`,
  `
  create function finished_runs_stand() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' or old.finished_at is not null then
      raise exception 'a finished simulation is never changed or removed' using errcode = '23001';
    end if;
    return new;
  end
  $$
  `,
  `create trigger "simulation_run_finished" before update or delete on "simulation_run" for each row execute function finished_runs_stand()`,
];
