import type { Day } from '../../../rules/kit/day.ts';
import { civilOf } from '../../../rules/kit/day.ts';
import type { AnyRow, EntityRow } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import type { periodEntity } from './period.entity.ts';

/** A period with its code. */
export type Period = Coded<EntityRow<typeof periodEntity>>;

/** What a row says of some days: `to` is not included, and null is for good. */
export interface Saying {
  /** The column that dates it, and the one that dates its end where that is another. */
  readonly path: string;
  readonly end?: string;
  readonly from: Day;
  readonly to: Day | null;
  /** What is said; two rows that say the same differ only in the days. */
  readonly what: string;
}

/** On which days an entity's rows decide something, as the cards of a period read them at its cut-off. */
type Sayings = (row: AnyRow, period: Period) => readonly Saying[];

/** The columns date single days; the row as a whole is what is said of them. */
const onDays =
  (...columns: readonly string[]): Sayings =>
  (row) =>
    columns.flatMap((path) => onDay(row, path, valuesOf(row, columns)));

/** The row holds from one column's day until another's; nothing ends it where there is no such column. */
const between =
  (first: string, last: string | null, isIncluded = false): Sayings =>
  (row) => {
    const end = last === null ? null : (row[last] as Day | null);
    const what = valuesOf(row, [first, last ?? '']);
    const to = end === null ? null : end + (isIncluded ? 1 : 0);
    return [{ path: first, end: last ?? first, from: row[first] as Day, to, what }];
  };

/** The row names its period. */
const ofNamedPeriod: Sayings = (row, period) =>
  row['period'] === period.code ? onFirstDay(period, 'period', valuesOf(row, [])) : [];

/** What competent bodies decide about a period that is over is open until the period is sealed. */
const ofSealedPeriod: Sayings = (row, period) => (period.sealedOn === null ? [] : ofNamedPeriod(row, period));

function onDay(row: AnyRow, path: string, what: string): Saying[] {
  const day = row[path] as Day | null;
  return day === null ? [] : [{ path, from: day, to: day + 1, what }];
}

function onFirstDay({ from }: Period, path: string, what: string): Saying[] {
  return [{ path, from, to: from + 1, what }];
}

/** Columns that change no score: sources, names, and acceptance of a report’s content. */
const INDIFFERENT: readonly string[] = ['document', 'name', 'title', 'acceptedOn'];

/** Everything in the row but some columns. */
function valuesOf(row: AnyRow, without: readonly string[]): string {
  const kept = Object.entries(row).filter(([name]) => !without.includes(name) && !INDIFFERENT.includes(name));
  return textOf(kept);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}

const FIGURES_OF_TASK = ['doneQuantity', 'acceptedQuantity', 'beyondRequired'];

/**
 * A task is assigned, submitted, accepted and withdrawn on its own days.
 * Which period its due date, extensions, causes and reviews decide, `tasksDecidedIn` works out.
 */
const ofTask: Sayings = (row) => [
  ...(row['assignedBy'] === null
    ? []
    : onDay(
        row,
        'assignedOn',
        textOf([row['assignedBy'], row['leadUnit'], row['clear'], row['clearRecorded']]),
      )),
  ...onDay(row, 'submittedOn', ''),
  ...onDay(row, 'acceptedSubmissionOn', textOf(FIGURES_OF_TASK.map((name) => row[name]))),
  ...onDay(row, 'withdrawnOn', ''),
];

/** An obstacle is owed by its due date, and cleared or not as the period's cut-off finds it. */
const ofObstacle: Sayings = (row, { cutOff }) => {
  const due = row['dueDay'] as Day | null;
  const cleared = row['clearedOn'] as Day | null;
  const what = valuesOf(row, ['raisedOn', 'dueDay', 'clearedOn']);
  return [
    ...['raisedOn', 'dueDay', 'clearedOn'].flatMap((path) => onDay(row, path, what)),
    ...(due === null || cleared === null || cleared > cutOff
      ? []
      : [{ path: 'clearedOn', from: due, to: due + 1, what: String(cleared) }]),
  ];
};

