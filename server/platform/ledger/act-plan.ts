import type { Act, ActResult, Change, RecordedRequest } from './act.ts';
import { aboutOf } from './act.ts';
import type { Statements } from '../database/database.ts';
import { offeredDigest, proposedRowsOf } from './proposed-row.ts';
import type { Problem } from '../problems.ts';
import { Refusal, refused } from '../problems.ts';
import type { RowSource } from './row-source.ts';
import { OverlaySource, ledgerSource } from './row-source.ts';
import type { StagedAct } from './staging.ts';
import { stage } from './staging.ts';

/** An act to record. */
export interface ActToRecord {
  readonly act: Act;
  /**
   * What it changes, or how to work that out from the ledger.
   *
   * It is worked out again under the lock where others recorded in between.
   */
  readonly changes: readonly Change[] | WorkOut;
  /** Position at which the caller read what it changes; a row recorded later than it is a conflict. */
  readonly readAt?: number;
}

/** Works out the results of an act from the rows of the source, and nothing else. @throws Refusal */
export type WorkOut = (source: RowSource) => Promise<readonly ActResult[]>;

/** The outcome of recording an act. */
export interface RecordedAct {
  /** The act's position; the ledger's position where the act changed nothing. */
  readonly position: number;
  readonly changed: number;
  readonly flags: readonly Problem[];
  /** Codes of what an API act is about; empty for others. */
  readonly about: readonly string[];
}

/** The acts of one call in their order: staged to be written, or recorded before. */
export type Plan = readonly (StagedAct | RecordedAct)[];

/**
 * Checks and stages acts of one authority in order, each upon the ones before it. Reads only.
 * @param base the ledger's position
 * @throws Refusal with every problem of every act
 */
export async function planOf(
  store: Statements,
  authority: string,
  base: number,
  acts: readonly ActToRecord[],
): Promise<Plan> {
  const inLedger = await actsInLedger(store, authority, acts);
  const lastRecorded = acts.findLastIndex(({ act }) => act.id !== undefined && inLedger.has(act.id));
  const plan: (StagedAct | RecordedAct)[] = [];
  const refusals: Problem[] = [];
  const overlay = new OverlaySource(ledgerSource(store, authority, base));
  for (const [index, one] of acts.entries()) {
    if (index <= lastRecorded) {
      const repeated = await repetition(store, authority, acts, index, inLedger);
      if (repeated) plan.push(repeated);
      else refusals.push(differing(one.act));
      continue;
    }
    const { act, changes } = await workedOut(one, overlay);
    const staged = await stage(store.dataModel, overlay, act, changes);
    for (const { entity, code, row } of [...staged.changes.values()].flat()) overlay.lay(entity, code, row);
    refusals.push(...staged.refusals, ...conflicts(staged, one.readAt));
    plan.push(staged);
  }
  if (refusals.length > 0) throw new Refusal(refusals);
  return plan;
}

/** Whether an act of a plan is to be written, not just reported. */
export function isNew(step: StagedAct | RecordedAct): step is StagedAct {
  return 'act' in step && step.changed > 0;
}

/** The outcome of an act that is not written, given the ledger's position. */
export function reported(step: StagedAct | RecordedAct, position: number): RecordedAct {
  return 'act' in step ? { position, changed: 0, flags: [], about: aboutOf(step.act.request) } : step;
}

/**
 * Refuses a plan that replaces other rows than an earlier plan of the same acts did.
 * @throws Refusal LEDGER_CONFLICT
 */
export function mustReplaceTheSame(now: Plan, before: Plan): void {
  const then = replacedBy(before);
  for (const [key, replaced] of replacedBy(now))
    if (replaced !== then.get(key)) throw new Refusal([refused('LEDGER_CONFLICT')]);
}

/** Position that recorded what each code replaces, over all acts: the first of them counts. */
function replacedBy(plan: Plan): ReadonlyMap<string, number | null> {
  const replaced = new Map<string, number | null>();
  for (const step of plan) {
    if (!('act' in step)) continue;
    for (const [key, position] of step.replaced) if (!replaced.has(key)) replaced.set(key, position);
  }
  return replaced;
}

async function workedOut(
  { act, changes }: ActToRecord,
  source: RowSource,
): Promise<{ readonly act: Act; readonly changes: readonly Change[] }> {
  if (typeof changes !== 'function') return { act, changes };
  const results = await changes(source);
  const all = results.flatMap((result) => result.changes);
  const { request } = act;
  if (!request) return { act, changes: all };
  const about = { ...request.about, codes: results.map((result) => result.about) };
  return { act: { ...act, request: { ...request, about } }, changes: all };
}

function conflicts({ replaced }: StagedAct, readAt: number | undefined): Problem[] {
  if (readAt === undefined) return [];
  const newer = [...replaced.values()].some((position) => position !== null && position > readAt);
  return newer ? [refused('LEDGER_CONFLICT')] : [];
}

function differing(act: Act): Problem {
  return act.request
    ? refused('IDEMPOTENCY_KEY_REUSED', {}, 'idempotencyKey')
    : refused('ACT_DIFFERS', { act: act.label ?? act.kind });
}

/** What the ledger holds of an act, by its id. */
interface ActInLedger {
  readonly position: number;
  readonly offered: string;
  readonly request: RecordedRequest | null;
  readonly flags: readonly Problem[];
}

async function actsInLedger(
  store: Statements,
  authority: string,
  acts: readonly ActToRecord[],
): Promise<ReadonlyMap<string, ActInLedger>> {
  const ids = acts.flatMap(({ act }) => act.id ?? []);
  if (ids.length === 0) return new Map();
  const found = await store.query<{ id: string; position: string } & Omit<ActInLedger, 'position'>>(
    `select id::text as id, position, body ->> 'offered' as offered, body -> 'request' as request,
       coalesce((select jsonb_agg(f.problem order by f.number) from flag f
                 where f.authority = a.authority and f.position = a.position), '[]') as flags
     from act a
     where authority = $1 and id in (select i::uuid from jsonb_array_elements_text($2::text::jsonb) i)`,
    [authority, JSON.stringify(ids)],
  );
  return new Map(found.map(({ id, ...one }) => [id, { ...one, position: Number(one.position) }]));
}

/**
 * Earlier outcome of a repeated act; null where it differs from what was recorded.
 *
 * An act that changed nothing before later acts were recorded has no entry: it is staged again as of then.
 */
async function repetition(
  store: Statements,
  authority: string,
  acts: readonly ActToRecord[],
  index: number,
  inLedger: ReadonlyMap<string, ActInLedger>,
): Promise<RecordedAct | null> {
  const { act, changes } = acts[index]!;
  const known = inLedger.get(act.id ?? '');
  if (known && act.request) {
    if (known.request?.digest !== act.request.digest) return null;
    return { position: known.position, changed: 0, flags: known.flags, about: aboutOf(known.request) };
  }
  if (typeof changes === 'function') throw new Error('an act still to be worked out comes after all others');
  const nothing = { changed: 0, flags: [], about: [] };
  if (known) {
    const { proposedRows, refusals } = proposedRowsOf(store.dataModel, changes);
    const same = refusals.length === 0 && offeredDigest(proposedRows) === known.offered;
    return same ? { ...nothing, position: known.position } : null;
  }
  const next = acts.slice(index + 1).find(({ act: later }) => inLedger.has(later.id ?? ''))!;
  const position = inLedger.get(next.act.id!)!.position - 1;
  const then: RowSource = ledgerSource(store, authority, position);
  const staged = await stage(store.dataModel, then, act, changes);
  return staged.changed === 0 ? { ...nothing, position } : null;
}
