import type { Day } from '../../../rules/kit/day.ts';
import { civilOf, formatDay } from '../../../rules/kit/day.ts';
import type { Period, PeriodKind } from '../../../rules/kit/period.ts';
import { PeriodKind as PeriodKinds } from '../../modules/choices.ts';
import { wordsOfChoice } from '../../platform/api/choice.ts';
import type { Problem } from '../../platform/problems.ts';
import { flagged, refused, refusedInWords } from '../../platform/problems.ts';
import type { Draft } from './draft.ts';

const PATH = 'effectiveFrom';
const WORDS = wordsOfChoice(PeriodKinds);

/**
 * A revision counts from the first day of a period still to come; only a decision cited for it lets it correct periods that have begun.
 * @param kinds kinds of period that the revision is about
 */
export function checkEffectiveDate(
  draft: Pick<Draft, 'effectiveFrom' | 'effectiveTo' | 'correctingDecision'>,
  kinds: readonly PeriodKind[],
  periods: readonly Period[],
  today: Day,
): Problem[] {
  const { effectiveFrom: from, effectiveTo: to, correctingDecision } = draft;
  if (from === null) return [refused('EFFECTIVE_DATE_MISSING', {}, PATH)];
  const day = formatDay(from);
  const problems: Problem[] = [];
  if (!kinds.some((kind) => beginsPeriod(from, kind, periods))) {
    const named = (language: 'vi' | 'en') => kinds.map((kind) => WORDS[kind][language]).join(', ');
    problems.push(
      refusedInWords(
        'EFFECTIVE_NOT_A_BOUNDARY',
        { vi: { day, kinds: named('vi') }, en: { day, kinds: named('en') } },
        PATH,
      ),
    );
  }
  if (from <= today) {
    problems.push(
      correctingDecision === null
        ? refused('EFFECTIVE_TOO_EARLY', { day }, PATH)
        : flagged('CORRECTS_PAST_PERIODS', { day, decision: correctingDecision }, PATH),
    );
  }
  if (to !== null && to <= from) problems.push(refused('REVERSED_DATES', {}, 'effectiveTo'));
  return problems;
}

/** A recorded period says where it begins; where none is recorded yet, the calendar does. */
function beginsPeriod(day: Day, kind: PeriodKind, periods: readonly Period[]): boolean {
  const recorded = periods.find((period) => period.kind === kind && period.from <= day && day < period.to);
  if (recorded) return recorded.from === day;
  const { month, dayOfMonth } = civilOf(day);
  if (dayOfMonth !== 1) return false;
  return kind === 'MONTH' || (kind === 'QUARTER' ? month % 3 === 1 : month === 1);
}
