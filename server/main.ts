import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { pino } from 'pino';
import type { Environment } from './env.ts';
import { EnvironmentFault, readEnvironment } from './env.ts';
import type { App } from './graphql/app.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database/database.ts';
import type { TokenTrust, Tokens } from './platform/access/tokens.ts';
import type { EventRetention } from './events/event-retention.ts';
import { ROOT, SAMPLES, SAMPLE_AUTHORITIES } from './sample/samples.ts';
import { ROLES } from './modules/roles.ts';

/** Functions of the start-up script, which runs on any Node and is no part of the build. */
interface Decide {
  readonly adviceToInstallNode: () => string;
  readonly isNewEnough: (version: string) => boolean;
}

/** An error for people, who can act on it: printed as one line without a stack. */
class Stop extends Error {}

function guardNode(): void {
  const { adviceToInstallNode, isNewEnough } = createRequire(import.meta.url)(
    join(ROOT, 'server/bootstrap/decide.cjs'),
  ) as Decide;
  if (!isNewEnough(process.versions.node))
    throw new Stop(`Node ${process.versions.node} is too old: use "npm start", or ${adviceToInstallNode()}`);
}

function environmentOfServer(): Environment {
  try {
    return readEnvironment();
  } catch (error) {
    throw error instanceof EnvironmentFault ? new Stop(error.message, { cause: error }) : error;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Whose tokens are accepted: those of the configured issuer, else, on the embedded default, demo tokens. */
interface Access {
  readonly tokens: Tokens;
  /** A token for trying out, over the sample data; null where an issuer hands out the real ones. */
  readonly demoToken: (() => Promise<string>) | null;
}

async function openAccess(trust: TokenTrust | null, folder: string, clock: Clock): Promise<Access> {
  const [{ openTokens }, { demoTrust, openDemoKeys, signDemoToken }] = await Promise.all([
    import('./platform/access/tokens.ts'),
    import('./platform/access/demo-keys.ts'),
  ]);
  if (trust !== null) return { tokens: openTokens(trust, clock, ROLES), demoToken: null };
  const keys = await openDemoKeys(resolve(folder));
  const grants = SAMPLE_AUTHORITIES.map((authority) => ({ authority, role: 'AUDITOR', unit: null }) as const);
  return {
    tokens: openTokens(demoTrust(keys), clock, ROLES),
    demoToken: () => signDemoToken(keys, { subject: 'demo', leader: null, grants }, DEMO_HOURS, clock),
  };
}

/** Hours for which a demo token of the page and of the greeting is valid. */
const DEMO_HOURS = 24 * 7;

async function readTrust(): Promise<TokenTrust | null> {
  const { AccessFault, trustFrom } = await import('./access.ts');
  try {
    return trustFrom();
  } catch (error) {
    throw error instanceof AccessFault ? new Stop(`Lỗi: ${error.message}`, { cause: error }) : error;
  }
}

async function open({ DATABASE_URL: url, DATA_FOLDER: folder }: Environment): Promise<Database> {
  const [{ openDatabase }, { EmbeddedFolderInUse }] = await Promise.all([
    import('./platform/database/open-database.ts'),
    import('./platform/database/embedded-lock.ts'),
  ]);
  // The database starts while the rest is loaded.
  const dataModel = import('./data-model.ts').then(({ DATA_MODEL }) => DATA_MODEL);
  if (url !== undefined) {
    print('Đang mở PostgreSQL … (opening PostgreSQL)');
    try {
      return await openDatabase({ kind: 'server', url }, dataModel);
    } catch (error) {
      throw explained(
        error,
        UNREACHABLE,
        'không kết nối được PostgreSQL theo DATABASE_URL',
        'PostgreSQL cannot be reached by DATABASE_URL',
      );
    }
  }
  const path = resolve(folder);
  print(`Đang mở cơ sở dữ liệu nhúng tại ${path} … (opening the embedded database)`);
  try {
    return await openDatabase({ kind: 'embedded', folder: path }, dataModel);
  } catch (error) {
    if (error instanceof EmbeddedFolderInUse)
      throw new Stop(`${error.text.vi} (${error.text.en})`, { cause: error });
    throw explained(
      error,
      UNUSABLE,
      `không dùng được thư mục dữ liệu ${path}; hãy đặt DATA_FOLDER khác`,
      `the data folder ${path} cannot be used; set another DATA_FOLDER`,
    );
  }
}

/** No such host, nobody listening, wrong password, unknown user or database, no right to it, too many connections. */
const UNREACHABLE =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|28\w{3}|3D000|42501|53300)$/;

const UNUSABLE = /^(EACCES|EPERM|EROFS|EEXIST|ENOTDIR|ENOENT|ENOSPC|EDQUOT)$/;

/** A Stop with a message for people where the error has one of the codes; any other error as it is. */
function explained(error: unknown, codes: RegExp, vi: string, en: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && codes.test(code)
    ? new Stop(`Lỗi: ${vi} (${en}): ${message || code}`, { cause: error })
    : error;
}

/**
 * Imports the samples into an empty embedded database, so that the first question has an answer; a first start that was cut short
 * is continued. A server database is only filled where SAMPLE_DATA is `always`.
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
  const isOurs = [...known].every((code) => SAMPLE_AUTHORITIES.includes(code));
  if (wish === 'auto' && !isOurs) return;
  const { importFolder } = await import('./imports/sources/folder.ts');
  for (const { name, folder } of SAMPLES.filter(({ authority }) => !known.has(authority))) {
    if (stopping.aborted) return;
    print(`Đang nhập dữ liệu mẫu ${name} … (importing sample data)`);
    const { changed, flags } = await importFolder(database, folder);
    print(`  ${changed} dòng, ${flags.length} cảnh báo (${changed} rows, ${flags.length} flags)`);
  }
}

/** Starts the removal of expired events; null where all are kept. */
async function startRetention(
  retentionDays: number | undefined,
  database: Database,
  clock: Clock,
  log: Logger,
): Promise<EventRetention | null> {
  if (retentionDays === undefined) return null;
  const { EventRetention } = await import('./events/event-retention.ts');
  const retention = new EventRetention({
    store: database,
    clock,
    retentionDays,
    onError: (error) => log.error({ err: error }, 'events that are no longer kept'),
  });
  retention.start();
  return retention;
}

async function listen(app: Pick<App, 'start'>, port: number): Promise<string> {
  try {
    return await app.start(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Stop(
        `Cổng ${port} đang được dùng; hãy đặt PORT khác (port ${port} is taken; set another PORT)`,
        { cause: error },
      );
    throw explained(
      error,
      /^EACCES$/,
      `không được phép mở cổng ${port}; hãy đặt PORT khác`,
      `port ${port} may not be opened; set another PORT`,
    );
  }
}

/** Tries a port before the samples are imported: that it is taken shows at once, not a minute later. @throws Stop */
async function tryPort(port: number): Promise<void> {
  const probe = createServer();
  const start = async (): Promise<string> => {
    probe.listen(port);
    await once(probe, 'listening');
    return '';
  };
  await listen({ start }, port);
  probe.close();
  await once(probe, 'close');
}

async function main(): Promise<void> {
  guardNode();
  const environment = environmentOfServer();
  const tokenTrust = await readTrust();
  const log: Logger = pino({ level: environment.LOG_LEVEL });
  // From here on a signal ends the program in order, also while it is still starting.
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(signal));
  const database = await open(environment);
  let app: App | null = null;
  let retention: EventRetention | null = null;
  try {
    await tryPort(environment.PORT);
    await importSamples(database, environment.SAMPLE_DATA, stopping.signal);
    if (stopping.signal.aborted) return;
    const [{ createApp }, { DocumentsFault }, { CATALOGUE }, { systemClock }] = await Promise.all([
      import('./graphql/app.ts'),
      import('./graphql/known-documents.ts'),
      import('./schemes/catalogue.ts'),
      import('./platform/clock.ts'),
    ]);
    const access = await openAccess(tokenTrust, environment.DATA_FOLDER, systemClock);
    app = await createApp({
      database,
      clock: systemClock,
      catalogue: CATALOGUE,
      log,
      ...access,
      documents: environment.DOCUMENTS_FOLDER ?? null,
      origins: environment.ALLOWED_ORIGINS ?? [],
      // On for trying out; with a database of one’s own the schema is only public where INTROSPECTION says so.
      introspection:
        (environment.INTROSPECTION ?? (environment.DATABASE_URL === undefined ? 'on' : 'off')) === 'on',
    }).catch((error: unknown) => {
      throw error instanceof DocumentsFault ? new Stop(error.message, { cause: error }) : error;
    });
    const address = await listen(app, environment.PORT);
    database.announce(address);
    greet(address, (await access.demoToken?.()) ?? null);
    retention = await startRetention(environment.EVENTS_KEPT_DAYS, database, systemClock, log);
    await startAnnouncing(app, log, stopping.signal);
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
    print('\nĐang dừng … (stopping)');
  } finally {
    await app?.stop();
    await retention?.stop();
    await database.close();
  }
  print('Đã dừng; dữ liệu được giữ lại. (Stopped; the data are kept.)');
}

/** Announcing begins so long after the server listens: first requests are answered before. */
const FIRST_ANSWERS_MILLISECONDS = 1000;

async function startAnnouncing({ watch: loop }: App, log: Logger, stopping: AbortSignal): Promise<void> {
  try {
    await pause(FIRST_ANSWERS_MILLISECONDS, null, { signal: stopping }).catch(() => undefined);
    if (!stopping.aborted) await loop.start();
  } catch (error) {
    // read_only_sql_transaction: a replica answers, and the servers on the primary announce.
    if ((error as { code?: string }).code === '25006') {
      log.warn('the database cannot be written to: this server answers, and announces nothing');
      return;
    }
    throw explained(
      error,
      /^42501$/,
      'vai trò kết nối không được tạo schema scorecard_jobs; hãy tạo sẵn cho vai trò ấy (xem README)',
      'the role may not make the schema scorecard_jobs; make it one of its own beforehand (see README)',
    );
  }
}

/** Prints the first question to try. @param token to send with it; null where an issuer hands tokens out */
function greet(address: string, token: string | null): void {
  print(`
Leader Scorecard đang chạy (is running):  ${address}
  GraphiQL với các câu hỏi có sẵn (with ready questions):  ${address}/
  GraphQL:  ${address}/graphql

Câu hỏi đầu tiên (a first question):
  curl -s ${address}/graphql -H 'content-type: application/json' \\
    -H 'authorization: Bearer ${token ?? '…'}' \\
    -d '{"query":"{ authorities { code name } }"}'
${token === null ? '' : '\nMã thử nghiệm khác (another demo token):  npm run -s token -- --role LEADER --leader HC-SO-XD-L1 --unit HC-SO-XD --authority HC\n'}
Nhấn Ctrl-C để dừng; dữ liệu được giữ lại. (Ctrl-C stops the server; the data are kept.)`);
}

try {
  await main();
} catch (error) {
  process.exitCode = 1;
  if (error instanceof Stop) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
