import type { Act, ActBody, ActRequest, Attached, Change } from './act.ts';
import { NO_HASH, bodyOf, digestOfOffer, hashOf } from './act.ts';
import type { Statements, Transaction } from './database.ts';
import { idOf, newActId } from './ids.ts';
import { writeAct, writeEntry } from './ledger-write.ts';
import { digestsOf, offeredDigest, offersOf } from './offer.ts';
import { currentPosition } from './position.ts';
import type { Problem } from './problems.ts';
import { Refusal, refused } from './problems.ts';
import type { RowSource } from './row-source.ts';
import { OverlaySource, ledgerSource } from './row-source.ts';
import type { StagedAct } from './staging.ts';
import { stage } from './staging.ts';

/** One act to record. */
export interface ActToRecord {
  readonly act: Act;
  /** What it changes, or how that follows from what is there: worked out again under the lock where others recorded in between. */
  readonly changes: readonly Change[] | WorkOut;
  /** Position at which the caller read what it changes; a row recorded later than it is a conflict. */
  readonly readAt?: number;
}

/** An act whose changes are given as they are. */
export type GivenAct = ActToRecord & { readonly changes: readonly Change[] };

/** Works out an act from the rows that are there; it asks nothing but the source. @throws Refusal */
export type WorkOut = (source: RowSource) => Promise<WorkedOut>;

export interface WorkedOut {
  readonly changes: readonly Change[];
  /** Codes of what the act is about. */
  readonly about: readonly string[];
}

/** What recording an act came to. */
export interface Recorded {
  /** The act's position; of an act that changed nothing, the position the ledger was at. */
  readonly position: number;
  readonly changed: number;
  readonly flags: readonly Problem[];
  /** What an act asked for through the API is about; empty for others. */
  readonly about: readonly string[];
}

/** Who owns a ledger. */
export interface Authority {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly rootUnit: string;
}

/** Records one act: all of it, or, with every problem told, nothing. @throws Refusal */
export async function record(
  store: Statements,
  act: Act,
  changes: readonly Change[] | WorkOut,
  options: { readonly readAt?: number } = {},
): Promise<Recorded> {
  const [recorded] = await recordAll(store, act.authority, [{ act, changes, ...options }]);
  return recorded!;
}

/**
 * Records acts of one authority in their order, all or none. Everything is checked first without any lock; the ledger's position is
 * claimed just before the rows are written and held until commit. Where others recorded in between, the checks are repeated under the lock.
 * `found` names the authority where the ledger may be a new one.
 * @throws Refusal with every problem of every act
 */
export async function recordAll(
  store: Statements,
  authority: string,
  acts: readonly ActToRecord[],
  found?: Authority,
): Promise<Recorded[]> {
  if (acts.some(({ act }) => act.authority !== authority)) throw new Error('acts of one authority at a time');
  const isNew = !(await authorityStands(store, authority, found));
  const base = await currentPosition(store, authority);
  const plan = await planOf(store, authority, base, acts);
  refuse(plan.refusals);
  if (!isNew && plan.steps.every(({ staged }) => staged === null)) return plan.steps.map(outcomeOf);
  try {
    return await store.transaction(async (tx) => {
      if (isNew && found) await foundAuthority(tx, found);
      const locked = await lockCounter(tx, authority);
      return write(tx, authority, locked === base ? plan : await replan(tx, authority, locked, acts, plan));
    });
  } catch (error) {
    // unique_violation, exclusion_violation, serialization_failure, deadlock: somebody else was faster.
    const conflicts = ['23505', '23P01', '40001', '40P01'];
    if (!conflicts.includes((error as { code?: string }).code ?? '')) throw error;
    throw new Refusal([refused('LEDGER_CONFLICT')], { cause: error });
  }
}

/** An act's part of a plan: staged, or null where it is not to be recorded, with the position then reported. */
interface Step {
  readonly staged: StagedAct | null;
  readonly position: number;
  readonly about: readonly string[];
  /** Warnings given when a repeated request was recorded. */
  readonly flags?: readonly Problem[];
}

interface Plan {
  readonly steps: readonly Step[];
  readonly refusals: readonly Problem[];
  /** Position that recorded what each code replaces, over all acts. */
  readonly replaced: ReadonlyMap<string, number | null>;
}

async function planOf(
  store: Statements,
  authority: string,
  base: number,
  acts: readonly ActToRecord[],
): Promise<Plan> {
  const inLedger = await recordedActs(store, authority, acts);
  const lastRecorded = acts.findLastIndex(({ act }) => act.id !== undefined && inLedger.has(act.id));
  const steps: Step[] = [];
  const refusals: Problem[] = [];
  const replaced = new Map<string, number | null>();
  const overlay = new OverlaySource(ledgerSource(store, authority, base));
  for (const [index, one] of acts.entries()) {
    if (index <= lastRecorded) {
      const step = await repetition(store, authority, acts, index, inLedger);
      if (step) steps.push(step);
      else if (one.act.request) refusals.push(refused('IDEMPOTENCY_KEY_REUSED', {}, 'idempotencyKey'));
      else refusals.push(refused('ACT_DIFFERS', { act: one.act.label ?? one.act.kind }));
      continue;
    }
    const { act, changes } = await workedOut(one, overlay);
    const staged = await stage(store.house, overlay, act, changes);
    for (const { noun, code, row } of [...staged.changes.values()].flat()) overlay.lay(noun, code, row);
    refusals.push(...staged.refusals, ...conflicts(staged, one.readAt));
    for (const [key, position] of staged.replaced) if (!replaced.has(key)) replaced.set(key, position);
    steps.push({ staged: staged.changed === 0 ? null : staged, position: base, about: aboutOf(act.request) });
  }
  return { steps, refusals, replaced };
}

