import { Migration } from '@mikro-orm/migrations';

/** Rankings that the competent body published. */
export class Migration20261122007000_ranking_publications extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `
  create table "ranking_publication_version" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "scheme" text not null,
    "period" text not null,
    "group" text not null,
    "published_on" date not null,
    "withdrawn_on" date,
    "document" text not null,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "ranking_publication_version_period_foreign" foreign key ("authority", "period") references "period" ("authority", "code"),
    constraint "ranking_publication_version_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  `,
  `create unique index "ranking_publication_version_current" on "ranking_publication_version" ("authority", "code") where superseded_position is null`,
  `create trigger "ranking_publication_version_kept" before update or delete on "ranking_publication_version" for each row execute function only_supersede()`,
  `create trigger "ranking_publication_version_kept_whole" before truncate on "ranking_publication_version" for each statement execute function refuse_change()`,
  `grant select on "ranking_publication_version" to scorecard_reader`,
];
