import { Migration } from '@mikro-orm/migrations';

/** Events that an operator no longer keeps go from the oldest on, behind a recorded place; the acts that announced them stay. */
export class Migration20261122006000_event_retention extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // The last event of an authority that is gone: whoever has read up to it, or beyond, has missed nothing.
  `
  create table "score_event_floor" (
    "authority" text not null primary key references "authority" ("code"),
    "position" bigint not null,
    "number" integer not null
  )
  `,
  `
  create function only_rises() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' or new.authority <> old.authority or (new.position, new.number) <= (old.position, old.number) then
      raise exception 'what "%" tells to be gone never comes back', tg_table_name using errcode = '23001';
    end if;
    return new;
  end
  $$
  `,
  `create trigger "score_event_floor_rises" before update or delete on "score_event_floor" for each row execute function only_rises()`,
  `create trigger "score_event_floor_kept_whole" before truncate on "score_event_floor" for each statement execute function refuse_change()`,
  `
  create function only_below_floor() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' and exists (
      select from score_event_floor f
      where f.authority = old.authority and (old.position, old.number) <= (f.position, f.number)
    ) then
      return old;
    end if;
    raise exception 'what "%" recorded is never changed, and removed only below its floor', tg_table_name using errcode = '23001';
  end
  $$
  `,
  `drop trigger "score_event_kept" on "score_event"`,
  `create trigger "score_event_kept" before update or delete on "score_event" for each row execute function only_below_floor()`,
];
