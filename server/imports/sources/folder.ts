import { readdirSync } from 'node:fs';
import { code, label, optional, text } from '../../../rules/kit/columns.ts';
import type { Change } from '../../platform/ledger/act.ts';
import { headerOfColumns } from '../../platform/ledger/row-text.ts';
import type { Statements } from '../../platform/database/database.ts';
import type { DataModel } from '../../platform/model/data-model.ts';
import type { ActToRecord, RecordedAct } from '../../platform/ledger/act-plan.ts';
import type { Authority } from '../../platform/ledger/ledger.ts';
import { importedActId, recordAll } from '../../platform/ledger/ledger.ts';
import type { AnyEntity } from '../../platform/model/entity.ts';
import { currentPosition } from '../../platform/ledger/position.ts';
import type { Origin, Problem } from '../../platform/problems.ts';
import { Refusal } from '../../platform/problems.ts';
import { EMPTY_SOURCE, ledgerSource } from '../../platform/ledger/row-source.ts';
import { checkActs } from '../../platform/ledger/staging.ts';
import type { Clock } from '../../platform/clock.ts';
import { isInstant, systemClock } from '../../platform/clock.ts';
import { readCsvFile } from './csv-file.ts';
import { refused, refusedInWords } from './folder.problems.ts';

/*
 * A data folder: authority.csv (whose ledger), acts.csv (who recorded what when, in order) and one file per entity,
 * whose column "act" names the act that puts the line. A line without one belongs to the first act.
 */

const AUTHORITY_COLUMNS = {
  code: code('Mã', 'Code'),
  name: label('Tên', 'Name'),
  rootUnit: code('Cơ quan gốc', 'Root unit'),
};

const ACT_COLUMNS = {
  act: code('Hành vi ghi nhận', 'Act'),
  recordedAt: text('Thời điểm ghi', 'Recorded at'),
  actor: text('Người ghi', 'Actor'),
  note: optional(text('Ghi chú', 'Note')),
};

/** How far the reading and recording of a folder has come. */
export interface Progress {
  readonly step: 'READ' | 'RECORD';
  /** The file just read; null while recording. */
  readonly file: string | null;
  readonly rows: number;
}

/** What became of an imported folder. */
export interface ImportedFolder {
  readonly authority: string;
  /** What became of each act of the folder, in its order. */
  readonly acts: readonly (RecordedAct & { readonly act: string })[];
  readonly changed: number;
  /** The last position the folder's acts reached. */
  readonly position: number;
  readonly flags: readonly Problem[];
}

/**
 * How many problems of a refused folder are shown.
 * Those beyond are found by the next run, once these are mended.
 */
export const PROBLEMS_SHOWN = 200;

/** A folder that was not imported, with the first problems and how many there are. */
export class FolderRefusal extends Refusal {
  readonly total: number;

  constructor(problems: readonly Problem[]) {
    super(problems.slice(0, PROBLEMS_SHOWN));
    this.total = problems.length;
  }
}

/** The header of an entity's file. */
export function headerOf(entity: AnyEntity): string[] {
  return [...headerOfColumns(entity.columns), 'act'];
}

/** Imports a folder: all of its acts, or nothing. Unchanged, a second time, it records nothing. @throws FolderRefusal */
export async function importFolder(
  store: Statements,
  path: string,
  options: { readonly clock?: Clock; readonly onProgress?: (progress: Progress) => void } = {},
): Promise<ImportedFolder> {
  const { dataModel } = store;
  const folder = readFolder(path, dataModel.entities, options.clock ?? systemClock, options.onProgress);
  if (folder.authority === null || folder.problems.length > 0) throw new FolderRefusal(folder.problems);
  const { authority, acts } = folder;
  const rootless = await rootProblems(folder, authority, dataModel, store);
  if (rootless.length > 0) throw new FolderRefusal(rootless);
  options.onProgress?.({ step: 'RECORD', file: null, rows: folder.rows });
  try {
    const recorded = await recordAll(store, authority.code, acts, authority);
    return {
      authority: authority.code,
      acts: recorded.map((one, index) => ({ ...one, act: acts[index]!.act.label! })),
      changed: recorded.reduce((sum, { changed }) => sum + changed, 0),
      position: Math.max(0, ...recorded.map(({ position }) => position)),
      flags: recorded.flatMap(({ flags }) => flags),
    };
  } catch (error) {
    throw error instanceof Refusal ? new FolderRefusal(error.problems) : error;
  }
}

/**
 * Every problem of a folder, with nothing written.
 * It is held against what a database has already, where one is given.
 */
export async function checkFolder(
  path: string,
  dataModel: DataModel,
  store?: Statements,
): Promise<readonly Problem[]> {
  const folder = readFolder(path, dataModel.entities, systemClock);
  if (folder.authority === null || folder.problems.length > 0) return folder.problems;
  const { authority, acts } = folder;
  const source = store
    ? ledgerSource(store, authority.code, await currentPosition(store, authority.code))
    : EMPTY_SOURCE;
  return [
    ...(await rootProblems(folder, authority, dataModel, store)),
    ...(await checkActs(dataModel, source, acts)),
  ];
}

/** An act of the folder, with the rows of its files. */
type FolderAct = ActToRecord & { readonly changes: readonly Change[] };

interface Folder {
  readonly authority: Authority | null;
  readonly acts: readonly FolderAct[];
  readonly rows: number;
  readonly problems: readonly Problem[];
}

