import type { Fraction } from '../../rules/kit/fraction.ts';
import {
  ONE,
  ZERO,
  compare,
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
import type { CardBody, LineBody, LossBody } from './card-body.ts';
import { byCodeUnit } from './card.ts';
import type { SchemeConfiguration } from './scheme.ts';

/** One of a leader’s appointment cards with the days of the period that it covers. */
export interface LeaderPart {
  readonly body: CardBody;
  readonly days: number;
}

/**
 * A leader’s card over several posts in one period, by the scheme’s tenure setting.
 * LAST_UNIT takes the last post’s card (Decree 335/2025: a transferred civil servant is classified by the new unit);
 * BY_DAYS weighs each card by its days; SEPARATE keeps them apart and gives neither total nor class. The appointment
 * cards stay as lines, so the tree adds up.
 */
export function leaderBody(parts: readonly LeaderPart[], configuration: SchemeConfiguration): CardBody {
  const [first] = parts;
  if (!first) throw new RangeError('a leader’s card needs at least one appointment card');
  if (parts.length === 1) return first.body;
  const ordered = parts.toSorted((a, b) => byCodeUnit(orderOf(a.body), orderOf(b.body)));
  const weights = weightsOf(ordered, configuration);
  const separate = configuration.tenure === 'SEPARATE';
  const shown = ordered
    .map((part, index) => ({ body: part.body, weight: weights[index]! }))
    .filter(({ weight }) => separate || weight.n !== 0n);
  const lines = ordered.map((part, index) => appointmentLine(part.body, weights[index]!));
  const exact = sum(lines.map((line) => parseFraction(line.points)));
  const { places, mode, step } = configuration.rounding;
  const points = step === 'NONE' ? exact : round(exact, places, mode);
  const bodies = shown.map(({ body }) => body);
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
    open: exactText(separate ? ZERO : sum(lines.map((line) => parseFraction(line.open)))),
    max: separate ? null : maximumOf(shown),
    lines,
    adjustments: separate ? [] : roundingLine(subtract(points, exact)),
    conditions: bodies.flatMap((body) => body.conditions),
    ceilings: bodies.flatMap((body) => body.ceilings),
    withheld: separate ? { kind: 'SEPARATE_POSTS' } : withheldOf(bodies, last),
    rating: separate
      ? null
      : ratingOf(bodies, configuration.bandValue === 'ROUNDED' ? points : exact, configuration),
    losses: shown
      .flatMap(({ body, weight }) => body.losses.map((loss) => weightedLoss(loss, separate ? ONE : weight)))
      .toSorted((a, b) => descending(a.points, b.points) || byCodeUnit(a.line, b.line)),
    gaps: shown.flatMap(({ body, weight }) =>
      body.gaps.map((gap) => ({ ...gap, points: times(gap.points, separate ? ONE : weight) })),
    ),
    evidence: mergeEvidence(ordered.map((part) => part.body)),
    inherited: mergeInherited(bodies),
  };
}

function orderOf(body: CardBody): string {
  if (body.subject.kind !== 'APPOINTMENT')
    throw new RangeError('a leader’s card is made of appointment cards');
  return `${body.subject.from} ${body.subject.appointment}`;
}

/** By days, a post to which nothing applied weighs nothing: its days would count as lost points. */
function weightsOf(parts: readonly LeaderPart[], configuration: SchemeConfiguration): Fraction[] {
  if (configuration.tenure === 'LAST_UNIT')
    return parts.map((_, index) => fraction(index === parts.length - 1 ? 1 : 0));
  if (configuration.tenure === 'SEPARATE') return parts.map(() => ZERO);
  const weighing = parts.map(({ body, days }) => (body.max === null ? 0 : days));
  const total = weighing.reduce((sumOfDays, days) => sumOfDays + days, 0);
  return weighing.map((days) => (total === 0 ? ZERO : fraction(days, total)));
}

/** The weighted maximum of the posts that count; null where nothing applied in any. */
function maximumOf(shown: readonly { readonly body: CardBody; readonly weight: Fraction }[]): string | null {
  const applicable = shown.filter(({ body }) => body.max !== null);
  if (applicable.length === 0) return null;
  return exactText(sum(applicable.map(({ body, weight }) => multiply(parseFraction(body.max!), weight))));
}

function withheldOf(bodies: readonly CardBody[], last: CardBody): CardBody['withheld'] {
  return bodies.length === 0 ? last.withheld : (bodies.find((body) => body.withheld)?.withheld ?? null);
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

/** The class by the leader’s own total, held down by what holds any counting post down; null where one of them has no class. */
function ratingOf(
  bodies: readonly CardBody[],
  value: Fraction,
  configuration: SchemeConfiguration,
): Rating | null {
  if (bodies.length === 0 || bodies.some((body) => body.rating === null)) return null;
  const ceilings = bodies.flatMap((body) => body.ceilings.filter((ceiling) => ceiling.kind !== 'BAND'));
  const band =
    configuration.bands?.find((entry) => compare(value, entry.atLeast) >= 0)?.rating ??
    (configuration.bands ? 'NOT_COMPLETED' : RATINGS[0]);
  return ceilings.reduce<Rating>((best, ceiling) => lowerRating(best, ceiling.rating), band);
}

/** Points lost in one post, as far as they are lost on the leader’s card. */
function weightedLoss(loss: LossBody, weight: Fraction): LossBody {
  return {
    ...loss,
    points: times(loss.points, weight),
    findings: loss.findings.map((finding) => ({
      ...finding,
      loss: finding.loss === null ? null : times(finding.loss, weight),
    })),
  };
}

function times(points: string, weight: Fraction): string {
  return exactText(multiply(parseFraction(points), weight));
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

function mergeInherited(bodies: readonly CardBody[]): CardBody['inherited'] {
  const facts = new Set(bodies.flatMap((body) => Object.keys(body.inherited)));
  return Object.fromEntries(
    [...facts]
      .toSorted(byCodeUnit)
      .map((fact) => [
        fact,
        [...new Set(bodies.flatMap((body) => body.inherited[fact] ?? []))].toSorted(byCodeUnit),
      ]),
  );
}
