import { Migration } from '@mikro-orm/migrations';

/** Reports, metrics with targets and readings, published figures. */
export class Migration20261122000300_figures extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `
  create table "report_duty" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "report_duty_kept" before update or delete on "report_duty" for each row execute function refuse_change()`,
  `create trigger "report_duty_kept_whole" before truncate on "report_duty" for each statement execute function refuse_change()`,
  `
  create table "metric" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "metric_kept" before update or delete on "metric" for each row execute function refuse_change()`,
  `create trigger "metric_kept_whole" before truncate on "metric" for each statement execute function refuse_change()`,
  `
  create table "target" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "target_kept" before update or delete on "target" for each row execute function refuse_change()`,
  `create trigger "target_kept_whole" before truncate on "target" for each statement execute function refuse_change()`,
  `
  create table "report_duty_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "title_vi" text not null,
    "title_en" text not null,
    "unit" text not null,
    "recipient" text,
    "frequency" text not null
      constraint "report_duty_version_frequency_check" check ("frequency" in ('EVERY_DAYS', 'MONTHLY', 'QUARTERLY', 'ONCE')),
    "every_days" integer,
    "first_due_on" date not null,
    "last_due_on" date,
    "field" text,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "report_duty_version_code_foreign" foreign key ("authority", "code") references "report_duty" ("authority", "code"),
    constraint "report_duty_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "report_duty_version_recipient_foreign" foreign key ("authority", "recipient") references "unit" ("authority", "code"),
    constraint "report_duty_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "report_duty_version_current" on "report_duty_version" ("authority", "code") where superseded_position is null`,
  `create index "report_duty_version_unit" on "report_duty_version" ("authority", "unit")`,
  `create index "report_duty_version_recipient" on "report_duty_version" ("authority", "recipient")`,
  `create trigger "report_duty_version_kept" before update or delete on "report_duty_version" for each row execute function only_supersede()`,
  `create trigger "report_duty_version_kept_whole" before truncate on "report_duty_version" for each statement execute function refuse_change()`,
  `
  create table "submission_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "duty" text not null,
    "due_on" date not null,
    "number" integer not null,
    "unit" text not null,
    "submitted_on" date not null,
    "empty" boolean not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "submission_version_duty_foreign" foreign key ("authority", "duty") references "report_duty" ("authority", "code"),
    constraint "submission_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "submission_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "submission_version_current" on "submission_version" ("authority", "code") where superseded_position is null`,
  `create index "submission_version_unit" on "submission_version" ("authority", "unit")`,
  `create trigger "submission_version_kept" before update or delete on "submission_version" for each row execute function only_supersede()`,
  `create trigger "submission_version_kept_whole" before truncate on "submission_version" for each statement execute function refuse_change()`,
  `
  create table "metric_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "title_vi" text not null,
    "title_en" text not null,
    "kind" text not null
      constraint "metric_version_kind_check" check ("kind" in ('RATIO', 'COUNT', 'MILESTONE', 'PERCENTAGE')),
    "direction" text not null
      constraint "metric_version_direction_check" check ("direction" in ('HIGHER_IS_BETTER', 'LOWER_IS_BETTER')),
    "measure" text,
    "scale_max" bigint,
    "cumulative" boolean not null,
    "poolable" boolean not null,
    "field" text,
    "reported_by" text,
    "source" text,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "metric_version_code_foreign" foreign key ("authority", "code") references "metric" ("authority", "code"),
    constraint "metric_version_reported_by_foreign" foreign key ("authority", "reported_by") references "unit" ("authority", "code"),
    constraint "metric_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `comment on column "metric_version"."scale_max" is 'in units of 10^-4'`,
  `create unique index "metric_version_current" on "metric_version" ("authority", "code") where superseded_position is null`,
  `create index "metric_version_reported_by" on "metric_version" ("authority", "reported_by")`,
  `create trigger "metric_version_kept" before update or delete on "metric_version" for each row execute function only_supersede()`,
  `create trigger "metric_version_kept_whole" before truncate on "metric_version" for each statement execute function refuse_change()`,
  `
  create table "target_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "metric" text not null,
    "unit" text not null,
    "kind" text not null
      constraint "target_version_kind_check" check ("kind" in ('REACH_BY', 'HOLD_FROM', 'HOLD_DURING')),
    "from" date not null,
    "by" date,
    "minimum" bigint,
    "maximum" bigint,
    "exception_of" text,
    "note" text,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "target_version_code_foreign" foreign key ("authority", "code") references "target" ("authority", "code"),
    constraint "target_version_metric_foreign" foreign key ("authority", "metric") references "metric" ("authority", "code"),
    constraint "target_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "target_version_exception_of_foreign" foreign key ("authority", "exception_of") references "target" ("authority", "code"),
    constraint "target_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `comment on column "target_version"."minimum" is 'in units of 10^-4'`,
  `comment on column "target_version"."maximum" is 'in units of 10^-4'`,
  `create unique index "target_version_current" on "target_version" ("authority", "code") where superseded_position is null`,
  `create index "target_version_unit" on "target_version" ("authority", "unit")`,
  `create trigger "target_version_kept" before update or delete on "target_version" for each row execute function only_supersede()`,
  `create trigger "target_version_kept_whole" before truncate on "target_version" for each statement execute function refuse_change()`,
  `
  create table "reading_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "metric" text not null,
    "unit" text not null,
    "covers_from" date not null,
    "covers_to" date not null,
    "source" text not null,
    "kind" text not null
      constraint "reading_version_kind_check" check ("kind" in ('RATIO', 'COUNT', 'MILESTONE', 'PERCENTAGE')),
    "numerator" bigint,
    "denominator" bigint,
    "scale_max" bigint,
    "published_percent" bigint,
    "published_points" bigint,
    "measured_at" text,
    "tags" text[] not null,
    "known_on" date not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "reading_version_metric_foreign" foreign key ("authority", "metric") references "metric" ("authority", "code"),
    constraint "reading_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "reading_version_measured_at_foreign" foreign key ("authority", "measured_at") references "unit" ("authority", "code"),
    constraint "reading_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `comment on column "reading_version"."numerator" is 'in units of 10^-4'`,
  `comment on column "reading_version"."denominator" is 'in units of 10^-4'`,
  `comment on column "reading_version"."scale_max" is 'in units of 10^-4'`,
  `comment on column "reading_version"."published_percent" is 'in units of 10^-4'`,
  `comment on column "reading_version"."published_points" is 'in units of 10^-4'`,
  `create unique index "reading_version_current" on "reading_version" ("authority", "code") where superseded_position is null`,
  `create index "reading_version_unit" on "reading_version" ("authority", "unit")`,
  `create index "reading_version_measured_at" on "reading_version" ("authority", "measured_at")`,
  `create trigger "reading_version_kept" before update or delete on "reading_version" for each row execute function only_supersede()`,
  `create trigger "reading_version_kept_whole" before truncate on "reading_version" for each statement execute function refuse_change()`,
  `
  create table "published_total_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "unit" text not null,
    "scheme" text not null,
    "period" text not null,
    "line" text not null,
    "points" bigint not null,
    "rank" integer,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "published_total_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "published_total_version_period_foreign" foreign key ("authority", "period") references "period" ("authority", "code"),
    constraint "published_total_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `comment on column "published_total_version"."points" is 'in units of 10^-4'`,
  `create unique index "published_total_version_current" on "published_total_version" ("authority", "code") where superseded_position is null`,
  `create index "published_total_version_unit" on "published_total_version" ("authority", "unit")`,
  `create trigger "published_total_version_kept" before update or delete on "published_total_version" for each row execute function only_supersede()`,
  `create trigger "published_total_version_kept_whole" before truncate on "published_total_version" for each statement execute function refuse_change()`,
  `
  create table "partition_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "title_vi" text not null,
    "title_en" text not null,
    "unit" text not null,
    "on" date not null,
    "total" integer not null,
    "parts" text[] not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "partition_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "partition_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "partition_version_current" on "partition_version" ("authority", "code") where superseded_position is null`,
  `create index "partition_version_unit" on "partition_version" ("authority", "unit")`,
  `create trigger "partition_version_kept" before update or delete on "partition_version" for each row execute function only_supersede()`,
  `create trigger "partition_version_kept_whole" before truncate on "partition_version" for each statement execute function refuse_change()`,
  `
  create table "index_result_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "index" text not null,
    "unit" text not null,
    "year" integer not null,
    "component" text not null,
    "points" bigint,
    "max_points" bigint,
    "rank" integer,
    "rank_of" integer,
    "published_change" bigint,
    "published_on" date,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "index_result_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "index_result_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `comment on column "index_result_version"."points" is 'in units of 10^-4'`,
  `comment on column "index_result_version"."max_points" is 'in units of 10^-4'`,
  `create unique index "index_result_version_current" on "index_result_version" ("authority", "code") where superseded_position is null`,
  `create index "index_result_version_unit" on "index_result_version" ("authority", "unit")`,
  `create trigger "index_result_version_kept" before update or delete on "index_result_version" for each row execute function only_supersede()`,
  `create trigger "index_result_version_kept_whole" before truncate on "index_result_version" for each statement execute function refuse_change()`,
];