function readFolder(
  path: string,
  entities: readonly AnyEntity[],
  clock: Clock,
  onProgress?: (progress: Progress) => void,
): Folder {
  const files = readdirSync(path).filter((name) => name.endsWith('.csv'));
  const byFile = new Map(entities.map((entity) => [`${entity.file}.csv`, entity]));
  const problems: Problem[] = ['authority.csv', 'acts.csv']
    .filter((file) => !files.includes(file))
    .map((file) => at(refused('MISSING_FILE', { file }), { file, line: 1 }));
  for (const file of files) {
    if (!byFile.has(file) && file !== 'authority.csv' && file !== 'acts.csv')
      problems.push(at(refused('UNKNOWN_FILE'), { file, line: 1 }));
  }
  const authority = files.includes('authority.csv') ? readAuthority(path, problems) : null;
  const acts = files.includes('acts.csv') ? readActs(path, authority?.code ?? '', clock.now(), problems) : [];
  const changes = new Map<string, Change[]>(acts.map(({ act }) => [act.label!, []]));
  let rows = 0;
  // In the order of the entities, not of the file system: the same folder gives the same bytes everywhere.
  for (const [file, entity] of byFile) {
    if (!files.includes(file)) continue;
    const read = readCsvFile(path, file, entity.columns, ['act']);
    problems.push(...read.problems);
    rows += read.rows.length;
    for (const { row, act, origin } of read.rows) {
      const own = act === null ? changes.values().next().value : changes.get(act);
      if (own) own.push({ entity: entity.name, row, origin });
      else if (act !== null) problems.push(at(unknownAct(act), origin));
    }
    onProgress?.({ step: 'READ', file, rows: read.rows.length });
  }
  // What cannot be read keeps the folder from being staged, so what single rows show is reported now, not in the next run.
  if (problems.length > 0)
    problems.push(...[...changes.values()].flat().flatMap((change) => rowProblems(entities, change)));
  return {
    authority,
    acts: acts.map(({ act }) => ({ act, changes: changes.get(act.label!)! })),
    rows,
    problems,
  };
}

function at(problem: Problem, origin: Origin): Problem {
  return { ...problem, origin };
}

function unknownAct(act: string): Problem {
  const { vi, en } = ACT_COLUMNS.act.title;
  return refusedInWords(
    'UNKNOWN_REFERENCE',
    { vi: { noun: vi.toLowerCase(), code: act }, en: { noun: en.toLowerCase(), code: act } },
    'act',
  );
}

function rowProblems(entities: readonly AnyEntity[], change: Change): Problem[] {
  const entity = entities.find(({ name }) => name === change.entity)!;
  if (!('row' in change)) return [];
  return entity
    .check(change.row)
    .filter(({ severity }) => severity === 'REFUSED')
    .map((problem) => ({ ...problem, origin: change.origin ?? null }));
}

function readAuthority(path: string, problems: Problem[]): Authority | null {
  const { rows, problems: found } = readCsvFile(path, 'authority.csv', AUTHORITY_COLUMNS);
  problems.push(...found);
  const [first, second] = rows;
  if (second)
    problems.push(at(refused('DUPLICATE', { code: String(second.row['code']) }, 'code'), second.origin));
  if (!first) {
    if (found.length === 0)
      problems.push(at(refused('REQUIRED', {}, 'code'), { file: 'authority.csv', line: 2 }));
    return null;
  }
  return first.row as unknown as Authority;
}

function readActs(
  path: string,
  authority: string,
  now: string,
  problems: Problem[],
): Omit<FolderAct, 'changes'>[] {
  const { rows, problems: found } = readCsvFile(path, 'acts.csv', ACT_COLUMNS);
  problems.push(...found);
  const acts = new Map<string, Omit<FolderAct, 'changes'>>();
  for (const { row, origin } of rows) {
    const { act, recordedAt, actor, note } = row as Record<keyof typeof ACT_COLUMNS, string>;
    if (acts.has(act)) problems.push(at(refused('DUPLICATE', { code: act }, 'act'), origin));
    if (!isInstant(recordedAt)) problems.push(at(unreadableInstant(recordedAt), origin));
    else if (Date.parse(recordedAt) > Date.parse(now))
      problems.push(at(refused('FUTURE_INSTANT', { value: recordedAt }, 'recordedAt'), origin));
    acts.set(act, {
      act: {
        authority,
        kind: 'IMPORT',
        actor,
        recordedAt,
        note,
        id: importedActId(authority, act),
        label: act,
      },
    });
  }
  if (rows.length === 0 && found.length === 0)
    problems.push(at(refused('REQUIRED', {}, 'act'), { file: 'acts.csv', line: 2 }));
  return [...acts.values()];
}

function unreadableInstant(value: string): Problem {
  return refusedInWords(
    'UNREADABLE_VALUE',
    {
      vi: { value, why: 'phải là thời điểm kèm múi giờ, như 2026-10-02T08:00:00+07:00' },
      en: { value, why: 'it must be an instant with its offset, such as 2026-10-02T08:00:00+07:00' },
    },
    'recordedAt',
  );
}

/** The root unit must be a unit of the folder, or stand in the ledger already. */
async function rootProblems(
  folder: Folder,
  { code, rootUnit }: Authority,
  dataModel: DataModel,
  store?: Statements,
): Promise<Problem[]> {
  const unit = dataModel.scopes.units;
  const inFolder = folder.acts.some(({ changes }) =>
    changes.some(
      (change) => change.entity === unit.name && 'row' in change && change.row['code'] === rootUnit,
    ),
  );
  if (inFolder) return [];
  if (store) {
    const source = ledgerSource(store, code, await currentPosition(store, code));
    if ((await source.existing(unit, [rootUnit])).has(rootUnit)) return [];
  }
  const { vi, en } = unit.title;
  const words = { vi: { noun: vi, code: rootUnit }, en: { noun: en, code: rootUnit } };
  return [at(refusedInWords('UNKNOWN_REFERENCE', words, 'rootUnit'), { file: 'authority.csv', line: 2 })];
}
