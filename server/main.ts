import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { pino } from 'pino';
import { z } from 'zod';
import type { App } from './graphql/app.ts';
import type { Database } from './platform/database.ts';

/** What the start-up script, which runs on any Node and is no part of the build, offers here too. */
interface Decide {
  readonly adviceToInstallNode: () => string;
  readonly isNewEnough: (version: string) => boolean;
}

/** Data folders imported on the first start; a folder that is not there is left out. */
const SAMPLES = ['nghe-an-2024', 'phu-tho-2026-q3', 'national-766-2026-10-10', 'tinh-mau'];

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  DATABASE_URL: z.string().min(1).optional(),
  DATA_FOLDER: z.string().min(1).default('./data/embedded'),
  SAMPLE_DATA: z.enum(['auto', 'always', 'never']).default('auto'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
});
type Environment = z.output<typeof Environment>;

/** A reason to end that a person can act on: one line, no stack. */
class Stop extends Error {}

/** The folder that holds package.json: server/ lies in it, or dist/server/ does. */
const root = existsSync(join(import.meta.dirname, '../package.json'))
  ? join(import.meta.dirname, '..')
  : join(import.meta.dirname, '../..');

function guardNode(): void {
  const { adviceToInstallNode, isNewEnough } = createRequire(import.meta.url)(
    join(root, 'server/bootstrap/decide.cjs'),
  ) as Decide;
  if (!isNewEnough(process.versions.node))
    throw new Stop(`Node ${process.versions.node} is too old: use "npm start", or ${adviceToInstallNode()}`);
}

function readEnvironment(): Environment {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success)
    throw new Stop(`Biến môi trường không hợp lệ (invalid environment): ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function open({ DATABASE_URL: url, DATA_FOLDER: folder }: Environment): Promise<Database> {
  const [{ openDatabase }, { HOUSE }, { EmbeddedFolderInUse }] = await Promise.all([
    import('./platform/database.ts'),
    import('./house.ts'),
    import('./platform/embedded-lock.ts'),
  ]);
  if (url !== undefined) {
    say('Đang mở PostgreSQL … (opening PostgreSQL)');
    return openDatabase({ kind: 'server', url }, HOUSE);
  }
  const path = resolve(folder);
  say(`Đang mở cơ sở dữ liệu nhúng tại ${path} … (opening the embedded database)`);
  try {
    return await openDatabase({ kind: 'embedded', folder: path }, HOUSE);
  } catch (error) {
    if (error instanceof EmbeddedFolderInUse)
      throw new Stop(`${error.text.vi} (${error.text.en})`, { cause: error });
    throw error;
  }
}

/**
 * Fills an empty embedded database with the samples, so that the first question has an answer; a first start that was cut short is taken
 * up again. A database of one's own is never filled unless asked to.
 */
async function importSamples(
  database: Database,
  wish: Environment['SAMPLE_DATA'],
  stopping: AbortSignal,
): Promise<void> {
  if (wish === 'never' || (wish === 'auto' && database.kind === 'server')) return;
  const known = new Set(
    (await database.query<{ code: string }>('select code from authority')).map(({ code }) => code),
  );
  const samples = SAMPLES.map((name) => ({ name, folder: join(root, 'server/sample', name) }))
    .filter(({ folder }) => existsSync(join(folder, 'authority.csv')))
    .map((sample) => ({ ...sample, authority: authorityOf(sample.folder) }));
  const isOurs = [...known].every((code) => samples.some(({ authority }) => authority === code));
  if (wish === 'auto' && !isOurs) return;
  const { importFolder } = await import('./sample/folder.ts');
  for (const { name, folder } of samples.filter(({ authority }) => !known.has(authority))) {
    if (stopping.aborted) return;
    say(`Đang nhập dữ liệu mẫu ${name} … (importing sample data)`);
    const { changed, flags } = await importFolder(database, folder);
    say(`  ${changed} dòng, ${flags.length} cảnh báo (${changed} rows, ${flags.length} flags)`);
  }
}

/** First cell of the first row of a data folder's authority.csv. */
function authorityOf(folder: string): string {
  return readFileSync(join(folder, 'authority.csv'), 'utf8').split(/\r?\n/)[1]!.split(',')[0]!;
}

async function listen(app: App, port: number): Promise<string> {
  try {
    return await app.start(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Stop(
        `Cổng ${port} đang được dùng; hãy đặt PORT khác (port ${port} is taken; set another PORT)`,
        { cause: error },
      );
    throw error;
  }
}

async function main(): Promise<void> {
  guardNode();
  const environment = readEnvironment();
  const log: Logger = pino({ level: environment.LOG_LEVEL });
  // From here on a signal ends the program in order, also while it is still starting.
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(signal));
  const database = await open(environment);
  let app: App | null = null;
  try {
    await importSamples(database, environment.SAMPLE_DATA, stopping.signal);
    if (stopping.signal.aborted) return;
    const [{ createApp }, { CATALOGUE }, { systemClock }] = await Promise.all([
      import('./graphql/app.ts'),
      import('./catalogue.ts'),
      import('./platform/clock.ts'),
    ]);
    app = await createApp({ database, clock: systemClock, catalogue: CATALOGUE, log });
    const address = await listen(app, environment.PORT);
    database.announce(address);
    greet(address);
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
    say('\nĐang dừng … (stopping)');
  } finally {
    await app?.stop();
    await database.close();
  }
  say('Đã dừng; dữ liệu được giữ lại. (Stopped; the data are kept.)');
}

function greet(address: string): void {
  say(`
Leader Scorecard đang chạy (is running):  ${address}
  GraphiQL với các câu hỏi có sẵn (with ready questions):  ${address}/
  GraphQL:  ${address}/graphql

Câu hỏi đầu tiên (a first question):
  curl -s ${address}/graphql -H 'content-type: application/json' \\
    -d '{"query":"{ authorities { code name } }"}'

Nhấn Ctrl-C để dừng; dữ liệu được giữ lại. (Ctrl-C stops the server; the data are kept.)`);
}

try {
  await main();
} catch (error) {
  process.exitCode = 1;
  if (error instanceof Stop) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
