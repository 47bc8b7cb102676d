import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DATA_MODEL } from '../../server/data-model.ts';
import { taskEntity } from '../../server/modules/task/task.entity.ts';
import { put } from '../../server/platform/ledger/act.ts';
import type { Database } from '../../server/platform/database/database.ts';
import { openDatabase } from '../../server/platform/database/open-database.ts';
import { record } from '../../server/platform/ledger/ledger.ts';
import { currentPosition } from '../../server/platform/ledger/position.ts';
import { readEntity } from '../../server/platform/ledger/reading.ts';
import { importFolder } from '../../server/imports/sources/folder.ts';
import { scaled } from '../../server/sample/fictional/options.ts';
import { writeFolder } from '../../server/sample/fictional/write-folder.ts';
import { connect } from './postgres.ts';

/** The fictional province that a run measures on: where it is and how far its ledger goes. */
export interface Province {
  readonly scale: number;
  readonly url: string;
  readonly authority: string;
  readonly position: number;
}

const AUTHORITY = 'HC';

/** The folder that holds package.json, from source and from dist/. */
export const root = ['../..', '../../..']
  .map((up) => join(import.meta.dirname, up))
  .find((folder) => existsSync(join(folder, 'package.json')))!;

/** Changes with what the generator would write; migrations are brought up to date whenever the database is opened. */
function generatorVersion(): string {
  const folder = join(root, 'server/sample/fictional');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).toSorted()) {
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * The province of one scale in a database of its own on the server: imported once, and reused while its ledger ends as it was
 * left.
 */
export async function provinceAt(
  server: string,
  scale: number,
  tell: (line: string) => void,
): Promise<Province> {
  const name = `leader_bench_${scale}x_${generatorVersion()}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const admin = await connect(server);
  try {
    const [known] = await admin.query(
      `select shobj_description(oid, 'pg_database') as note from pg_database where datname = $1`,
      [name],
    );
    if (known) {
      const position = await positionLeft(url.href, known['note'] as string | null);
      if (position !== null) return { scale, url: url.href, authority: AUTHORITY, position };
      tell(`${name}: left unfinished or written to since; making it again`);
      await admin.query(`drop database "${name}" with (force)`);
    }
    await admin.query(`create database "${name}"`);
    const end = await fill(url.href, scale, tell);
    await admin.query(`comment on database "${name}" is '${end.note}'`);
    return { scale, url: url.href, authority: AUTHORITY, position: end.position };
  } finally {
    await admin.end();
  }
}

/** Where the ledger ended when the import was done; null when it ends elsewhere now. */
async function positionLeft(url: string, note: string | null): Promise<number | null> {
  if (note === null) return null;
  const database = await connect(url);
  try {
    const end = await endOf((sql) => database.query(sql));
    return end.note === note ? end.position : null;
  } finally {
    await database.end();
  }
}

/** The last act: its hash chains all that came before. */
async function endOf(
  query: (sql: string) => Promise<Record<string, unknown>[]>,
): Promise<{ position: number; note: string }> {
  const [last] = await query(
    'select position::int as position, hash from act order by position desc limit 1',
  );
  if (!last) return { position: 0, note: 'empty' };
  const { position, hash } = last as { position: number; hash: string };
  return { position, note: `${position} ${hash}` };
}

async function fill(
  url: string,
  scale: number,
  tell: (line: string) => void,
): Promise<{ position: number; note: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'leader-bench-'));
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
  let database: Database | null = null;
  try {
    const rows = writeFolder(folder, scaled(scale));
    tell(
      `${scale}×: generated ${[...rows.values()].reduce((sum, count) => sum + count, 0)} rows, ${seconds()}`,
    );
    database = await openDatabase({ kind: 'server', url }, DATA_MODEL);
    for (const part of partsOf(folder)) {
      await importFolder(database, part);
      tell(`${scale}×: imported ${basename(part)}, ${seconds()}, peak memory ${peakMB()} MB`);
    }
    await correct(database, scaled(scale).tasks);
    // Plans must not depend on whether the server happened to have looked at the tables already.
    await database.query('analyze');
    tell(`${scale}×: ready, ${seconds()}`);
    return await endOf((sql) => database!.query(sql));
  } finally {
    await database?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const peakMB = () => Math.round(process.resourceUsage().maxRSS / 1024);

/** Rows that one act records at most: an import keeps a whole folder in memory. */
const ROWS_OF_A_PART = 300_000;

/**
 * A folder too large for one act, as one folder after the other: first everything but the overlong files, then those in parts,
 * each an act of its own. A part is made when it is asked for.
 */
function* partsOf(folder: string): Generator<string> {
  const long = readdirSync(folder).filter((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return text.length > 1e6 && linesOf(text).length > ROWS_OF_A_PART;
  });
  const aside = join(folder, 'aside');
  mkdirSync(aside);
  for (const name of long) renameSync(join(folder, name), join(aside, name));
  yield folder;
  let act = 0;
  for (const name of long) {
    const [header, ...rows] = linesOf(readFileSync(join(aside, name), 'utf8'));
    for (let start = 0; start < rows.length; start += ROWS_OF_A_PART) {
      const minute = String(++act).padStart(2, '0');
      const part = join(aside, `${name.replace('.csv', '')}-${start / ROWS_OF_A_PART + 1}`);
      mkdirSync(part);
      copyFileSync(join(folder, 'authority.csv'), join(part, 'authority.csv'));
      writeFileSync(
        join(part, 'acts.csv'),
        `act,recordedAt,actor,note\nphan-${act},2026-11-20T08:${minute}:00+07:00,bench,\n`,
      );
      const lines = [header, ...rows.slice(start, start + ROWS_OF_A_PART)];
      writeFileSync(join(part, name), `${lines.join('\n')}\n`);
      yield part;
      rmSync(part, { recursive: true });
    }
  }
}

function linesOf(text: string): string[] {
  return text.trimEnd().split('\n');
}

/** One later act that restates a hundredth of the tasks, so that there is a past to know and superseded rows to pass over. */
export async function correct(database: Database, tasks: number): Promise<void> {
  const position = await currentPosition(database, AUTHORITY);
  const codes = Array.from(
    { length: Math.floor(tasks / 100) },
    (_, index) => `HC-NV-${String((index + 1) * 100).padStart(6, '0')}`,
  );
  const rows = await readEntity(database, taskEntity, { authority: AUTHORITY, position, codes });
  await record(
    database,
    { authority: AUTHORITY, kind: 'CORRECTION', actor: 'bench', recordedAt: '2026-11-20T08:59:00+07:00' },
    rows.map((row) => put(taskEntity, { ...row, beyondRequired: 700n })),
  );
}
