import type { Day } from '../../../rules/kit/day.ts';
import type { CrossCheck, RowChange } from '../../platform/model/cross-check.ts';
import type { AnyRow, EntityRow } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { periodEntity } from './period.entity.ts';
import { refused } from './period.problems.ts';

type Period = Coded<EntityRow<typeof periodEntity>>;

/** What a row says of some days: `to` is not included, and null is for good. */
interface Saying {
  /** The column that dates it, and the one that dates its end where that is another. */
  readonly path: string;
  readonly end?: string;
  readonly from: Day;
  readonly to: Day | null;
  /** What is said; two rows that say the same differ only in the days. */
  readonly what: string;
}

/**
 * On which days an entity's rows decide something, and what. Days are those on which a thing happened or is decided;
 * a row tells its own.
 */
type Sayings = (row: AnyRow) => readonly Saying[];

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

function onDay(row: AnyRow, path: string, what: string): Saying[] {
  const day = row[path] as Day | null;
  return day === null ? [] : [{ path, from: day, to: day + 1, what }];
}

/**
 * Columns that change no score: sources, names, acceptance of a report’s content, and who certified what a day of its
 * own dates.
 */
const INDIFFERENT: readonly string[] = ['document', 'name', 'acceptedOn', 'certifiedBy'];

/** Everything in the row but some columns. */
function valuesOf(row: AnyRow, without: readonly string[]): string {
  const kept = Object.entries(row).filter(([name]) => !without.includes(name) && !INDIFFERENT.includes(name));
  return JSON.stringify(kept, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

const DATES_OF_TASK = ['assignedOn', 'dueDay', 'submittedOn', 'acceptedSubmissionOn', 'withdrawnOn'];
const FIGURES_OF_TASK = ['doneQuantity', 'acceptedQuantity', 'beyondRequired'];
const STEPS_OF_TASK = [...DATES_OF_TASK, ...FIGURES_OF_TASK, 'startedOn'];

/** A task's steps decide on their own days, and its figures on the day of the submission that was accepted. */
const ofTask: Sayings = (row) => {
  const assigned = valuesOf(row, STEPS_OF_TASK);
  const figures = JSON.stringify(FIGURES_OF_TASK.map((name) => String(row[name])));
  return DATES_OF_TASK.flatMap((path) =>
    onDay(row, path, path === 'acceptedSubmissionOn' ? assigned + figures : assigned),
  );
};

const ofCalendar: Sayings = (row) =>
  ['closed', 'worked'].flatMap((path) =>
    (row[path] as readonly Day[]).map((day) => ({ path, from: day, to: day + 1, what: path })),
  );

/** Entities that decide anything of a period; what a competent body decides about a closed one is not among them. */
const SAYINGS: Readonly<Record<string, Sayings>> = {
  unit: between('openedOn', 'closedOn'),
  unitLineage: between('on', null),
  appointment: between('from', 'to'),
  absence: between('from', 'to'),
  calendarYear: ofCalendar,
  task: ofTask,
  handover: between('on', null),
  extension: between('documentDay', 'newDueDay', true),
  cause: onDays('explainedOn', 'certifiedOn', 'revokedOn'),
  qualityReview: onDays('reviewedOn'),
  obstacle: onDays('raisedOn', 'dueDay', 'clearedOn'),
  directingAct: onDays('on'),
  submission: onDays('dueOn'),
  target: between('from', 'by', true),
  reading: onDays('coversTo'),
  inspectionFinding: onDays('foundOn'),
  gateFact: onDays('decidedOn', 'revokedOn'),
};

/**
 * A locked period refuses what decides something in it.
 * That is, what changed about its days, however old the row.
 */
export const lockedPeriods: CrossCheck = {
  entities: [...Object.keys(SAYINGS), 'assessment'],
  async check(view) {
    const periods = [...(await view.rows(periodEntity)).values()].filter((one) => one.lockedOn !== null);
    if (periods.length === 0) return [];
    return view.changes().flatMap((change) => {
      const found = periods.flatMap((period) => {
        const path = decidesIn(change, period);
        return path === null ? [] : [{ period, path }];
      });
      return found.slice(0, 1).map(({ period, path }) => ({
        entity: change.entity,
        code: change.code,
        problem: refused(
          period.sealedOn === null ? 'PERIOD_LOCKED' : 'PERIOD_SEALED',
          { code: period.code },
          path,
        ),
      }));
    });
  },
};

/** The column that dates what a change decides in a period; null where it decides nothing there. */
function decidesIn({ entity, before, after }: RowChange, period: Period): string | null {
  if (entity === 'assessment')
    return [before, after].some((row) => row?.['period'] === period.code) ? 'period' : null;
  const sentences = SAYINGS[entity];
  if (!sentences) return null;
  const [old, fresh] = [before, after].map((row) => (row === null ? [] : sentences(row)));
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
