import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATA_MODEL } from '../../../server/data-model.ts';
import { openDatabase } from '../../../server/platform/database/open-database.ts';
import { importFolder } from '../../../server/imports/sources/folder.ts';
import type { Line, Run } from '../bench-run.ts';
import { atMost, must } from '../bench-run.ts';
import type { Opening } from '../child.ts';
import { startChild } from '../child.ts';
import { ratioOf, sampleOf } from '../measure.ts';
import type { Province } from '../province.ts';
import { root } from '../province.ts';

/** Peak memory of a process that does nothing but compute the whole province. */
export async function memoryRows(run: Run, { scale, url, authority, position }: Province): Promise<Line[]> {
  const peaks: number[] = [];
  const before: number[] = [];
  for (let round = 0; round < (run.quick ? 1 : 3); round++) {
    const child = await startChild('memory', [String(scale), url, authority, String(position)]);
    peaks.push(child.first.peak);
    before.push(child.first.before);
    await child.stop();
  }
  return [
    {
      row: 'peak memory, whole province',
      scale,
      unit: 'MB',
      product: sampleOf(peaks),
      limit: null,
      ratio: null,
      target: atMost(scale === 1 ? 300 : 600),
      beside: [],
      note: `a process of its own; ${sampleOf(before).median.toFixed(0)} MB of it stand before the first card`,
    },
  ];
}

/** Reopening an embedded folder in a fresh process, beside PGlite alone on the same folder. */
export async function embeddedRows(run: Run): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'leader-bench-embedded-'));
  try {
    const database = await openDatabase({ kind: 'embedded', folder }, DATA_MODEL);
    try {
      await importFolder(database, join(root, 'server/sample/tinh-mau'));
    } finally {
      await database.close();
    }
    const times: Record<'product' | 'pglite', Opening[]> = { product: [], pglite: [] };
    // The first start of both fills the disk’s cache and Node’s, and is thrown away.
    for (const how of ['product', 'pglite'] as const)
      await (await startChild('embedded', [how, folder])).stop();
    for (let round = 0; round < (run.quick ? 3 : 7); round++) {
      for (const how of round % 2 === 0
        ? (['product', 'pglite'] as const)
        : (['pglite', 'product'] as const)) {
        const child = await startChild('embedded', [how, folder]);
        must(child.first.cards > 0, `${how} found nothing in the folder`);
        times[how].push(child.first);
        await child.stop();
      }
    }
    const middle = (pick: (opening: Opening) => number, how: 'product' | 'pglite') =>
      sampleOf(times[how].map(pick)).median.toFixed(0);
    const parts = `loaded after ${middle((one) => one.loaded, 'product')} ms, open after ${middle((one) => one.open, 'product')}`;
    const product = sampleOf(times.product.map((one) => one.answered));
    const limit = sampleOf(times.pglite.map((one) => one.answered));
    return [
      {
        row: 'reopen an embedded folder',
        scale: 0,
        unit: 'ms',
        product,
        limit,
        ratio: ratioOf(product, limit),
        target: atMost(2),
        beside: [],
        note: `from the start of a process to its first card (${parts}); limit: PGlite alone to its first count (loaded after ${middle((one) => one.loaded, 'pglite')} ms)`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
