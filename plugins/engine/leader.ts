import type { Fraction } from '../../rules/kit/fraction.ts';
import {
  ZERO,
  exactText,
  fraction,
  multiply,
  parseFraction,
  round,
  subtract,
  sum,
} from '../../rules/kit/fraction.ts';
import type { Rating } from '../../rules/kit/rating.ts';
import { RATINGS, lowerRating } from '../../rules/kit/rating.ts';
import type { CardBody, LineBody } from './card.ts';
import { byCodeUnit } from './card.ts';
import type { SchemeConfiguration } from './scheme.ts';

/** One of a leader’s appointment cards with the days of the period that it covers. */
export interface LeaderPart {
  readonly body: CardBody;
  readonly days: number;
}

/**
 * A leader’s card over several posts in one period, by the scheme’s tenure setting: LAST_UNIT takes the last post’s card (Decree 335/2025:
 * a transferred civil servant is classified by the new unit), BY_DAYS weighs each card by its days, SEPARATE keeps them apart and gives
 * neither total nor class. The appointment cards stay as lines, so the tree adds up.
 */
export function leaderBody(parts: readonly LeaderPart[], configuration: SchemeConfiguration): CardBody {
  const [first] = parts;
  if (!first) throw new RangeError('a leader’s card needs at least one appointment card');
  if (parts.length === 1) return first.body;
  const ordered = parts.toSorted((a, b) => byCodeUnit(orderOf(a.body), orderOf(b.body)));
  const weights = weightsOf(ordered, configuration);
  const lines = ordered.map((part, index) => appointmentLine(part.body, weights[index]!));
  const exact = sum(lines.map((line) => parseFraction(line.points)));
  const exactOpen = sum(lines.map((line) => parseFraction(line.open)));
  const { places, mode, step } = configuration.rounding;
  const separate = configuration.tenure === 'SEPARATE';
  const points = step === 'NONE' ? exact : round(exact, places, mode);
  const rating = separate || exactOpen.n !== 0n ? null : ratingOf(ordered, weights, points, configuration);
  const last = ordered.at(-1)!.body;
  return {
    ...last,
    subject: {
      kind: 'LEADER',
      leader: last.subject.kind === 'UNIT' ? '' : last.subject.leader,
      appointments: ordered.map((part) => orderOf(part.body).split(' ')[1]!),
      tenure: configuration.tenure,
    },
    points: exactText(separate ? ZERO : points),
    open: exactText(separate ? ZERO : exactOpen),
    max: separate ? null : last.max,
    lines,
    adjustments: separate || points === exact ? [] : roundingLine(subtract(points, exact)),
    conditions: ordered.flatMap((part) => part.body.conditions),
    ceilings: ordered.flatMap((part) => part.body.ceilings),
    withheld: separate
      ? { kind: 'SEPARATE_POSTS' }
      : (ordered.find((part) => part.body.withheld)?.body.withheld ?? null),
    rating,
    losses: ordered
      .flatMap((part) => part.body.losses)
      .toSorted((a, b) => descending(a.points, b.points) || byCodeUnit(a.line, b.line)),
    gaps: ordered.flatMap((part) => part.body.gaps),
    evidence: mergeEvidence(ordered.map((part) => part.body)),
    inherited: Object.assign({}, ...ordered.map((part) => part.body.inherited)) as CardBody['inherited'],
  };
}

function orderOf(body: CardBody): string {
  if (body.subject.kind !== 'APPOINTMENT')
    throw new RangeError('a leader’s card is made of appointment cards');
  return `${body.subject.from} ${body.subject.appointment}`;
}

function weightsOf(parts: readonly LeaderPart[], configuration: SchemeConfiguration): Fraction[] {
  if (configuration.tenure === 'LAST_UNIT')
    return parts.map((_, index) => fraction(index === parts.length - 1 ? 1 : 0));
  if (configuration.tenure === 'SEPARATE') return parts.map(() => ZERO);
  const days = parts.reduce((total, part) => total + part.days, 0);
  return parts.map((part) => fraction(part.days, days));
}

/** An appointment card as one line: its own lines and adjustments, then the step down to its weight. */
function appointmentLine(body: CardBody, weight: Fraction): LineBody {
  const points = parseFraction(body.points);
  const weighted = multiply(points, weight);
  return {
    id: body.subject.kind === 'APPOINTMENT' ? `appointment/${body.subject.appointment}` : 'appointment',
    kind: 'APPOINTMENT',
    state: body.max === null ? 'NOT_APPLICABLE' : body.open === '0' ? 'SCORED' : 'OPEN',
    max: body.max ?? '0',
    points: exactText(weighted),
    open: exactText(multiply(parseFraction(body.open), weight)),
    adjustments: [
      ...body.adjustments,
      {
        kind: 'WEIGHT',
        points: exactText(subtract(weighted, points)),
        applicableMax: null,
        weight: exactText(weight),
      },
    ],
    children: body.lines,
    criterion: null,
  };
}

function ratingOf(
  parts: readonly LeaderPart[],
  weights: readonly Fraction[],
  points: Fraction,
  configuration: SchemeConfiguration,
): Rating | null {
  const counted = parts.filter((_, index) => weights[index]!.n !== 0n);
  if (counted.some((part) => part.body.rating === null)) return null;
  const ceilings = counted.flatMap((part) => part.body.ceilings.filter((ceiling) => ceiling.kind !== 'BAND'));
  const band =
    configuration.bands?.find((entry) => subtract(points, entry.atLeast).n >= 0n)?.rating ??
    (configuration.bands ? 'NOT_COMPLETED' : RATINGS[0]);
  return ceilings.reduce<Rating>((best, ceiling) => lowerRating(best, ceiling.rating), band);
}

function roundingLine(points: Fraction): CardBody['adjustments'] {
  return points.n === 0n
    ? []
    : [{ kind: 'ROUNDING', points: exactText(points), applicableMax: null, weight: null }];
}

function descending(a: string, b: string): number {
  const difference = subtract(parseFraction(b), parseFraction(a));
  return difference.n < 0n ? -1 : difference.n > 0n ? 1 : 0;
}

function mergeEvidence(bodies: readonly CardBody[]): CardBody['evidence'] {
  const merged = new Map<string, Map<string, CardBody['evidence'][string][number]>>();
  for (const body of bodies) {
    for (const [fact, rows] of Object.entries(body.evidence)) {
      const known = merged.get(fact) ?? new Map();
      merged.set(fact, known);
      for (const row of rows) known.set(String(row['code']), row);
    }
  }
  return Object.fromEntries(
    [...merged].map(([fact, rows]) => [
      fact,
      [...rows.values()].toSorted((a, b) => byCodeUnit(String(a['code']), String(b['code']))),
    ]),
  );
}