/** A report counts for the day it was due on, once it has arrived; what arrives after the cut-off is not read. */
const ofSubmission: Sayings = (row, { cutOff }) =>
  (row['submittedOn'] as Day) > cutOff ? [] : onDay(row, 'dueOn', valuesOf(row, ['dueOn']));

/** Years that an index result may stand for those that followed, its own included. */
const YEARS_OF_AN_INDEX = 3;

const ofIndexResult: Sayings = (row, period) => {
  const published = row['publishedOn'] as Day | null;
  const age = civilOf(period.to - 1).year - Number(row['year']);
  if (age < 0 || age > YEARS_OF_AN_INDEX || (published !== null && published > period.cutOff)) return [];
  return onFirstDay(period, 'year', valuesOf(row, ['publishedOn']));
};

/** Days off and days worked instead: working days late are counted up to the cut-off. */
const ofCalendar: Sayings = (row, period) =>
  ['closed', 'worked'].flatMap((path) =>
    (row[path] as readonly Day[])
      .filter((day) => day >= period.from && day <= period.cutOff)
      .flatMap((day) => onFirstDay(period, path, `${path} ${day}`)),
  );

/** Entities whose rows decide anything of a period. */
export const SAYINGS: Readonly<Record<string, Sayings>> = {
  unit: between('openedOn', 'closedOn'),
  unitLineage: between('on', null),
  appointment: between('from', 'to'),
  absence: between('from', 'to'),
  calendarYear: ofCalendar,
  task: ofTask,
  handover: between('on', null),
  obstacle: ofObstacle,
  directingAct: onDays('on'),
  reportDuty: between('firstDueOn', 'lastDueOn', true),
  submission: ofSubmission,
  target: between('from', 'by', true),
  reading: onDays('coversTo'),
  indexResult: ofIndexResult,
  inspectionFinding: onDays('foundOn'),
  gateFact: onDays('decidedOn', 'revokedOn'),
  initiative: onDays('recognisedOn'),
  award: onDays('awardedOn', 'revokedOn'),
  assessment: ofNamedPeriod,
  decidedRating: ofSealedPeriod,
  staffRating: ofSealedPeriod,
  cohort: ofSealedPeriod,
};

/** The column that dates what two versions of a row say differently of a period, else null. */
export function pathInPeriod(
  entity: string,
  rows: { readonly before: AnyRow | null; readonly after: AnyRow | null },
  period: Period,
): string | null {
  const sentences = SAYINGS[entity];
  if (sentences === undefined) return null;
  const [old, fresh] = [rows.before, rows.after].map((row) => (row === null ? [] : sentences(row, period)));
  const isIn = ({ from, to }: Pick<Saying, 'from' | 'to'>) =>
    from < period.to && (to === null || to > period.from);
  return changesBetween(old!, fresh!).find(isIn)?.path ?? null;
}

/** The days of which two rows say different things. */
function changesBetween(old: readonly Saying[], fresh: readonly Saying[]): Saying[] {
  const same = (a: Saying) => (b: Saying) => a.path === b.path && a.what === b.what;
  const isOneSpan = old.length === 1 && fresh.length === 1 && same(old[0]!)(fresh[0]!);
  if (isOneSpan) return endsMoved(old[0]!, fresh[0]!);
  const isIn = (list: readonly Saying[]) => (one: Saying) =>
    list.some((other) => same(one)(other) && one.from === other.from && one.to === other.to);
  return [...old.filter((one) => !isIn(fresh)(one)), ...fresh.filter((one) => !isIn(old)(one))];
}

/** The days between the old and the new beginning, and between the old and the new end. */
function endsMoved(old: Saying, fresh: Saying): Saying[] {
  const moved: Saying[] = [];
  if (old.from !== fresh.from)
    moved.push({ ...fresh, from: Math.min(old.from, fresh.from), to: Math.max(old.from, fresh.from) });
  if (old.to !== fresh.to) {
    const ends = [old.to, fresh.to].filter((day) => day !== null);
    const to = ends.length === 2 ? Math.max(...ends) : null;
    moved.push({ ...fresh, path: fresh.end ?? fresh.path, from: Math.min(...ends), to });
  }
  return moved;
}
