import { formatDay } from '../../../rules/kit/day.ts';
import type { RecordedAct } from './act-plan.ts';
import type { Act, ActBody, LedgerEntry } from './act.ts';
import type { Attached } from '../model/data-model.ts';
import { NO_HASH, aboutOf, bodyOf, digestOfProposal, hashOf } from './act.ts';
import type { Transaction } from '../database/database.ts';
import { anchoredEntities } from '../model/data-model.ts';
import type { AnyEntity } from '../model/entity.ts';
import { newActId } from './ids.ts';
import type { ProposedRow } from './proposed-row.ts';
import { digestsOf } from './proposed-row.ts';
import { Refusal, refused } from '../problems.ts';
import type { StagedAct } from './staging.ts';
import type { ChangedRow } from './stamps.ts';
import { anchorTable, encodeRow, storedColumns, versionTable } from '../model/storage.ts';

/** Rows per statement: large enough to be quick, small enough that a parameter stays some megabytes. */
const ROWS_AT_ONCE = 5000;

/** Writes a staged act at the next position: entry, superseded rows, new rows, stamps and flags. */
export async function writeAct(tx: Transaction, staged: StagedAct): Promise<RecordedAct> {
  const { act, changes, changed, flags } = staged;
  const { authority } = act;
  const digests = digestsOf([...changes.values()].flat());
  const rows = new Map([...digests].map(([entity, own]) => [entity.name, own]));
  const position = await writeEntry(tx, act, bodyOf(staged.offered, rows, act.request));
  const anchored = anchoredEntities(tx.dataModel.entities);
  // Anchors of all entities come first: rows of one act may point to each other in any direction.
  for (const [entity, proposedRows] of changes) {
    if (anchored.has(entity.name)) await anchor(tx, authority, entity, proposedRows);
  }
  for (const [entity, proposedRows] of changes)
    await supersede(tx, authority, position, entity, proposedRows);
  for (const [entity, proposedRows] of changes)
    await insertVersions(tx, authority, position, entity, proposedRows);
  await writeStamps(tx, authority, position, staged);
  await writeFlags(tx, authority, position, staged);
  return { position, changed, flags: flags.map(({ problem }) => problem), about: aboutOf(act.request) };
}

/** Writes the entry of an act that changes no row and vouches for others. @returns its position */
export function writeAttached(tx: Transaction, act: Act, attached: Attached): Promise<number> {
  return writeEntry(tx, act, { ...bodyOf(digestOfProposal(new Map()), new Map(), act.request), attached });
}

/** Claims the next position, and writes the entry there, chained to the one before. @returns the position */
async function writeEntry(tx: Transaction, act: Act, body: ActBody): Promise<number> {
  const { authority } = act;
  const position = await claim(tx, authority);
  const [previous] = await tx.query<{ hash: string }>(
    'select hash from act where authority = $1 and position = $2::bigint',
    [authority, position - 1],
  );
  const previousHash = previous?.hash ?? NO_HASH;
  const recordedAt = new Date(act.recordedAt).toISOString();
  const id = act.id ?? newActId(recordedAt);
  const { kind, actor, note = null } = act;
  const entry: LedgerEntry = { authority, position, id, kind, recordedAt, actor, note, body };
  await tx.query(
    `insert into act (authority, position, id, kind, recorded_at, actor, note, body, previous_hash, hash)
     values ($1, $2::bigint, $3::uuid, $4, $5::text::timestamptz, $6, $7, $8::text::jsonb, $9, $10)`,
    [
      authority,
      position,
      id,
      kind,
      recordedAt,
      actor,
      note,
      JSON.stringify(body),
      previousHash,
      hashOf(previousHash, entry),
    ],
  );
  return position;
}

async function claim(tx: Transaction, authority: string): Promise<number> {
  const [row] = await tx.query<{ position: string }>(
    'update ledger_counter set position = position + 1 where authority = $1 returning position',
    [authority],
  );
  return Number(row!.position);
}

