import type { CrossCheck, RowChange, RowProblem, StagedView } from '../../platform/model/cross-check.ts';
import type { Period } from './decided-days.ts';
import { SAYINGS, pathInPeriod } from './decided-days.ts';
import { periodEntity, periodUnlockEntity } from './period.entity.ts';
import { refused } from './period.problems.ts';
import { REVISION_ENTITIES, revisionsMoved } from './revisions-in-force.ts';
import { TASK_ENTITIES, tasksDecidedIn } from './tasks-decided-in.ts';

/**
 * A locked period refuses what its cards would read differently.
 * That is, what changed about its days or is read at its cut-off, however old the row.
 */
export const lockedPeriods: CrossCheck = {
  entities: [...new Set([...Object.keys(SAYINGS), ...TASK_ENTITIES, ...REVISION_ENTITIES])],
  async check(view) {
    const periods = [...(await view.rows(periodEntity)).values()].filter((one) => one.lockedOn !== null);
    if (periods.length === 0) return [];
    const found = new Map<RowChange, RowProblem>();
    for (const change of view.changes()) {
      const closed = periods
        .map((period) => ({ period, path: pathInPeriod(change.entity, change, period) }))
        .find(({ path }) => path !== null);
      if (closed) found.set(change, problemOf(change, closed.period, closed.path));
    }
    for (const { change, period, path } of await tasksDecidedIn(view, periods))
      if (!found.has(change)) found.set(change, problemOf(change, period, path));
    for (const { change, period } of await revisionsMoved(view, periods))
      found.set(change, problemOf(change, period, 'effectiveFrom'));
    return [...found.values()];
  },
};

function problemOf({ entity, code }: RowChange, period: Period, path: string | null): RowProblem {
  return { entity, code, problem: refused(lockOf(period), { code: period.code }, path) };
}

/** Why a locked period refuses. */
export function lockOf({ sealedOn }: Pick<Period, 'sealedOn'>): 'PERIOD_SEALED' | 'PERIOD_LOCKED' {
  return sealedOn === null ? 'PERIOD_LOCKED' : 'PERIOD_SEALED';
}

/**
 * A lock is taken back only by an unlocking that says why, a seal never.
 * Until then nothing else of the period changes either.
 */
export const locksKept: CrossCheck = {
  entities: [periodEntity.name],
  async check(view) {
    return view.changes().flatMap(({ entity, code, before, after }) => {
      if (entity !== periodEntity.name || before === null) return [];
      const old = before as Period;
      const path = old.lockedOn === null ? null : pathTakenBack(old, after as Period | null, view);
      return path === null ? [] : [{ entity, code, problem: refused(lockOf(old), { code }, path) }];
    });
  },
};

/** The column of a locked period that a change may not touch; null where it touches none. */
function pathTakenBack(old: Period, fresh: Period | null, view: StagedView): string | null {
  if (fresh === null) return 'code';
  const isUnlocked = old.sealedOn === null && fresh.lockedOn === null && isNewlyUnlocked(old.code, view);
  const kept = [
    ...(isUnlocked ? [] : (['lockedOn'] as const)),
    ...(old.sealedOn === null ? [] : (['sealedOn'] as const)),
    ...(['kind', 'from', 'to', 'cutOff'] as const),
  ];
  return kept.find((name) => old[name] !== fresh[name]) ?? null;
}

/** Whether the act records an unlocking of the period that was not there before. */
function isNewlyUnlocked(period: string, view: StagedView): boolean {
  return view
    .changes()
    .some(
      ({ entity, before, after }) =>
        entity === periodUnlockEntity.name && before === null && after?.['period'] === period,
    );
}

/** Two periods of one kind share no day: each day belongs to one month, one quarter and one year. */
export const periodsApart: CrossCheck = {
  entities: [periodEntity.name],
  async check(view) {
    const all = [...(await view.rows(periodEntity)).values()];
    return view.puts(periodEntity).flatMap(({ code, kind, from, to }) => {
      const other = all.find(
        (one) => one.code !== code && one.kind === kind && one.from < to && one.to > from,
      );
      if (other === undefined) return [];
      const problem = refused('PERIODS_OVERLAP', { code, other: other.code }, 'from');
      return [{ entity: periodEntity.name, code, problem }];
    });
  },
};
