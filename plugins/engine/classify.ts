import type { Fraction } from '../../rules/kit/fraction.ts';
import { ZERO, compare, divide, exactText, multiply, sum } from '../../rules/kit/fraction.ts';
import type { Rating } from '../../rules/kit/rating.ts';
import { RATINGS, lowerRating } from '../../rules/kit/rating.ts';
import type { EvaluatedCard } from './evaluate.ts';
import { isOpen, leaves } from './evaluate.ts';

/**
 * One reason why a class is not higher.
 * The band of the total, a criterion below its floor, or an unmet condition.
 */
export interface Ceiling {
  readonly kind: 'BAND' | 'FLOOR' | 'LIMIT';
  /** Best class that this reason allows. */
  readonly rating: Rating;
  /** Line or condition concerned; null for the band. */
  readonly of: string | null;
}

/** Why no class is proposed, where none is. */
export type Withheld =
  | { readonly kind: 'OPEN_POINTS' }
  | { readonly kind: 'NOTHING_APPLIES' }
  | { readonly kind: 'TOO_LITTLE_APPLIES'; readonly applicable: string }
  | { readonly kind: 'UNKNOWN_CONDITION'; readonly of: string }
  | { readonly kind: 'OTHER_REGIME'; readonly legalStatus: string }
  | { readonly kind: 'NO_CLASSES' }
  | { readonly kind: 'SEPARATE_POSTS' };

/** The class proposed, or why none is, with what held it down. */
export interface Classification {
  /** The class that the subject’s own facts allow, before caps over the cohort; null with `withheld` saying why. */
  readonly rating: Rating | null;
  readonly withheld: Withheld | null;
  readonly ceilings: readonly Ceiling[];
}

/**
 * The best class that band, floors and conditions all allow.
 * A score alone is no class (Decree 335/2025 art. 20, Regulation 366 art. 11). An unknown condition holds a class back
 * only where the class would otherwise lie above its ceiling.
 */
export function classify(card: EvaluatedCard): Classification {
  const { configuration } = card.plan.scheme;
  const none = (withheld: Withheld, ceilings: readonly Ceiling[] = []): Classification => ({
    rating: null,
    withheld,
    ceilings,
  });
  const { subject } = card.known;
  if (
    subject.kind === 'APPOINTMENT' &&
    configuration.legalStatuses.length > 0 &&
    !configuration.legalStatuses.includes(subject.legalStatus)
  ) {
    return none({ kind: 'OTHER_REGIME', legalStatus: subject.legalStatus });
  }
  if (configuration.bands === null && configuration.limits.length === 0) return none({ kind: 'NO_CLASSES' });
  if (configuration.parts.length > 0 && card.applicableMax === null) return none({ kind: 'NOTHING_APPLIES' });

  if (configuration.bands !== null && isOpen(card)) return none({ kind: 'OPEN_POINTS' });
  if (configuration.parts.length > 0) {
    const applicable = sum(
      [...leaves(card)].map(({ line }) => (line.applicableMax === null ? ZERO : line.planned.max)),
    );
    if (compare(applicable, multiply(configuration.minimumApplicable, configuration.scale)) < 0) {
      return none({ kind: 'TOO_LITTLE_APPLIES', applicable: exactText(applicable) });
    }
  }

  const ceilings: Ceiling[] = [];
  if (configuration.bands !== null) {
    ceilings.push({ kind: 'BAND', rating: bandOf(card), of: null }, ...floorsMissed(card));
  }
  for (const limit of configuration.limits) {
    if (card.conditions.get(limit.condition)!.verdict.state === 'UNMET') {
      ceilings.push({ kind: 'LIMIT', rating: limit.ceiling, of: limit.condition });
    }
  }
  const rating = ceilings.reduce<Rating>((best, ceiling) => lowerRating(best, ceiling.rating), RATINGS[0]);
  for (const limit of configuration.limits) {
    const { state } = card.conditions.get(limit.condition)!.verdict;
    if (state === 'UNKNOWN' && lowerRating(rating, limit.ceiling) !== rating) {
      return none({ kind: 'UNKNOWN_CONDITION', of: limit.condition }, ceilings);
    }
  }
  if (configuration.bands === null && isUnproved(card, rating))
    return none({ kind: 'NOTHING_APPLIES' }, ceilings);
  return { rating, withheld: null, ceilings };
}

/** Where conditions alone make the class, one of those that open it must hold: having nothing to judge earns no class. */
function isUnproved(card: EvaluatedCard, rating: Rating): boolean {
  const below = RATINGS[RATINGS.indexOf(rating) + 1];
  const opening = card.plan.scheme.configuration.limits.filter((limit) => limit.ceiling === below);
  return (
    opening.length > 0 &&
    opening.every((limit) => card.conditions.get(limit.condition)!.verdict.state === 'NOT_APPLICABLE')
  );
}

function compared(card: EvaluatedCard): Fraction {
  return card.plan.scheme.configuration.bandValue === 'ROUNDED' ? card.points : card.exact;
}

function bandOf(card: EvaluatedCard): Rating {
  const value = compared(card);
  const bands = card.plan.scheme.configuration.bands!;
  return bands.find((band) => compare(value, band.atLeast) >= 0)?.rating ?? 'NOT_COMPLETED';
}

/**
 * For each class, criteria whose share of their own maximum lies below the class’s floor; the class below is then the
 * best allowed.
 */
function floorsMissed(card: EvaluatedCard): Ceiling[] {
  const { floors } = card.plan.scheme.configuration;
  if (floors.length === 0) return [];
  return [...leaves(card)].flatMap(({ line }) => {
    if (line.applicableMax === null || compare(line.applicableMax, ZERO) === 0) return [];
    const share = divide(line.points, line.applicableMax);
    const missed = floors
      .filter((floor) => compare(share, floor.share) < 0)
      .map((floor) => RATINGS.indexOf(floor.rating));
    if (missed.length === 0) return [];
    const rating = RATINGS[Math.min(Math.max(...missed) + 1, RATINGS.length - 1)]!;
    return [{ kind: 'FLOOR' as const, rating, of: line.planned.id }];
  });
}
