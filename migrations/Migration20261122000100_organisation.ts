import { Migration } from '@mikro-orm/migrations';

/** Documents, units, leaders, appointments, calendar and periods. */
export class Migration20261122000100_organisation extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `
  create table "document" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "document_kept" before update or delete on "document" for each row execute function refuse_change()`,
  `create trigger "document_kept_whole" before truncate on "document" for each statement execute function refuse_change()`,
  `
  create table "unit" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "unit_kept" before update or delete on "unit" for each row execute function refuse_change()`,
  `create trigger "unit_kept_whole" before truncate on "unit" for each statement execute function refuse_change()`,
  `
  create table "leader" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "leader_kept" before update or delete on "leader" for each row execute function refuse_change()`,
  `create trigger "leader_kept_whole" before truncate on "leader" for each statement execute function refuse_change()`,
  `
  create table "period" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "period_kept" before update or delete on "period" for each row execute function refuse_change()`,
  `create trigger "period_kept_whole" before truncate on "period" for each statement execute function refuse_change()`,
  `
  create table "document_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "number" text,
    "title_vi" text not null,
    "title_en" text not null,
    "kind" text not null
      constraint "document_version_kind_check" check ("kind" in ('LAW', 'DECISION', 'PLAN', 'DISPATCH', 'NOTICE', 'REPORT', 'PORTAL', 'PRESS', 'FICTION')),
    "issued_on" date,
    "issued_by" text,
    "url" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "document_version_code_foreign" foreign key ("authority", "code") references "document" ("authority", "code")
  )
  `,
  `create unique index "document_version_current" on "document_version" ("authority", "code") where superseded_position is null`,
  `create trigger "document_version_kept" before update or delete on "document_version" for each row execute function only_supersede()`,
  `create trigger "document_version_kept_whole" before truncate on "document_version" for each statement execute function refuse_change()`,
  `
  create table "unit_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "name_vi" text not null,
    "name_en" text not null,
    "kind" text not null
      constraint "unit_version_kind_check" check ("kind" in ('PROVINCE', 'DEPARTMENT', 'VERTICAL_AGENCY', 'DISTRICT', 'COMMUNE', 'ORGANISATION')),
    "parent" text,
    "opened_on" date not null,
    "closed_on" date,
    "portal_code" text,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "unit_version_code_foreign" foreign key ("authority", "code") references "unit" ("authority", "code"),
    constraint "unit_version_parent_foreign" foreign key ("authority", "parent") references "unit" ("authority", "code"),
    constraint "unit_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "unit_version_current" on "unit_version" ("authority", "code") where superseded_position is null`,
  `create index "unit_version_parent" on "unit_version" ("authority", "parent")`,
  `create trigger "unit_version_kept" before update or delete on "unit_version" for each row execute function only_supersede()`,
  `create trigger "unit_version_kept_whole" before truncate on "unit_version" for each statement execute function refuse_change()`,
  `
  create table "unit_lineage_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "predecessor" text not null,
    "successor" text not null,
    "kind" text not null
      constraint "unit_lineage_version_kind_check" check ("kind" in ('MERGE', 'SPLIT', 'RENAME', 'FUNCTION_TRANSFER')),
    "on" date not null,
    "share" bigint,
    "field" text,
    "note" text,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "unit_lineage_version_predecessor_foreign" foreign key ("authority", "predecessor") references "unit" ("authority", "code"),
    constraint "unit_lineage_version_successor_foreign" foreign key ("authority", "successor") references "unit" ("authority", "code"),
    constraint "unit_lineage_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `comment on column "unit_lineage_version"."share" is 'in units of 10^-4'`,
  `create unique index "unit_lineage_version_current" on "unit_lineage_version" ("authority", "code") where superseded_position is null`,
  `create index "unit_lineage_version_predecessor" on "unit_lineage_version" ("authority", "predecessor")`,
  `create index "unit_lineage_version_successor" on "unit_lineage_version" ("authority", "successor")`,
  `create trigger "unit_lineage_version_kept" before update or delete on "unit_lineage_version" for each row execute function only_supersede()`,
  `create trigger "unit_lineage_version_kept_whole" before truncate on "unit_lineage_version" for each statement execute function refuse_change()`,
  `
  create table "leader_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "label_vi" text not null,
    "label_en" text not null,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "leader_version_code_foreign" foreign key ("authority", "code") references "leader" ("authority", "code")
  )
  `,
  `create unique index "leader_version_current" on "leader_version" ("authority", "code") where superseded_position is null`,
  `create trigger "leader_version_kept" before update or delete on "leader_version" for each row execute function only_supersede()`,
  `create trigger "leader_version_kept_whole" before truncate on "leader_version" for each statement execute function refuse_change()`,
  `
  create table "appointment_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "leader" text not null,
    "unit" text not null,
    "post_vi" text not null,
    "post_en" text not null,
    "role" text not null
      constraint "appointment_version_role_check" check ("role" in ('HEAD', 'DEPUTY', 'ACTING')),
    "from" date not null,
    "to" date,
    "fields" text[] not null,
    "legal_status" text not null
      constraint "appointment_version_legal_status_check" check ("legal_status" in ('CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'ARMED_FORCES', 'VERTICALLY_MANAGED')),
    "similar_group" text,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "appointment_version_leader_foreign" foreign key ("authority", "leader") references "leader" ("authority", "code"),
    constraint "appointment_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "appointment_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "appointment_version_current" on "appointment_version" ("authority", "code") where superseded_position is null`,
  `create index "appointment_version_unit" on "appointment_version" ("authority", "unit")`,
  `create trigger "appointment_version_kept" before update or delete on "appointment_version" for each row execute function only_supersede()`,
  `create trigger "appointment_version_kept_whole" before truncate on "appointment_version" for each statement execute function refuse_change()`,
  `
  alter table "appointment_version" add constraint "appointment_version_one_head"
    exclude using gist ("authority" with =, "unit" with =, daterange("from", "to") with &&)
    where (superseded_position is null and "role" = 'HEAD')
  `,
  `
  alter table "appointment_version" add constraint "appointment_version_one_acting"
    exclude using gist ("authority" with =, "unit" with =, daterange("from", "to") with &&)
    where (superseded_position is null and "role" = 'ACTING')
  `,
  `
  create table "absence_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "leader" text not null,
    "kind" text not null
      constraint "absence_version_kind_check" check ("kind" in ('LEAVE', 'SICK', 'MATERNITY', 'TRAINING', 'SUSPENDED')),
    "from" date not null,
    "to" date,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "absence_version_leader_foreign" foreign key ("authority", "leader") references "leader" ("authority", "code"),
    constraint "absence_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "absence_version_current" on "absence_version" ("authority", "code") where superseded_position is null`,
  `create trigger "absence_version_kept" before update or delete on "absence_version" for each row execute function only_supersede()`,
  `create trigger "absence_version_kept_whole" before truncate on "absence_version" for each statement execute function refuse_change()`,
  `
  create table "calendar_year_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "year" integer not null,
    "closed" date[] not null,
    "worked" date[] not null,
    "confidence" text not null
      constraint "calendar_year_version_confidence_check" check ("confidence" in ('READ', 'SECONDARY', 'TO_BE_CONFIRMED')),
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "calendar_year_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "calendar_year_version_current" on "calendar_year_version" ("authority", "code") where superseded_position is null`,
  `create trigger "calendar_year_version_kept" before update or delete on "calendar_year_version" for each row execute function only_supersede()`,
  `create trigger "calendar_year_version_kept_whole" before truncate on "calendar_year_version" for each statement execute function refuse_change()`,
  `
  create table "period_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "kind" text not null
      constraint "period_version_kind_check" check ("kind" in ('MONTH', 'QUARTER', 'YEAR')),
    "from" date not null,
    "to" date not null,
    "cut_off" date not null,
    "locked_on" date,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "period_version_code_foreign" foreign key ("authority", "code") references "period" ("authority", "code")
  )
  `,
  `create unique index "period_version_current" on "period_version" ("authority", "code") where superseded_position is null`,
  `create trigger "period_version_kept" before update or delete on "period_version" for each row execute function only_supersede()`,
  `create trigger "period_version_kept_whole" before truncate on "period_version" for each statement execute function refuse_change()`,
];
