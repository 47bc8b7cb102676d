import type { Day } from '../../../rules/kit/day.ts';
import { civilOf, formatDay } from '../../../rules/kit/day.ts';
import type { Period, PeriodKind } from '../../../rules/kit/period.ts';
import { PeriodKind as PeriodKinds } from '../../modules/choices.ts';
import { wordsOfChoice } from '../../platform/api/choice.ts';
import type { Problem } from '../../platform/problems.ts';
import type { Draft } from './draft.ts';
import { flagged, refused, refusedInWords } from './draft.problems.ts';

const WORDS = wordsOfChoice(PeriodKinds);

/**
 * Problems of a draft's days of effect. A revision counts from the first day of a period still to come; only a decision cited for
 * it lets it correct periods that have begun. A scheme may end where a period begins, too; a plugin's revision counts until the
 * next one.
 * @param kinds kinds of period that the revision is about
 */
export function checkEffectiveDate(
  draft: Pick<Draft, 'kind' | 'effectiveFrom' | 'effectiveTo' | 'correctingDecision'>,
  kinds: readonly PeriodKind[],
  periods: readonly Period[],
  today: Day,
): Problem[] {
  const { effectiveFrom: from, effectiveTo: to, correctingDecision } = draft;
  if (from === null)
    return [refused('EFFECTIVE_DATE_MISSING', {}, 'effectiveFrom'), ...checkEnd(draft, kinds, periods)];
  const day = formatDay(from);
  const problems = boundaryMissed('EFFECTIVE_NOT_A_BOUNDARY', 'effectiveFrom', from, kinds, periods);
  if (from <= today) {
    problems.push(
      correctingDecision === null
        ? refused('EFFECTIVE_TOO_EARLY', { day }, 'effectiveFrom')
        : flagged('CORRECTS_PAST_PERIODS', { day, decision: correctingDecision }, 'effectiveFrom'),
    );
  }
  if (to !== null && to <= from) problems.push(refused('REVERSED_DATES', {}, 'effectiveTo'));
  return [...problems, ...checkEnd(draft, kinds, periods)];
}

function checkEnd(
  { kind, effectiveTo: to }: Pick<Draft, 'kind' | 'effectiveTo'>,
  kinds: readonly PeriodKind[],
  periods: readonly Period[],
): Problem[] {
  if (to === null) return [];
  return kind === 'PLUGIN'
    ? [refused('PLUGIN_HAS_NO_END', {}, 'effectiveTo')]
    : boundaryMissed('END_NOT_A_BOUNDARY', 'effectiveTo', to, kinds, periods);
}

function boundaryMissed(
  code: 'EFFECTIVE_NOT_A_BOUNDARY' | 'END_NOT_A_BOUNDARY',
  path: 'effectiveFrom' | 'effectiveTo',
  date: Day,
  kinds: readonly PeriodKind[],
  periods: readonly Period[],
): Problem[] {
  if (kinds.some((kind) => beginsPeriod(date, kind, periods))) return [];
  const day = formatDay(date);
  const named = (language: 'vi' | 'en') => kinds.map((kind) => WORDS[kind][language]).join(', ');
  return [refusedInWords(code, { vi: { day, kinds: named('vi') }, en: { day, kinds: named('en') } }, path)];
}

/** A recorded period says where it begins; where none is recorded yet, the calendar does. */
function beginsPeriod(day: Day, kind: PeriodKind, periods: readonly Period[]): boolean {
  const recorded = periods.find((period) => period.kind === kind && period.from <= day && day < period.to);
  if (recorded) return recorded.from === day;
  const { month, dayOfMonth } = civilOf(day);
  if (dayOfMonth !== 1) return false;
  return kind === 'MONTH' || (kind === 'QUARTER' ? month % 3 === 1 : month === 1);
}
