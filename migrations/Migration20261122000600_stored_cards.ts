import { Migration } from '@mikro-orm/migrations';

const STATEMENTS = [
  // A stamp tells whom a write is about: a unit, a person, a scheme, or everyone ("*").
  `drop index "stamp_of_fact"`,
  `alter table "stamp" add column "about" text not null default '*'`,
  `alter table "stamp" alter column "about" drop default`,
  `alter table "stamp" drop column "unit"`,
  `create index "stamp_of_fact" on "stamp" ("authority", "fact", "about", "position")`,
  // Acts recorded before stamps told that much count as touching the calendar, which every card reads.
  `
  insert into "stamp" ("authority", "position", "number", "fact", "about", "from_day", "to_day")
  select "authority", "position", -1, 'calendar', '*', date '0001-01-01', null from "act"
  `,
  `
  create table "score_card" (
    "authority" text not null references "authority" ("code"),
    "scheme" text not null,
    "period" text not null,
    "subject" text not null,
    "as_of" date not null,
    "position" bigint not null,
    "computed_by" text not null,
    "digest" text not null,
    "body" text not null,
    "read_fact" text[] not null,
    "read_about" text[] not null,
    "read_from" date[] not null,
    "read_to" date[] not null,
    "kept_at" timestamptz not null default now(),
    primary key ("authority", "scheme", "period", "subject", "as_of", "position", "computed_by")
  )
  `,
  // Quicker to read than the default, which a server built without it keeps.
  `
  do $$ begin
    alter table "score_card" alter column "body" set compression lz4;
  exception when feature_not_supported then null;
  end $$
  `,
  `create trigger "score_card_kept" before update on "score_card" for each row execute function refuse_change()`,
];

/** Stamps that say whom they are about, and the cards that were computed, valid while no stamp touches what they read. */
export class Migration20261122000600_stored_cards extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
