import { Migration } from '@mikro-orm/migrations';

/** Authorities, their ledgers, and the triggers that keep what was recorded. There is no way down: a ledger is not rolled back. */
export class Migration20261122000000_ledger extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // For the exclusion constraints, which compare texts with = beside ranges with &&.
  `create extension if not exists btree_gist`,
  `
  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'what "%" recorded is never changed or removed', tg_table_name using errcode = '23001';
  end
  $$
  `,
  `
  create function only_supersede() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then
      raise exception 'a version in "%" is never removed', tg_table_name using errcode = '23001';
    end if;
    if old.superseded_position is not null
      or new.superseded_position is null
      or new.superseded_position <= old.recorded_position
      or to_jsonb(new) - 'superseded_position' is distinct from to_jsonb(old) - 'superseded_position'
    then
      raise exception 'a version in "%" may only be superseded, once', tg_table_name using errcode = '23001';
    end if;
    return new;
  end
  $$
  `,
  `
  create function only_next_position() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' or new.authority <> old.authority or new.position <> old.position + 1 then
      raise exception 'positions of a ledger follow each other without a gap' using errcode = '23001';
    end if;
    return new;
  end
  $$
  `,
  `
  create table "authority" (
    "code" text not null primary key,
    "name_vi" text not null,
    "name_en" text not null,
    "root_unit" text not null
  )
  `,
  `create trigger "authority_kept" before update or delete on "authority" for each row execute function refuse_change()`,
  `
  create table "ledger_counter" (
    "authority" text not null primary key references "authority" ("code"),
    "position" bigint not null
  )
  `,
  `create trigger "ledger_counter_kept" before update or delete on "ledger_counter" for each row execute function only_next_position()`,
  `create trigger "ledger_counter_kept_whole" before truncate on "ledger_counter" for each statement execute function refuse_change()`,
  `
  create table "act" (
    "authority" text not null references "authority" ("code"),
    "position" bigint not null,
    "id" uuid not null,
    "kind" text not null,
    "recorded_at" timestamptz not null,
    "actor" text not null,
    "note" text,
    "body" jsonb not null,
    "previous_hash" text not null,
    "hash" text not null,
    primary key ("authority", "position")
  )
  `,
  `create unique index "act_id" on "act" ("authority", "id")`,
  `create index "act_recorded_at" on "act" ("authority", "recorded_at")`,
  `create trigger "act_kept" before update or delete on "act" for each row execute function refuse_change()`,
  `create trigger "act_kept_whole" before truncate on "act" for each statement execute function refuse_change()`,
  `
  create table "stamp" (
    "authority" text not null,
    "position" bigint not null,
    "number" integer not null,
    "fact" text not null,
    "unit" text,
    "from_day" date not null,
    "to_day" date,
    primary key ("authority", "position", "number"),
    foreign key ("authority", "position") references "act" ("authority", "position")
  )
  `,
  `create index "stamp_of_fact" on "stamp" ("authority", "fact", "unit", "position")`,
  `create trigger "stamp_kept" before update or delete on "stamp" for each row execute function refuse_change()`,
  `create trigger "stamp_kept_whole" before truncate on "stamp" for each statement execute function refuse_change()`,
  `
  create table "flag" (
    "authority" text not null,
    "position" bigint not null,
    "number" integer not null,
    "noun" text not null,
    "code" text not null,
    "problem" jsonb not null,
    primary key ("authority", "position", "number"),
    foreign key ("authority", "position") references "act" ("authority", "position")
  )
  `,
  `create index "flag_of_row" on "flag" ("authority", "noun", "code")`,
  `create trigger "flag_kept" before update or delete on "flag" for each row execute function refuse_change()`,
  `create trigger "flag_kept_whole" before truncate on "flag" for each statement execute function refuse_change()`,
];
