import { Migration } from '@mikro-orm/migrations';

/** Cards as they were announced, what changed about them, and the work that leads there. */
export class Migration20261122005000_score_changes extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // How far the ledger and the days have been looked through. One row an authority, locked by whoever takes a step.
  `
  create table "score_progress" (
    "authority" text not null primary key references "authority" ("code"),
    "position" bigint not null,
    "day" date not null,
    "computed_by" text not null,
    "step" bigint not null
  )
  `,
  // Cards to be computed again; nothing here is a record, and a burst of writes is one row a card.
  `
  create table "score_work" (
    "authority" text not null references "authority" ("code"),
    "scheme" text not null,
    "period" text not null,
    "subject" text not null,
    "step" bigint not null,
    "since_position" bigint not null,
    "since_day" date not null,
    primary key ("authority", "scheme", "period", "subject")
  )
  `,
  `
  create table "announced_card" (
    "authority" text not null,
    "scheme" text not null,
    "period" text not null,
    "subject" text not null,
    "position" bigint not null,
    "as_known_at" bigint not null,
    "day" date not null,
    "computed_by" text not null,
    "unit" text not null,
    "leader" text,
    "digest" text,
    "points" text,
    "open" text,
    "max" text,
    "rating" text,
    "member" text,
    "body" text,
    primary key ("authority", "scheme", "period", "subject", "position"),
    foreign key ("authority", "position") references "act" ("authority", "position")
  )
  `,
  `
  do $$ begin
    alter table "announced_card" alter column "body" set compression lz4;
  exception when feature_not_supported then null;
  end $$
  `,
  `create trigger "announced_card_kept" before update or delete on "announced_card" for each row execute function refuse_change()`,
  `create trigger "announced_card_kept_whole" before truncate on "announced_card" for each statement execute function refuse_change()`,
  // Ranks as last announced; how they came about is told by the events.
  `
  create table "announced_standing" (
    "authority" text not null references "authority" ("code"),
    "scheme" text not null,
    "period" text not null,
    "cohort" text not null,
    "position" bigint not null,
    "members" text not null,
    primary key ("authority", "scheme", "period", "cohort")
  )
  `,
  `
  create table "score_event" (
    "authority" text not null,
    "position" bigint not null,
    "number" integer not null,
    "id" uuid not null,
    "kind" text not null,
    "day" date not null,
    "scheme" text not null,
    "period" text not null,
    "subject" text not null,
    "units" text[] not null,
    "leaders" text[] not null,
    "rating_changed" boolean not null,
    "body" text not null,
    "recorded_at" timestamptz not null,
    primary key ("authority", "position", "number"),
    foreign key ("authority", "position") references "act" ("authority", "position")
  )
  `,
  `create unique index "score_event_id" on "score_event" ("authority", "id")`,
  `create trigger "score_event_kept" before update or delete on "score_event" for each row execute function refuse_change()`,
  `create trigger "score_event_kept_whole" before truncate on "score_event" for each statement execute function refuse_change()`,
];
