import type { WorkOut } from '../ledger/act-plan.ts';
import { ApiFault } from '../faults.ts';
import type { ActDeclaration, ActSupport, ActRequest } from './define-act.ts';
import type { ActResult } from '../ledger/act.ts';
import type { AnyRow } from '../model/entity.ts';
import { mayAct } from '../access/policy.ts';
import type { Problem } from '../problems.ts';
import { Refusal, refused } from '../problems.ts';
import type { Viewer } from '../model/viewer.ts';
import type { ActCall } from './act-reader.ts';
import { ActReader } from './act-reader.ts';

/**
 * Works out the results of a request from the ledger, one a row.
 *
 * Rows see what is in the ledger, not each other: two that touch the same thing are refused later.
 * @param readAt position at which the caller read; null where it did not say
 * @throws Refusal with the problems of all rows, or LEDGER_CONFLICT where something read here was recorded after `readAt`
 * @throws ApiFault FORBIDDEN where the viewer may not act for a unit
 */
export function resultsOf(
  call: ActCall,
  request: ActRequest,
  support: ActSupport,
  viewer: Viewer,
  readAt: number | null,
): WorkOut {
  return (source) => fromSource(new ActReader(source, call), request, support, viewer, readAt);
}

async function fromSource(
  reader: ActReader,
  request: ActRequest,
  support: ActSupport,
  viewer: Viewer,
  readAt: number | null,
): Promise<readonly ActResult[]> {
  const { act, rows, evidence, isBulk } = request;
  const aside = reader.aside().ofRow(null, null);
  const citation = evidence && (await support.cite(evidence, aside));
  const resultOf = async (row: AnyRow, index: number): Promise<ActResult> => {
    const own = reader.ofRow(isBulk ? index : null, citation);
    for (const unit of await act.scope(row, own)) {
      const above = unit === null ? null : await support.above(unit, aside);
      if (!mayAct(viewer, act.by, reader.authority, above)) throw forbidden(act);
    }
    return located(await act.changes(row, own), act, index);
  };
  const results = await allOf(rows.map(resultOf), act);
  if (readAt !== null && reader.latest > readAt)
    throw new Refusal([refused('LEDGER_CONFLICT', {}, 'readAt')]);
  return citation === null ? results : withFirst(results, citation.changes);
}

/** The result with the row that each change came from: problems that the ledger finds later name it. */
function located({ about, changes }: ActResult, act: ActDeclaration, index: number): ActResult {
  const origin = { file: act.name, line: index };
  return { about, changes: changes.map((change) => ({ ...change, origin })) };
}

/**
 * All results, in order.
 *
 * Waits for every one, so that no statement is still under way when one is refused.
 * @throws Refusal with the problems of all rows
 */
async function allOf(pending: readonly Promise<ActResult>[], act: ActDeclaration): Promise<ActResult[]> {
  const settled = await Promise.allSettled(pending);
  const problems: Problem[] = [];
  const results: ActResult[] = [];
  for (const [index, one] of settled.entries()) {
    if (one.status === 'fulfilled') results.push(one.value);
    else if (one.reason instanceof Refusal)
      problems.push(...one.reason.problems.map((problem) => inRow(act, problem, index)));
    else throw one.reason;
  }
  if (problems.length > 0) throw new Refusal(problems);
  return results;
}

/** Results whose first also puts the document that all rows rest on. */
function withFirst([first, ...rest]: readonly ActResult[], changes: ActResult['changes']): ActResult[] {
  return [{ ...first!, changes: [...changes, ...first!.changes] }, ...rest];
}

/** The problem with the row of the request that it was found in. */
export function inRow(act: ActDeclaration, problem: Problem, index: number): Problem {
  return { ...problem, origin: { file: act.name, line: index } };
}

/** The fault of a viewer whose roles do not allow the act. */
export function forbidden(act: ActDeclaration): ApiFault {
  return new ApiFault('FORBIDDEN', 'FORBIDDEN', {
    vi: `Tài khoản không có quyền: ${act.title.vi}`,
    en: `The account may not do this: ${act.title.en}`,
  });
}
