import { Migration } from '@mikro-orm/migrations';

/** What acts through the API keep beyond what files brought: acceptance of reports, sealing and unlocking of periods, findings. */
export class Migration20261122003500_acts extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `alter table "submission_version" add column "accepted_on" date`,
  `alter table "period_version" add column "sealed_on" date`,
  `
  create table "period_unlock_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "period" text not null,
    "number" integer not null,
    "locked_on" date not null,
    "unlocked_on" date not null,
    "reason" text not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "period_unlock_version_period_foreign" foreign key ("authority", "period") references "period" ("authority", "code"),
    constraint "period_unlock_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "period_unlock_version_current" on "period_unlock_version" ("authority", "code") where superseded_position is null`,
  `create trigger "period_unlock_version_kept" before update or delete on "period_unlock_version" for each row execute function only_supersede()`,
  `create trigger "period_unlock_version_kept_whole" before truncate on "period_unlock_version" for each statement execute function refuse_change()`,
  `
  create table "inspection_finding_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "unit" text not null,
    "leader" text,
    "found_on" date not null,
    "found_by" text,
    "text" text not null,
    "remedy_by" date,
    "remedied_on" date,
    "document" text not null,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "inspection_finding_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "inspection_finding_version_leader_foreign" foreign key ("authority", "leader") references "leader" ("authority", "code"),
    constraint "inspection_finding_version_found_by_foreign" foreign key ("authority", "found_by") references "unit" ("authority", "code"),
    constraint "inspection_finding_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "inspection_finding_version_current" on "inspection_finding_version" ("authority", "code") where superseded_position is null`,
  `create index "inspection_finding_version_unit" on "inspection_finding_version" ("authority", "unit")`,
  `create index "inspection_finding_version_leader" on "inspection_finding_version" ("authority", "leader")`,
  `create index "inspection_finding_version_found_by" on "inspection_finding_version" ("authority", "found_by")`,
  `create trigger "inspection_finding_version_kept" before update or delete on "inspection_finding_version" for each row execute function only_supersede()`,
  `create trigger "inspection_finding_version_kept_whole" before truncate on "inspection_finding_version" for each statement execute function refuse_change()`,
  // A finding may name whom it holds responsible: it is seen by who sees people of the unit, and by that person.
  `alter table "inspection_finding_version" enable row level security`,
  `
  create policy "viewer" on "inspection_finding_version" for select to scorecard_reader using (
    "authority" = (select scorecard_authority())
    and (
      (select scorecard_whole('PERSON'))
      or "leader" = (select scorecard_leader())
      or "unit" in (select scorecard_units('PERSON'))
    )
  )
  `,
  `grant select on "inspection_finding_version", "period_unlock_version" to scorecard_reader`,
];
