import { Migration } from '@mikro-orm/migrations';

/** Whoever reads events with a viewer’s eyes reads those of units, and of the people that the claims open. */
export class Migration20261122005100_event_policies extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `alter table "score_event" enable row level security`,
  `
  create policy "viewer" on "score_event" for select to scorecard_reader using (
    "authority" = (select scorecard_authority())
    and (
      "leaders" = '{}'
      or (select scorecard_whole('EVALUATION'))
      or "leaders" @> array[(select scorecard_leader())]
      or exists (select from unnest("units") as u (unit) where u.unit in (select scorecard_units('EVALUATION')))
    )
  )
  `,
  `grant select on "score_event" to scorecard_reader`,
  // The announced bytes of people’s cards are read by the system alone.
  `alter table "announced_card" enable row level security`,
];
