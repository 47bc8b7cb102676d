import { Migration20261122000000_ledger } from './Migration20261122000000_ledger.ts';
import { Migration20261122000100_organisation } from './Migration20261122000100_organisation.ts';
import { Migration20261122000200_tasks } from './Migration20261122000200_tasks.ts';
import { Migration20261122000300_figures } from './Migration20261122000300_figures.ts';
import { Migration20261122000400_evaluation } from './Migration20261122000400_evaluation.ts';
import { Migration20261122000500_indexes } from './Migration20261122000500_indexes.ts';
import { Migration20261122003000_viewer_reads } from './Migration20261122003000_viewer_reads.ts';

/** Every migration, oldest first. A landed one is never edited: a change is a new, dated one at the end. */
export const MIGRATIONS = [
  { name: 'Migration20261122000000_ledger', class: Migration20261122000000_ledger },
  { name: 'Migration20261122000100_organisation', class: Migration20261122000100_organisation },
  { name: 'Migration20261122000200_tasks', class: Migration20261122000200_tasks },
  { name: 'Migration20261122000300_figures', class: Migration20261122000300_figures },
  { name: 'Migration20261122000400_evaluation', class: Migration20261122000400_evaluation },
  { name: 'Migration20261122000500_indexes', class: Migration20261122000500_indexes },
  { name: 'Migration20261122003000_viewer_reads', class: Migration20261122003000_viewer_reads },
];
