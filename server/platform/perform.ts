import type { Columns, Row } from '../../rules/kit/columns.ts';
import { count, optional, text, code as codeColumn } from '../../rules/kit/columns.ts';
import type { Change } from './act.ts';
import { ApiFault } from './api/faults.ts';
import type { Service } from './api/services.ts';
import { readValue, textOfValues } from './cells.ts';
import type { Clock } from './clock.ts';
import type { Statements } from './database.ts';
import type { ActDeclaration, ActGround, World } from './define-act.ts';
import { digestOf } from './digest.ts';
import { idOf, newActId } from './ids.ts';
import { record } from './ledger.ts';
import type { WorkedOut } from './ledger.ts';
import { hasRole, mayAct } from './policy.ts';
import { currentPosition } from './position.ts';
import type { AnyRow } from './noun.ts';
import type { Problem } from './problems.ts';
import { Refusal, refused } from './problems.ts';
import type { RowSource } from './row-source.ts';
import type { Viewer } from './viewer.ts';
import { ActWorld } from './world.ts';

/** The most rows that one act of many takes. */
export const MOST_ROWS = 5000;

/** What every act takes besides its own columns. */
export const REQUEST_COLUMNS = {
  readAt: optional(
    count(
      'Vị trí sổ ghi khi đọc; dữ liệu liên quan ghi sau đó thì bị từ chối',
      'Position of the ledger at which the caller read; where what the act rests on was recorded later, it is refused',
    ),
  ),
  idempotencyKey: optional(
    codeColumn(
      'Khóa chống lặp: gửi lại cùng khóa, cùng nội dung thì trả về kết quả cũ',
      'Repeating the same request under the same key gives the same outcome and records nothing twice',
    ),
  ),
  note: optional(text('Ghi chú vào sổ', 'Note kept in the ledger')),
} as const satisfies Columns;

/** One request to perform an act. */
export interface ActRequested {
  readonly authority: string;
  /** One row, or those of a bulk act. */
  readonly rows: readonly AnyRow[];
  readonly isBulk: boolean;
  readonly evidence: AnyRow | null;
  /** `REQUEST_COLUMNS`. */
  readonly request: AnyRow;
}

/** What became of a request: recorded, or, with every problem told, nothing. */
export interface Performed {
  readonly position: number | null;
  /** Codes of what it is about, in the order of the rows. */
  readonly about: readonly string[];
  readonly problems: readonly Problem[];
}

/** Who performs the act, and what the request offers it. */
interface Caller {
  readonly database: Statements;
  readonly clock: Clock;
  readonly viewer: Viewer | null;
  get<T>(name: Service<T>): T;
}

interface ReadRequest {
  readonly rows: readonly AnyRow[];
  readonly evidence: AnyRow | null;
  readonly request: Row<typeof REQUEST_COLUMNS>;
}

/**
 * Performs an act: reads the input, checks rights, works out the changes from the rows that are there, and records them as one row of the
 * ledger. Expected refusals come back as problems with paths of the input.
 * @throws ApiFault UNAUTHENTICATED without a viewer, FORBIDDEN where the viewer may not do this here.
 */
