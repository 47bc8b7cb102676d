import type { Columns, Row } from '../../../rules/kit/columns.ts';
import { count, optional, text } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { RecordedAct } from '../ledger/act-plan.ts';
import { forbidden, inRow, resultsOf } from './act-results.ts';
import type { RecordedRequest } from '../ledger/act.ts';
import { ApiFault } from '../faults.ts';
import type { Service } from '../services.ts';
import type { ReadRow } from '../ledger/row-text.ts';
import { readValue, textOfValues } from '../ledger/row-text.ts';
import type { Clock } from '../clock.ts';
import type { Statements } from '../database/database.ts';
import type { ActDeclaration, ActSupport, ActRequest } from './define-act.ts';
import { digestOf } from '../ledger/digest.ts';
import { idOf, newActId } from '../ledger/ids.ts';
import { record } from '../ledger/ledger.ts';
import { hasRole } from '../access/policy.ts';
import { currentPosition } from '../ledger/position.ts';
import type { AnyRow } from '../model/entity.ts';
import type { Problem } from '../problems.ts';
import { Refusal, refused } from '../problems.ts';
import type { Viewer } from '../model/viewer.ts';

/** Most rows of a bulk act. */
export const MOST_ROWS = 5000;

/** Input columns that every act takes besides its own. */
export const OPTION_COLUMNS = {
  readAt: optional(
    count(
      'Vị trí sổ ghi khi đọc; dữ liệu liên quan ghi sau đó thì bị từ chối',
      'Position of the ledger at which the caller read; where what the act rests on was recorded later, it is refused',
    ),
  ),
  idempotencyKey: optional(
    text(
      'Khóa chống lặp: gửi lại cùng khóa, cùng nội dung thì trả về kết quả cũ',
      'Repeating the same request under the same key gives the same outcome and records nothing twice',
    ),
  ),
  note: optional(text('Ghi chú vào sổ', 'Note kept in the ledger')),
} as const satisfies Columns;

/** The outcome of a request: an act of the ledger, or every problem and nothing recorded. */
export interface ActPayload {
  /** Position of the act in the ledger; null where it was refused. */
  readonly position: number | null;
  /** Where its outcome is read; null where it was refused. */
  readonly at: { readonly authority: string; readonly position: number; readonly asOf: Day } | null;
  /** Codes of what it is about, in the order of the rows. */
  readonly about: readonly string[];
  readonly problems: readonly Problem[];
}

/** What running an act needs of the request: viewer, clock, database and services. */
export interface ActCaller {
  readonly database: Statements;
  readonly clock: Clock;
  readonly viewer: Viewer | null;
  /** The authority with the code, or the only one. @throws Refusal UNKNOWN_AUTHORITY */
  authority(code: string | null): Promise<{ readonly code: string }>;
  get<T>(name: Service<T>): T;
}

/**
 * Runs an act: checks rights and values, works out its changes, and records one entry.
 *
 * Expected refusals come back as problems with paths of the input.
 * @throws ApiFault UNAUTHENTICATED without a viewer, FORBIDDEN where the viewer may not do this here.
 */
export async function runAct(caller: ActCaller, support: ActSupport, given: ActRequest): Promise<ActPayload> {
  const { act, isBulk } = given;
  try {
    const { code: authority } = await caller.authority(given.authority);
    const viewer = mustBeAllowed(caller.viewer, act, authority);
    const request = checked(given, support);
    const { position, about, flags } = await recordRequest(
      caller,
      support,
      given,
      request,
      authority,
      viewer,
    );
    const problems = flags.map((flag) => withInputPath(act, flag, isBulk));
    return { position, at: { authority, position, asOf: caller.clock.today() }, about, problems };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problems = error.problems.map((problem) => withInputPath(act, problem, isBulk));
    return { position: null, at: null, about: [], problems };
  }
}

function mustBeAllowed(viewer: Viewer | null, act: ActDeclaration, authority: string): Viewer {
  if (viewer === null) throw unauthenticated();
  if (!hasRole(viewer, act.by, authority)) throw forbidden(act);
  return viewer;
}

/** The request with its values read. @throws Refusal with every value that cannot be */
function checked(request: ActRequest, support: ActSupport): ActRequest {
  const { act, rows, evidence, options } = request;
  if (rows.length === 0 || rows.length > MOST_ROWS)
    throw new Refusal([refused('TOO_MANY_ROWS', { rows: rows.length, most: MOST_ROWS }, 'rows')]);
  const problems: Problem[] = [];
  const take = ({ row, problems: found }: ReadRow, locate: (problem: Problem) => Problem): AnyRow => {
    problems.push(...found.map(locate));
    return row;
  };
  const readRow = readValue(act.columns);
  const read = {
    ...request,
    rows: rows.map((row, index) => take(readRow(row), (one) => inRow(act, one, index))),
    evidence:
      evidence &&
      take(readValue(support.evidence)(evidence), (one) => ({ ...one, path: `evidence.${one.path ?? ''}` })),
    options: take(readValue(OPTION_COLUMNS)(options), (one) => one),
  };
  if (problems.length > 0) throw new Refusal(problems);
  return read;
}

/** Records the act of a request that was read; `given` is what its digest covers. */
async function recordRequest(
  caller: ActCaller,
  support: ActSupport,
  given: ActRequest,
  request: ActRequest,
  authority: string,
  viewer: Viewer,
): Promise<RecordedAct> {
  const { database, clock } = caller;
  const { act, isBulk } = request;
  const { readAt, idempotencyKey, note } = request.options as Row<typeof OPTION_COLUMNS>;
  const recordedAt = clock.now();
  const id =
    idempotencyKey === null
      ? newActId(recordedAt)
      : idOf('request', authority, viewer.subject, idempotencyKey);
  if (readAt !== null && readAt > (await currentPosition(database, authority)))
    throw new Refusal([refused('UNKNOWN_POSITION', { value: String(readAt) }, 'readAt')]);
  const kind = isBulk ? act.bulk!.name : act.name;
  const call = { authority, today: clock.today(), actor: viewer.subject, id, services: caller };
  return record(
    database,
    {
      authority,
      kind,
      actor: viewer.subject,
      recordedAt,
      note,
      id,
      request: recordedRequest(kind, given, support),
    },
    resultsOf(call, request, support, viewer, readAt),
    readAt === null ? {} : { readAt },
  );
}

/**
 * The request as the ledger keeps it, before it is known what it is about.
 *
 * The digest covers all that the caller gave, whatever the order of its fields, but not when it was read. It was first made of
 * values written as in a data file, and ledgers hold such digests: so it still covers their text, as it was given.
 */
function recordedRequest(kind: string, given: ActRequest, support: ActSupport): RecordedRequest {
  const { act, rows, options } = given;
  const evidence = given.evidence && textOfValues(support.evidence, given.evidence);
  const digest = digestOf({
    kind,
    rows: rows.map((row) => textOfValues(act.columns, row)),
    evidence,
    note: options['note'] ?? '',
  });
  return { digest, about: { noun: act.entity.name, codes: [] }, evidence };
}

/** The problem with its path in the input: columns of rows are named as the caller knows them. */
function withInputPath(act: ActDeclaration, problem: Problem, isBulk: boolean): Problem {
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

function unauthenticated(): ApiFault {
  return new ApiFault('UNAUTHENTICATED', 'UNAUTHENTICATED', {
    vi: 'Ghi dữ liệu cần đăng nhập',
    en: 'Writing needs a signed-in account',
  });
}
