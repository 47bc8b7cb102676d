import { say } from '../child.ts';

/** Opens an embedded folder from a cold start and tells how long it took from the start of the process to the first answer. */
const [how, folder] = process.argv.slice(2) as ['product' | 'pglite', string];
if (how === 'product') {
  // In the order of server/main.ts: the database starts while the rest is loaded.
  const { openDatabase } = await import('../../../server/platform/database/open-database.ts');
  const opening = openDatabase(
    { kind: 'embedded', folder },
    import('../../../server/data-model.ts').then(({ DATA_MODEL }) => DATA_MODEL),
  );
  const [{ CATALOGUE }, { ScoreService }, { currentPosition }, { parseDay }] = await Promise.all([
    import('../../../server/schemes/catalogue.ts'),
    import('../../../server/scoring/compute/score-service.ts'),
    import('../../../server/platform/ledger/position.ts'),
    import('../../../rules/kit/day.ts'),
  ]);
  const loaded = performance.now();
  const database = await opening;
  const authority = 'HC';
  const position = await currentPosition(database, authority);
  const open = performance.now();
  const run = await new ScoreService(database, CATALOGUE).computeMany({
    authority,
    position,
    scheme: 'project-06-leader-2024',
    period: '2026-Q3',
    subjects: ['appointment:HC-SO-NV-B1'],
    asOf: parseDay('2026-11-20'),
  });
  say({ loaded, open, answered: performance.now(), cards: run.cards.size });
  await database.close();
} else {
  const [{ PGlite }, { btree_gist }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/btree_gist'),
  ]);
  const loaded = performance.now();
  const database = await PGlite.create({ dataDir: `${folder}/database`, extensions: { btree_gist } });
  const { rows } = await database.query('select count(*)::int as cards from task_version');
  const open = performance.now();
  say({ loaded, open, answered: open, cards: (rows[0] as { cards: number }).cards });
  await database.close();
}
process.disconnect();