export async function perform(
  caller: Caller,
  act: ActDeclaration,
  ground: ActGround,
  asked: ActRequested,
): Promise<Performed> {
  const { database, clock, viewer } = caller;
  if (viewer === null) throw unauthenticated();
  if (!hasRole(viewer, act.by, asked.authority)) throw forbidden(act);
  try {
    const read = readRequest(act, ground, asked);
    const { readAt, idempotencyKey, note } = read.request;
    const recordedAt = clock.now();
    const kind = asked.isBulk ? act.bulk!.name : act.name;
    const id =
      idempotencyKey === null
        ? newActId(recordedAt)
        : idOf('request', asked.authority, viewer.subject, idempotencyKey);
    if (readAt !== null && readAt > (await currentPosition(database, asked.authority)))
      throw new Refusal([refused('UNKNOWN_POSITION', { value: String(readAt) }, 'readAt')]);
    const recorded = await record(
      database,
      {
        authority: asked.authority,
        kind,
        actor: viewer.subject,
        recordedAt,
        note,
        id,
        request: {
          digest: digestOfRequest(kind, act, ground, asked),
          about: { noun: act.noun.name, codes: [] },
          evidence: asked.evidence && textOfValues(ground.evidence, asked.evidence),
        },
      },
      (source) =>
        workOut(source, { act, ground, viewer, services: caller, asked, read, id, today: clock.today() }),
      readAt === null ? {} : { readAt },
    );
    const { position, about, flags } = recorded;
    return { position, about, problems: flags.map((flag) => placed(act, flag, asked.isBulk)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problems = error.problems.map((problem) => placed(act, problem, asked.isBulk));
    return { position: null, about: [], problems };
  }
}

function readRequest(act: ActDeclaration, ground: ActGround, asked: ActRequested): ReadRequest {
  const { rows, evidence, request } = asked;
  if (rows.length === 0 || rows.length > MOST_ROWS)
    throw new Refusal([refused('TOO_MANY_ROWS', { rows: rows.length, most: MOST_ROWS }, 'rows')]);
  const problems: Problem[] = [];
  const take = (columns: Columns, given: AnyRow, place: (problem: Problem) => Problem): AnyRow => {
    const read = readValue(columns)(given);
    problems.push(...read.problems.map(place));
    return read.row;
  };
  const readRow = readValue(act.columns);
  const result = {
    rows: rows.map((given, index) => {
      const { row, problems: found } = readRow(given);
      problems.push(...found.map((problem) => fromRow(act, problem, index)));
      return row;
    }),
    evidence:
      evidence && take(ground.evidence, evidence, (one) => ({ ...one, path: `evidence.${one.path ?? ''}` })),
    request: take(REQUEST_COLUMNS, request, (one) => one) as Row<typeof REQUEST_COLUMNS>,
  };
  if (problems.length > 0) throw new Refusal(problems);
  return result;
}

interface Working {
  readonly services: Caller;
  readonly act: ActDeclaration;
  readonly ground: ActGround;
  readonly viewer: Viewer;
  readonly asked: ActRequested;
  readonly read: ReadRequest;
  readonly id: string;
  readonly today: number;
}

/** Works out the changes of every row. Rows see what is there, not each other: two that touch the same thing are refused. */
async function workOut(source: RowSource, working: Working): Promise<WorkedOut> {
  const { ground, viewer, services, asked, read, id, today } = working;
  const actor = viewer.subject;
  const world = new ActWorld(source, { authority: asked.authority, today, actor, id, services });
  const beside = world.aside().ofRow(null, null);
  const citation = read.evidence && (await ground.cite(read.evidence, beside));
  // All are waited for, so that no statement is still under way when the first fault is told.
  const settled = await Promise.allSettled(
    read.rows.map((row, index) =>
      ofRow(working, row, index, world.ofRow(asked.isBulk ? index : null, citation), beside),
    ),
  );
  const outcomes = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  if (problems.length > 0) throw new Refusal(problems);
  if (read.request.readAt !== null && world.latest > read.request.readAt)
    throw new Refusal([refused('LEDGER_CONFLICT', {}, 'readAt')]);
  return {
    about: outcomes.map(({ about }) => about),
    changes: [...(citation?.changes ?? []), ...outcomes.flatMap(({ changes }) => changes)],
  };
}

interface RowOutcome {
  readonly about: string;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

async function ofRow(
  { act, ground, viewer, asked }: Working,
  row: AnyRow,
  index: number,
  world: World,
  beside: World,
): Promise<RowOutcome> {
  try {
    for (const unit of await act.scope(row, world)) {
      const above = unit === null ? null : await ground.above(unit, beside);
      if (!mayAct(viewer, act.by, asked.authority, above)) throw forbidden(act);
    }
    const { about, changes } = await act.changes(row, world);
    // Problems that the ledger finds later say which row they came from.
    const origin = { file: act.name, line: index };
    return { about, changes: changes.map((change) => ({ ...change, origin })), problems: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { about: '', changes: [], problems: error.problems.map((one) => fromRow(act, one, index)) };
  }
}

function fromRow(act: ActDeclaration, problem: Problem, index: number): Problem {
  return { ...problem, origin: { file: act.name, line: index } };
}

/** The problem with its path in the input: columns of rows are named as the caller knows them. */
function placed(act: ActDeclaration, problem: Problem, isBulk: boolean): Problem {
  const { origin, path } = problem;
  if (origin === null) return problem;
  const known = path === null ? null : inputPath(act, path);
  const parts = [...(isBulk ? ['rows', String(origin.line)] : []), ...(known === null ? [] : [known])];
  return { ...problem, path: parts.length === 0 ? null : parts.join('.'), origin: null };
}

function inputPath(act: ActDeclaration, path: string): string | null {
  const renamed = act.paths[path] ?? path;
  const [column] = renamed.split('.');
  return Object.hasOwn(act.columns, column!) || column === 'evidence' ? renamed : null;
}

/**
 * Digest of all that the caller asked for, whatever the order of its fields. When it was read is no part of it.
 *
 * The ledger keeps it, so it covers values as they were first written down: as text, as given.
 */
function digestOfRequest(
  kind: string,
  act: ActDeclaration,
  ground: ActGround,
  { rows, evidence, request }: ActRequested,
): string {
  return digestOf({
    kind,
    rows: rows.map((row) => textOfValues(act.columns, row)),
    evidence: evidence && textOfValues(ground.evidence, evidence),
    note: request['note'] ?? '',
  });
}

function unauthenticated(): ApiFault {
  return new ApiFault('UNAUTHENTICATED', 'UNAUTHENTICATED', {
    vi: 'Ghi dữ liệu cần đăng nhập',
    en: 'Writing needs a signed-in account',
  });
}

function forbidden(act: ActDeclaration): ApiFault {
  return new ApiFault('FORBIDDEN', 'FORBIDDEN', {
    vi: `Tài khoản không có quyền: ${act.title.vi}`,
    en: `The account may not do this: ${act.title.en}`,
  });
}
