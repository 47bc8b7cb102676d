import { Migration } from '@mikro-orm/migrations';

/** Cards of sealed periods, for ever as they were when the period was sealed. */
export class Migration20261122006000_sealing extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `
  create table "sealed_card" (
    "authority" text not null,
    "scheme" text not null,
    "period" text not null,
    "subject" text not null,
    "position" bigint not null,
    "kept_at" bigint not null,
    "computed_by" text not null,
    "digest" text not null,
    "decided_rating" text,
    "body" text not null,
    primary key ("authority", "scheme", "period", "subject", "position"),
    foreign key ("authority", "position") references "act" ("authority", "position"),
    foreign key ("authority", "kept_at") references "act" ("authority", "position")
  )
  `,
  `
  do $$ begin
    alter table "sealed_card" alter column "body" set compression lz4;
  exception when feature_not_supported then null;
  end $$
  `,
  `create trigger "sealed_card_kept" before update or delete on "sealed_card" for each row execute function refuse_change()`,
  `create trigger "sealed_card_kept_whole" before truncate on "sealed_card" for each statement execute function refuse_change()`,
  // The bytes of people’s cards are read by the system alone.
  `alter table "sealed_card" enable row level security`,
];
