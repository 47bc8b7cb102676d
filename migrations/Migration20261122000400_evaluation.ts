import { Migration } from '@mikro-orm/migrations';

/** What competent bodies decide, emulation, and configuration. */
export class Migration20261122000400_evaluation extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `
  create table "assessment_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "leader" text,
    "unit" text,
    "period" text not null,
    "criterion" text not null,
    "value" bigint not null,
    "maximum" bigint,
    "assessed_by" text,
    "assessed_on" date not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "assessment_version_leader_foreign" foreign key ("authority", "leader") references "leader" ("authority", "code"),
    constraint "assessment_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "assessment_version_period_foreign" foreign key ("authority", "period") references "period" ("authority", "code"),
    constraint "assessment_version_assessed_by_foreign" foreign key ("authority", "assessed_by") references "unit" ("authority", "code"),
    constraint "assessment_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `comment on column "assessment_version"."value" is 'in units of 10^-4'`,
  `comment on column "assessment_version"."maximum" is 'in units of 10^-4'`,
  `create unique index "assessment_version_current" on "assessment_version" ("authority", "code") where superseded_position is null`,
  `create index "assessment_version_unit" on "assessment_version" ("authority", "unit")`,
  `create index "assessment_version_assessed_by" on "assessment_version" ("authority", "assessed_by")`,
  `create trigger "assessment_version_kept" before update or delete on "assessment_version" for each row execute function only_supersede()`,
  `create trigger "assessment_version_kept_whole" before truncate on "assessment_version" for each statement execute function refuse_change()`,
  `
  create table "gate_fact_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "leader" text not null,
    "kind" text not null
      constraint "gate_fact_version_kind_check" check ("kind" in ('DISCIPLINE', 'DEGRADATION', 'CORRUPTION_IN_UNIT')),
    "severity" text not null
      constraint "gate_fact_version_severity_check" check ("severity" in ('REPRIMAND', 'WARNING', 'DEMOTION', 'DISMISSAL', 'CONCLUDED')),
    "decided_on" date not null,
    "decided_by" text,
    "revoked_on" date,
    "document" text not null,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "gate_fact_version_leader_foreign" foreign key ("authority", "leader") references "leader" ("authority", "code"),
    constraint "gate_fact_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "gate_fact_version_current" on "gate_fact_version" ("authority", "code") where superseded_position is null`,
  `create trigger "gate_fact_version_kept" before update or delete on "gate_fact_version" for each row execute function only_supersede()`,
  `create trigger "gate_fact_version_kept_whole" before truncate on "gate_fact_version" for each statement execute function refuse_change()`,
  `
  create table "decided_rating_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "leader" text,
    "unit" text,
    "period" text not null,
    "rating" text not null
      constraint "decided_rating_version_rating_check" check ("rating" in ('EXCELLENT', 'GOOD', 'COMPLETED', 'NOT_COMPLETED')),
    "decided_on" date not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "decided_rating_version_leader_foreign" foreign key ("authority", "leader") references "leader" ("authority", "code"),
    constraint "decided_rating_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "decided_rating_version_period_foreign" foreign key ("authority", "period") references "period" ("authority", "code"),
    constraint "decided_rating_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "decided_rating_version_current" on "decided_rating_version" ("authority", "code") where superseded_position is null`,
  `create index "decided_rating_version_unit" on "decided_rating_version" ("authority", "unit")`,
  `create trigger "decided_rating_version_kept" before update or delete on "decided_rating_version" for each row execute function only_supersede()`,
  `create trigger "decided_rating_version_kept_whole" before truncate on "decided_rating_version" for each statement execute function refuse_change()`,
  `
  create table "staff_rating_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "unit" text not null,
    "period" text not null,
    "rating" text not null
      constraint "staff_rating_version_rating_check" check ("rating" in ('EXCELLENT', 'GOOD', 'COMPLETED', 'NOT_COMPLETED')),
    "people" integer not null,
    "recorded_on" date not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "staff_rating_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "staff_rating_version_period_foreign" foreign key ("authority", "period") references "period" ("authority", "code"),
    constraint "staff_rating_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "staff_rating_version_current" on "staff_rating_version" ("authority", "code") where superseded_position is null`,
  `create index "staff_rating_version_unit" on "staff_rating_version" ("authority", "unit")`,
  `create trigger "staff_rating_version_kept" before update or delete on "staff_rating_version" for each row execute function only_supersede()`,
  `create trigger "staff_rating_version_kept_whole" before truncate on "staff_rating_version" for each statement execute function refuse_change()`,
  `
  create table "cohort_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "scheme" text not null,
    "period" text not null,
    "group" text not null,
    "complete_on" date not null,
    "headcount" integer not null,
    "rated_elsewhere" integer,
    "outstanding" boolean not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "cohort_version_period_foreign" foreign key ("authority", "period") references "period" ("authority", "code"),
    constraint "cohort_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "cohort_version_current" on "cohort_version" ("authority", "code") where superseded_position is null`,
  `create trigger "cohort_version_kept" before update or delete on "cohort_version" for each row execute function only_supersede()`,
  `create trigger "cohort_version_kept_whole" before truncate on "cohort_version" for each statement execute function refuse_change()`,
  `
  create table "award_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "leader" text,
    "unit" text,
    "award" text not null
      constraint "award_version_award_check" check ("award" in ('ADVANCED_WORKER', 'GRASSROOTS_FIGHTER', 'PROVINCIAL_FIGHTER', 'NATIONAL_FIGHTER', 'ADVANCED_COLLECTIVE', 'EXCELLENT_COLLECTIVE', 'EMULATION_FLAG')),
    "year" integer not null,
    "awarded_on" date not null,
    "revoked_on" date,
    "revoked_reason" text,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "award_version_leader_foreign" foreign key ("authority", "leader") references "leader" ("authority", "code"),
    constraint "award_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "award_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "award_version_current" on "award_version" ("authority", "code") where superseded_position is null`,
  `create index "award_version_unit" on "award_version" ("authority", "unit")`,
  `create trigger "award_version_kept" before update or delete on "award_version" for each row execute function only_supersede()`,
  `create trigger "award_version_kept_whole" before truncate on "award_version" for each statement execute function refuse_change()`,
  `
  create table "initiative_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "leader" text not null,
    "title_vi" text not null,
    "title_en" text not null,
    "reach" text not null
      constraint "initiative_version_reach_check" check ("reach" in ('GRASSROOTS', 'PROVINCIAL', 'NATIONAL')),
    "recognised_on" date not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "initiative_version_leader_foreign" foreign key ("authority", "leader") references "leader" ("authority", "code"),
    constraint "initiative_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "initiative_version_current" on "initiative_version" ("authority", "code") where superseded_position is null`,
  `create trigger "initiative_version_kept" before update or delete on "initiative_version" for each row execute function only_supersede()`,
  `create trigger "initiative_version_kept_whole" before truncate on "initiative_version" for each statement execute function refuse_change()`,
  `
  create table "plugin_revision_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "plugin" text not null,
    "number" integer not null,
    "effective_from" date not null,
    "configuration" text not null,
    "example" boolean not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "plugin_revision_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "plugin_revision_version_current" on "plugin_revision_version" ("authority", "code") where superseded_position is null`,
  `create trigger "plugin_revision_version_kept" before update or delete on "plugin_revision_version" for each row execute function only_supersede()`,
  `create trigger "plugin_revision_version_kept_whole" before truncate on "plugin_revision_version" for each statement execute function refuse_change()`,
  `
  create table "scheme_revision_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "scheme" text not null,
    "number" integer not null,
    "effective_from" date not null,
    "effective_to" date,
    "configuration" text not null,
    "example" boolean not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "scheme_revision_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "scheme_revision_version_current" on "scheme_revision_version" ("authority", "code") where superseded_position is null`,
  `create trigger "scheme_revision_version_kept" before update or delete on "scheme_revision_version" for each row execute function only_supersede()`,
  `create trigger "scheme_revision_version_kept_whole" before truncate on "scheme_revision_version" for each statement execute function refuse_change()`,
];