async function workedOut(
  { act, changes }: ActToRecord,
  source: RowSource,
): Promise<{ readonly act: Act; readonly changes: readonly Change[] }> {
  if (typeof changes !== 'function') return { act, changes };
  const worked = await changes(source);
  const { request } = act;
  if (!request) return { act, changes: worked.changes };
  const about = { ...request.about, codes: worked.about };
  return { act: { ...act, request: { ...request, about } }, changes: worked.changes };
}

function aboutOf(request: ActRequest | null | undefined): readonly string[] {
  return request?.about.codes ?? [];
}

function conflicts({ replaced }: StagedAct, readAt: number | undefined): Problem[] {
  if (readAt === undefined) return [];
  const newer = [...replaced.values()].some((position) => position !== null && position > readAt);
  return newer ? [refused('LEDGER_CONFLICT')] : [];
}

interface ActInLedger {
  readonly position: number;
  readonly offered: string;
  readonly request: ActRequest | null;
  readonly flags: readonly Problem[];
}

async function recordedActs(
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
 * The step of an act that the ledger already has, or that changed nothing when later acts were recorded; null where it differs from what
 * was recorded then.
 */
async function repetition(
  store: Statements,
  authority: string,
  acts: readonly ActToRecord[],
  index: number,
  inLedger: ReadonlyMap<string, ActInLedger>,
): Promise<Step | null> {
  const { act, changes } = acts[index]!;
  const known = inLedger.get(act.id ?? '');
  if (known && act.request) {
    const same = known.request?.digest === act.request.digest;
    if (!same) return null;
    return { staged: null, position: known.position, about: aboutOf(known.request), flags: known.flags };
  }
  if (typeof changes === 'function') throw new Error('an act still to be worked out comes after all others');
  if (known) {
    const { offers, refusals } = offersOf(store.house, changes);
    const same = refusals.length === 0 && offeredDigest(offers) === known.offered;
    return same ? { staged: null, position: known.position, about: [] } : null;
  }
  const next = acts.slice(index + 1).find(({ act: later }) => inLedger.has(later.id ?? ''))!;
  const position = inLedger.get(next.act.id!)!.position - 1;
  const then: RowSource = ledgerSource(store, authority, position);
  const staged = await stage(store.house, then, act, changes);
  return staged.changed === 0 ? { staged: null, position, about: [] } : null;
}

/** Repeats the checks under the lock, at the position that others have brought the ledger to. */
async function replan(
  tx: Transaction,
  authority: string,
  position: number,
  acts: readonly ActToRecord[],
  before: Plan,
): Promise<Plan> {
  const plan = await planOf(tx, authority, position, acts);
  refuse(plan.refusals);
  for (const [key, replaced] of plan.replaced) {
    if (replaced !== before.replaced.get(key)) throw new Refusal([refused('LEDGER_CONFLICT')]);
  }
  return plan;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal(problems);
}

function outcomeOf({ position, about, flags = [] }: Step): Recorded {
  return { position, changed: 0, flags, about };
}

async function write(tx: Transaction, authority: string, plan: Plan): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  let last: number | null = null;
  for (const step of plan.steps) {
    if (step.staged === null) {
      recorded.push(outcomeOf(last === null ? step : { ...step, position: last }));
      continue;
    }
    const { staged } = step;
    last = await claim(tx, authority);
    await writeAct(tx, staged, last, await sealed(tx, staged, last));
    recorded.push({
      position: last,
      changed: staged.changed,
      flags: staged.flags.map(({ problem }) => problem),
      about: step.about,
    });
  }
  return recorded;
}

/**
 * Records an act that changes nothing the ledger keeps, and vouches for rows that the same transaction writes elsewhere. It bears no stamp:
 * nothing that was computed before it is out of date.
 * @returns its position. The authority’s ledger is held until the transaction ends.
 */
export async function recordAttached(tx: Transaction, act: Act, attached: Attached): Promise<number> {
  await lockCounter(tx, act.authority);
  const position = await claim(tx, act.authority);
  const body = { ...bodyOf(digestOfOffer(new Map()), new Map(), act.request), attached };
  const { entry, previousHash, hash } = await chained(tx, act, position, body);
  await writeEntry(tx, entry, previousHash, hash);
  return position;
}

function sealed(tx: Transaction, { act, offered, changes }: StagedAct, position: number) {
  const digests = digestsOf([...changes.values()].flat());
  const rows = new Map([...digests].map(([noun, own]) => [noun.name, own]));
  return chained(tx, act, position, bodyOf(offered, rows, act.request));
}

/** The act as it enters the ledger, chained to the one before. */
async function chained(tx: Transaction, act: Act, position: number, body: ActBody) {
  const [previous] = await tx.query<{ hash: string }>(
    'select hash from act where authority = $1 and position = $2::bigint',
    [act.authority, position - 1],
  );
  const previousHash = previous?.hash ?? NO_HASH;
  const recordedAt = new Date(act.recordedAt).toISOString();
  const entry = {
    authority: act.authority,
    position,
    id: act.id ?? newActId(recordedAt),
    kind: act.kind,
    recordedAt,
    actor: act.actor,
    note: act.note ?? null,
    body,
  };
  return { entry, previousHash, hash: hashOf(previousHash, entry) };
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

async function claim(tx: Transaction, authority: string): Promise<number> {
  const [row] = await tx.query<{ position: string }>(
    'update ledger_counter set position = position + 1 where authority = $1 returning position',
    [authority],
  );
  return Number(row!.position);
}

/** Whether the authority is there already. @throws Refusal when nobody named it, or it is there with other particulars */
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
