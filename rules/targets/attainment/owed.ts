import { formatDay } from '../../kit/day.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { divide, fraction } from '../../kit/fraction.ts';
import type { Open } from '../../kit/outcome.ts';
import type { Target } from './reading.ts';
import { goalText, valueText } from './reading.ts';

/**
 * What is owed for a target without a reading.
 * A pool's missing parts are owed each by its own unit, in equal parts.
 */
export function owedFor(target: Target, part: Fraction): readonly Open[] {
  const { title, readingState, missingFrom, reportedBy, owedSince: since } = target;
  if (readingState === 'NOT_YET') {
    const what = { message: 'notYet', data: { title } };
    return [{ share: part, kind: 'PENDING', what, owedBy: reportedBy, since }];
  }
  if (missingFrom.length === 0) {
    const data = { title, unit: reportedBy, since: since === null ? '–' : formatDay(since) };
    return [
      { share: part, kind: 'MISSING_DATA', what: { message: 'missing', data }, owedBy: reportedBy, since },
    ];
  }
  const each = divide(part, fraction(missingFrom.length));
  return missingFrom.map((unit) => {
    const what = { message: 'missingPart', data: { title, unit } };
    return { share: each, kind: 'MISSING_DATA', what, owedBy: unit, since };
  });
}

/** What a level still to be reached may yet earn beside what it has earned so far. */
export function inProgress(target: Target, rest: Fraction): Open {
  const { title, by, reportedBy } = target;
  const data = {
    title,
    value: valueText(target),
    goal: goalText(target),
    by: by === null ? '–' : formatDay(by),
  };
  const since = by === null ? null : by + 1;
  return { share: rest, kind: 'PENDING', what: { message: 'inProgress', data }, owedBy: reportedBy, since };
}
