import { Migration } from '@mikro-orm/migrations';

/** Plans, tasks and what happens to them, obstacles and directing acts. */
export class Migration20261122000200_tasks extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `
  create table "plan" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "plan_kept" before update or delete on "plan" for each row execute function refuse_change()`,
  `create trigger "plan_kept_whole" before truncate on "plan" for each statement execute function refuse_change()`,
  `
  create table "task_group" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "task_group_kept" before update or delete on "task_group" for each row execute function refuse_change()`,
  `create trigger "task_group_kept_whole" before truncate on "task_group" for each statement execute function refuse_change()`,
  `
  create table "task" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    primary key ("authority", "code")
  )
  `,
  `create trigger "task_kept" before update or delete on "task" for each row execute function refuse_change()`,
  `create trigger "task_kept_whole" before truncate on "task" for each statement execute function refuse_change()`,
  `
  create table "plan_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "title_vi" text not null,
    "title_en" text not null,
    "year" integer not null,
    "issued_by" text not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "plan_version_code_foreign" foreign key ("authority", "code") references "plan" ("authority", "code"),
    constraint "plan_version_issued_by_foreign" foreign key ("authority", "issued_by") references "unit" ("authority", "code"),
    constraint "plan_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "plan_version_current" on "plan_version" ("authority", "code") where superseded_position is null`,
  `create index "plan_version_issued_by" on "plan_version" ("authority", "issued_by")`,
  `create trigger "plan_version_kept" before update or delete on "plan_version" for each row execute function only_supersede()`,
  `create trigger "plan_version_kept_whole" before truncate on "plan_version" for each statement execute function refuse_change()`,
  `
  create table "task_group_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "plan" text not null,
    "title_vi" text not null,
    "title_en" text not null,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "task_group_version_code_foreign" foreign key ("authority", "code") references "task_group" ("authority", "code"),
    constraint "task_group_version_plan_foreign" foreign key ("authority", "plan") references "plan" ("authority", "code")
  )
  `,
  `create unique index "task_group_version_current" on "task_group_version" ("authority", "code") where superseded_position is null`,
  `create trigger "task_group_version_kept" before update or delete on "task_group_version" for each row execute function only_supersede()`,
  `create trigger "task_group_version_kept_whole" before truncate on "task_group_version" for each statement execute function refuse_change()`,
  `
  create table "task_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "title_vi" text not null,
    "title_en" text not null,
    "plan" text,
    "group" text,
    "lead_unit" text not null,
    "coordinating_units" text[] not null,
    "assigned_by" text,
    "assigned_on" date not null,
    "field" text,
    "due_kind" text not null
      constraint "task_version_due_kind_check" check ("due_kind" in ('BY', 'BEFORE', 'TERM_DAYS', 'TERM_WORKING_DAYS', 'TERM_MONTHS', 'NONE')),
    "due_day" date,
    "due_length" integer,
    "deliverable" text,
    "assigned_quantity" bigint,
    "coefficient" bigint,
    "done_quantity" bigint,
    "accepted_quantity" bigint,
    "beyond_required" bigint,
    "clear_recorded" boolean not null,
    "clear" text[] not null,
    "depends_on" text[] not null,
    "progress_owed_by" text,
    "started_on" date,
    "submitted_on" date,
    "accepted_submission_on" date,
    "accepted_on" date,
    "withdrawn_on" date,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "task_version_code_foreign" foreign key ("authority", "code") references "task" ("authority", "code"),
    constraint "task_version_plan_foreign" foreign key ("authority", "plan") references "plan" ("authority", "code"),
    constraint "task_version_group_foreign" foreign key ("authority", "group") references "task_group" ("authority", "code"),
    constraint "task_version_lead_unit_foreign" foreign key ("authority", "lead_unit") references "unit" ("authority", "code"),
    constraint "task_version_assigned_by_foreign" foreign key ("authority", "assigned_by") references "unit" ("authority", "code"),
    constraint "task_version_progress_owed_by_foreign" foreign key ("authority", "progress_owed_by") references "unit" ("authority", "code"),
    constraint "task_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `comment on column "task_version"."assigned_quantity" is 'in units of 10^-3'`,
  `comment on column "task_version"."coefficient" is 'in units of 10^-3'`,
  `comment on column "task_version"."done_quantity" is 'in units of 10^-3'`,
  `comment on column "task_version"."accepted_quantity" is 'in units of 10^-3'`,
  `comment on column "task_version"."beyond_required" is 'in units of 10^-2'`,
  `create unique index "task_version_current" on "task_version" ("authority", "code") where superseded_position is null`,
  `create index "task_version_lead_unit" on "task_version" ("authority", "lead_unit")`,
  `create index "task_version_assigned_by" on "task_version" ("authority", "assigned_by")`,
  `create index "task_version_progress_owed_by" on "task_version" ("authority", "progress_owed_by")`,
  `create trigger "task_version_kept" before update or delete on "task_version" for each row execute function only_supersede()`,
  `create trigger "task_version_kept_whole" before truncate on "task_version" for each statement execute function refuse_change()`,
  `
  create table "extension_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "task" text not null,
    "number" integer not null,
    "document_day" date not null,
    "granted_by" text,
    "new_due_day" date not null,
    "unit" text not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "extension_version_task_foreign" foreign key ("authority", "task") references "task" ("authority", "code"),
    constraint "extension_version_granted_by_foreign" foreign key ("authority", "granted_by") references "unit" ("authority", "code"),
    constraint "extension_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "extension_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "extension_version_current" on "extension_version" ("authority", "code") where superseded_position is null`,
  `create index "extension_version_granted_by" on "extension_version" ("authority", "granted_by")`,
  `create index "extension_version_unit" on "extension_version" ("authority", "unit")`,
  `create trigger "extension_version_kept" before update or delete on "extension_version" for each row execute function only_supersede()`,
  `create trigger "extension_version_kept_whole" before truncate on "extension_version" for each statement execute function refuse_change()`,
  `
  create table "cause_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "task" text not null,
    "unit" text not null,
    "covers" text not null
      constraint "cause_version_covers_check" check ("covers" in ('LATENESS', 'QUALITY', 'BOTH')),
    "explained_on" date not null,
    "certified_on" date,
    "certified_by" text,
    "revoked_on" date,
    "text" text not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "cause_version_task_foreign" foreign key ("authority", "task") references "task" ("authority", "code"),
    constraint "cause_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "cause_version_certified_by_foreign" foreign key ("authority", "certified_by") references "unit" ("authority", "code"),
    constraint "cause_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "cause_version_current" on "cause_version" ("authority", "code") where superseded_position is null`,
  `create index "cause_version_unit" on "cause_version" ("authority", "unit")`,
  `create index "cause_version_certified_by" on "cause_version" ("authority", "certified_by")`,
  `create trigger "cause_version_kept" before update or delete on "cause_version" for each row execute function only_supersede()`,
  `create trigger "cause_version_kept_whole" before truncate on "cause_version" for each statement execute function refuse_change()`,
  `
  create table "quality_review_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "task" text not null,
    "number" integer not null,
    "unit" text not null,
    "reviewed_on" date not null,
    "passed" boolean not null,
    "major_content_error" boolean not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "quality_review_version_task_foreign" foreign key ("authority", "task") references "task" ("authority", "code"),
    constraint "quality_review_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "quality_review_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "quality_review_version_current" on "quality_review_version" ("authority", "code") where superseded_position is null`,
  `create index "quality_review_version_unit" on "quality_review_version" ("authority", "unit")`,
  `create trigger "quality_review_version_kept" before update or delete on "quality_review_version" for each row execute function only_supersede()`,
  `create trigger "quality_review_version_kept_whole" before truncate on "quality_review_version" for each statement execute function refuse_change()`,
  `
  create table "handover_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "task" text not null,
    "on" date not null,
    "from_unit" text not null,
    "to_unit" text not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "handover_version_task_foreign" foreign key ("authority", "task") references "task" ("authority", "code"),
    constraint "handover_version_from_unit_foreign" foreign key ("authority", "from_unit") references "unit" ("authority", "code"),
    constraint "handover_version_to_unit_foreign" foreign key ("authority", "to_unit") references "unit" ("authority", "code"),
    constraint "handover_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "handover_version_current" on "handover_version" ("authority", "code") where superseded_position is null`,
  `create index "handover_version_from_unit" on "handover_version" ("authority", "from_unit")`,
  `create index "handover_version_to_unit" on "handover_version" ("authority", "to_unit")`,
  `create trigger "handover_version_kept" before update or delete on "handover_version" for each row execute function only_supersede()`,
  `create trigger "handover_version_kept_whole" before truncate on "handover_version" for each statement execute function refuse_change()`,
  `
  create table "obstacle_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "title_vi" text not null,
    "title_en" text not null,
    "kind" text not null
      constraint "obstacle_version_kind_check" check ("kind" in ('LEGAL', 'INFRASTRUCTURE', 'DATA', 'FUNDING', 'STAFF', 'COORDINATION', 'OTHER')),
    "task" text,
    "blocked_unit" text,
    "owed_by" text not null,
    "raised_on" date not null,
    "due_day" date,
    "cleared_on" date,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "obstacle_version_task_foreign" foreign key ("authority", "task") references "task" ("authority", "code"),
    constraint "obstacle_version_blocked_unit_foreign" foreign key ("authority", "blocked_unit") references "unit" ("authority", "code"),
    constraint "obstacle_version_owed_by_foreign" foreign key ("authority", "owed_by") references "unit" ("authority", "code"),
    constraint "obstacle_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "obstacle_version_current" on "obstacle_version" ("authority", "code") where superseded_position is null`,
  `create index "obstacle_version_blocked_unit" on "obstacle_version" ("authority", "blocked_unit")`,
  `create index "obstacle_version_owed_by" on "obstacle_version" ("authority", "owed_by")`,
  `create trigger "obstacle_version_kept" before update or delete on "obstacle_version" for each row execute function only_supersede()`,
  `create trigger "obstacle_version_kept_whole" before truncate on "obstacle_version" for each statement execute function refuse_change()`,
  `
  create table "directing_act_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "leader" text not null,
    "unit" text not null,
    "kind" text not null
      constraint "directing_act_version_kind_check" check ("kind" in ('DIRECTIVE', 'INSPECTION', 'MEETING_CHAIRED', 'OBSTACLE_ESCALATED')),
    "on" date not null,
    "in_person" boolean not null,
    "field" text,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "directing_act_version_leader_foreign" foreign key ("authority", "leader") references "leader" ("authority", "code"),
    constraint "directing_act_version_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "directing_act_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "directing_act_version_current" on "directing_act_version" ("authority", "code") where superseded_position is null`,
  `create index "directing_act_version_unit" on "directing_act_version" ("authority", "unit")`,
  `create trigger "directing_act_version_kept" before update or delete on "directing_act_version" for each row execute function only_supersede()`,
  `create trigger "directing_act_version_kept_whole" before truncate on "directing_act_version" for each statement execute function refuse_change()`,
];
