/** A migration by its name, which its file and its class bear too: loaded when it has to run, which is once in a database. */
function migration<Name extends string, Class>(
  name: Name,
  file: () => Promise<Readonly<Record<Name, Class>>>,
) {
  return { name, load: async () => (await file())[name] };
}

/** Every migration, oldest first. A landed one is never edited: a change is a new, dated one at the end. */
export const MIGRATIONS = [
  migration('Migration20261122000000_ledger', () => import('./Migration20261122000000_ledger.ts')),
  migration(
    'Migration20261122000100_organisation',
    () => import('./Migration20261122000100_organisation.ts'),
  ),
  migration('Migration20261122000200_tasks', () => import('./Migration20261122000200_tasks.ts')),
  migration('Migration20261122000300_figures', () => import('./Migration20261122000300_figures.ts')),
  migration('Migration20261122000400_evaluation', () => import('./Migration20261122000400_evaluation.ts')),
  migration('Migration20261122000500_indexes', () => import('./Migration20261122000500_indexes.ts')),
  migration(
    'Migration20261122000600_stored_cards',
    () => import('./Migration20261122000600_stored_cards.ts'),
  ),
  migration(
    'Migration20261122003000_viewer_reads',
    () => import('./Migration20261122003000_viewer_reads.ts'),
  ),
  migration(
    'Migration20261122003100_batch_indexes',
    () => import('./Migration20261122003100_batch_indexes.ts'),
  ),
  migration('Migration20261122003500_acts', () => import('./Migration20261122003500_acts.ts')),
  migration(
    'Migration20261122004000_configuration',
    () => import('./Migration20261122004000_configuration.ts'),
  ),
  migration(
    'Migration20261122005000_score_changes',
    () => import('./Migration20261122005000_score_changes.ts'),
  ),
  migration(
    'Migration20261122005100_event_policies',
    () => import('./Migration20261122005100_event_policies.ts'),
  ),
  migration(
    'Migration20261122006000_event_retention',
    () => import('./Migration20261122006000_event_retention.ts'),
  ),
  migration('Migration20261122006000_sealing', () => import('./Migration20261122006000_sealing.ts')),
  migration(
    'Migration20261122007000_ranking_publications',
    () => import('./Migration20261122007000_ranking_publications.ts'),
  ),
  migration('Migration20261201000000_names_since', () => import('./Migration20261201000000_names_since.ts')),
];