function* parts<T>(list: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < list.length; start += ROWS_AT_ONCE)
    yield list.slice(start, start + ROWS_AT_ONCE);
}

async function anchor(
  tx: Transaction,
  authority: string,
  entity: AnyEntity,
  proposedRows: readonly ProposedRow[],
): Promise<void> {
  for (const part of parts(proposedRows.filter(({ row }) => row !== null))) {
    await tx.query(
      `insert into "${anchorTable(entity)}" (authority, code)
       select $1, c from jsonb_array_elements_text($2::text::jsonb) c on conflict do nothing`,
      [authority, JSON.stringify(part.map(({ code }) => code))],
    );
  }
}

async function supersede(
  tx: Transaction,
  authority: string,
  position: number,
  entity: AnyEntity,
  proposedRows: readonly ChangedRow[],
): Promise<void> {
  const ending = proposedRows.filter(({ before }) => before !== null);
  for (const part of parts(ending)) {
    const [done] = await tx.query<{ rows: number }>(
      `with ended as (
         update "${versionTable(entity)}" v set superseded_position = $2::bigint
         from jsonb_array_elements_text($3::text::jsonb) c
         where v.authority = $1 and v.code = c and v.superseded_position is null
         returning 1
       )
       select count(*)::int as rows from ended`,
      [authority, position, JSON.stringify(part.map(({ code }) => code))],
    );
    if (done!.rows !== part.length) throw new Refusal([refused('LEDGER_CONFLICT')]);
  }
}

async function insertVersions(
  tx: Transaction,
  authority: string,
  position: number,
  entity: AnyEntity,
  proposedRows: readonly ProposedRow[],
): Promise<void> {
  const columns = storedColumns(entity);
  const names = columns.map(({ name }) => `"${name}"`);
  const types = columns.map(({ name, sqlType }) => `"${name}" ${sqlType}`);
  for (const part of parts(proposedRows)) {
    const rows = part.flatMap(({ code, row }) => (row === null ? [] : [{ ...encodeRow(entity, row), code }]));
    if (rows.length === 0) continue;
    await tx.query(
      `insert into "${versionTable(entity)}" (authority, code, ${names.join(', ')}, recorded_position)
       select $1, x.code, ${names.map((name) => `x.${name}`).join(', ')}, $2::bigint
       from json_to_recordset($3::text::json) as x(code text, ${types.join(', ')})`,
      [authority, position, JSON.stringify(rows)],
    );
  }
}

async function writeStamps(
  tx: Transaction,
  authority: string,
  position: number,
  { stamps }: StagedAct,
): Promise<void> {
  const rows = stamps.map(({ fact, about, from, to }, number) => ({
    number,
    fact,
    about,
    from_day: formatDay(from),
    to_day: to === null ? null : formatDay(to),
  }));
  for (const part of parts(rows)) {
    await tx.query(
      `insert into stamp (authority, position, number, fact, about, from_day, to_day)
       select $1, $2::bigint, x.number, x.fact, x.about, x.from_day, x.to_day
       from json_to_recordset($3::text::json) as x(number int, fact text, about text, from_day date, to_day date)`,
      [authority, position, JSON.stringify(part)],
    );
  }
}

async function writeFlags(
  tx: Transaction,
  authority: string,
  position: number,
  { flags }: StagedAct,
): Promise<void> {
  const rows = flags.map(({ entity, code, problem }, number) => ({ number, noun: entity, code, problem }));
  for (const part of parts(rows)) {
    await tx.query(
      `insert into flag (authority, position, number, noun, code, problem)
       select $1, $2::bigint, x.number, x.noun, x.code, x.problem
       from json_to_recordset($3::text::json) as x(number int, noun text, code text, problem jsonb)`,
      [authority, position, JSON.stringify(part)],
    );
  }
}
