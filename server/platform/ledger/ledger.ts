import type { Plan, RecordedAct, ActToRecord, WorkOut } from './act-plan.ts';
import { isNew, mustReplaceTheSame, planOf, reported } from './act-plan.ts';
import type { Act, Change } from './act.ts';
import type { Attached } from '../model/data-model.ts';
import type { Statements, Transaction } from '../database/database.ts';
import { idOf } from './ids.ts';
import { writeAct, writeAttached } from './ledger-write.ts';
import { currentPosition } from './position.ts';
import { Refusal, refused } from '../problems.ts';

/** The owner of a ledger: a province or another authority. */
export interface Authority {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly rootUnit: string;
}

/** Records one act: all of it, or, with every problem, nothing. @throws Refusal */
export async function record(
  store: Statements,
  act: Act,
  changes: readonly Change[] | WorkOut,
  options: { readonly readAt?: number } = {},
): Promise<RecordedAct> {
  const [recorded] = await recordAll(store, act.authority, [{ act, changes, ...options }]);
  return recorded!;
}

/**
 * Records acts of one authority in their order, all or none.
 *
 * Everything is checked first without any lock; the ledger's position is claimed just before the rows are written and held until
 * commit. Where others recorded in between, the checks are repeated under the lock.
 * @param found names the authority where the ledger may be a new one
 * @throws Refusal with every problem of every act
 */
export async function recordAll(
  store: Statements,
  authority: string,
  acts: readonly ActToRecord[],
  found?: Authority,
): Promise<RecordedAct[]> {
  if (acts.some(({ act }) => act.authority !== authority)) throw new Error('acts of one authority at a time');
  const isFirst = !(await authorityStands(store, authority, found));
  const base = await currentPosition(store, authority);
  const plan = await planOf(store, authority, base, acts);
  if (!isFirst && !plan.some(isNew)) return plan.map((step) => reported(step, base));
  try {
    return await store.transaction(async (tx) => {
      if (isFirst && found) await foundAuthority(tx, found);
      const locked = await lockCounter(tx, authority);
      if (locked === base) return write(tx, plan, base);
      const again = await planOf(tx, authority, locked, acts);
      mustReplaceTheSame(again, plan);
      return write(tx, again, locked);
    });
  } catch (error) {
    // unique_violation, exclusion_violation, serialization_failure, deadlock: somebody else was faster.
    const conflicts = ['23505', '23P01', '40001', '40P01'];
    if (!conflicts.includes((error as { code?: string }).code ?? '')) throw error;
    throw new Refusal([refused('LEDGER_CONFLICT')], { cause: error });
  }
}

/** Writes what is new of a plan; the rest is reported at the position that the ledger has reached. */
async function write(tx: Transaction, plan: Plan, locked: number): Promise<RecordedAct[]> {
  const recorded: RecordedAct[] = [];
  let last: number | null = null;
  for (const step of plan) {
    if (isNew(step)) {
      const written = await writeAct(tx, step);
      last = written.position;
      recorded.push(written);
    } else {
      const before = reported(step, locked);
      recorded.push(last === null ? before : { ...before, position: last });
    }
  }
  return recorded;
}

/**
 * Records an act that changes no row of the ledger, and vouches for rows of another table.
 *
 * The same transaction writes those rows. It has no stamp: nothing that was computed before it is out of date.
 * @returns its position. The authority’s ledger is held until the transaction ends.
 */
export async function recordAttached(tx: Transaction, act: Act, attached: Attached): Promise<number> {
  await lockCounter(tx, act.authority);
  return writeAttached(tx, act, attached);
}

/** Waits for the authority's counter and holds it until the transaction ends. */
async function lockCounter(tx: Transaction, authority: string): Promise<number> {
  await tx.query('insert into ledger_counter (authority, position) values ($1, 0) on conflict do nothing', [
    authority,
  ]);
  const [row] = await tx.query<{ position: string }>(
    'select position from ledger_counter where authority = $1 for update',
    [authority],
  );
  return Number(row!.position);
}

/** Whether the authority exists. @throws Refusal where it does not and `found` is missing, or where it differs from it */
async function authorityStands(
  store: Statements,
  code: string,
  found: Authority | undefined,
): Promise<boolean> {
  const [stands] = await store.query<{ name_vi: string; name_en: string; root_unit: string }>(
    'select name_vi, name_en, root_unit from authority where code = $1',
    [code],
  );
  if (!stands) {
    if (!found) throw new Refusal([refused('UNKNOWN_AUTHORITY', { code }, 'authority')]);
    return false;
  }
  const same =
    !found ||
    (found.name.vi === stands.name_vi &&
      found.name.en === stands.name_en &&
      found.rootUnit === stands.root_unit);
  if (!same) throw new Refusal([refused('AUTHORITY_DIFFERS', { code }, 'authority')]);
  return true;
}

async function foundAuthority(tx: Transaction, { code, name, rootUnit }: Authority): Promise<void> {
  await tx.query(
    'insert into authority (code, name_vi, name_en, root_unit) values ($1, $2, $3, $4) on conflict do nothing',
    [code, name.vi, name.en, rootUnit],
  );
}

/** The id of an act that a data folder names: the same on every machine. */
export function importedActId(authority: string, act: string): string {
  return idOf('act', authority, act);
}
