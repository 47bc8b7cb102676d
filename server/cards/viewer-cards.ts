import type { Day } from '../../rules/kit/day.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/faults.ts';
import { service } from '../platform/services.ts';
import { isInScope, maySeeCard } from '../platform/access/policy.ts';
import type { CardNames } from './card-source.ts';
import type { CardName, CardOf } from './card.type.ts';
import { ScoreCardType } from './card.type.ts';
import { catalogueOf } from '../schemes/catalogue-service.ts';
import { compareWithPublished, readPublished } from './published.ts';
import type { PublishedLine } from './published.ts';
import type { RankedCard } from '../scoring/cohorts.ts';
import type { ScoreCard, ScoreCards } from '../scoring/score-cards.ts';
import type { CardQuery } from '../scoring/compute/score-run.ts';
import type { Planned } from '../scoring/compute/score-service.ts';
import { schemesFor } from '../scoring/compute/scored-subjects.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';
import { periodOf } from '../facts/snapshot.ts';

/** The service that reads and computes score cards. */
export const SCORES = service<ScoreCards>('scores');

/** The card as an API object, with the words of its scheme. */
export async function describeCard(
  context: RequestContext,
  card: ScoreCard,
  name: CardName,
): Promise<ScoreCardType> {
  return new ScoreCardType(card, name, await namesOf(context, card.query));
}

/**
 * The card; null where there is none, or the viewer may not see it.
 * Cards of one scheme, period and day that are requested in the same turn are computed in one run.
 */
export async function cardOf(
  context: RequestContext,
  query: CardQuery,
  name: CardName,
): Promise<ScoreCardType | null> {
  const { of, code } = name;
  const loader = context.loader<string, ScoreCard | null>(`cards ${of} ${keyOf(query)}`, async (codes) => {
    const cards = await readCards(context.get(SCORES), query, of, codes);
    return Promise.all(codes.map((one) => seenOrNull(context, cards.get(one) ?? null)));
  });
  const card = await loader.load(code);
  return card && describeCard(context, card, name);
}

function readCards(
  scores: ScoreCards,
  query: CardQuery,
  of: CardOf,
  codes: readonly string[],
): Promise<ReadonlyMap<string, ScoreCard | null>> {
  if (of === 'LEADER') return scores.ofLeaders(query, codes);
  return of === 'UNIT' ? scores.ofUnits(query, codes) : scores.ofSubjects(query, codes);
}

async function seenOrNull(context: RequestContext, card: ScoreCard | null): Promise<ScoreCard | null> {
  return card && (await maySeeCardOf(context, card)) ? card : null;
}

/** Which card of a leader or unit is requested. Without a scheme, that of the only one which scores them. */
export interface CardInPeriod {
  readonly period: string;
  readonly scheme?: string | null | undefined;
  readonly asOf?: Day | null | undefined;
}

/**
 * The card of a leader or unit in a period.
 * Null where no scheme scores them, or the viewer may see no card of theirs.
 */
export async function cardInPeriod(
  context: RequestContext,
  at: ReadPoint,
  { period, scheme: named, asOf }: CardInPeriod,
  name: CardName,
): Promise<ScoreCardType | null> {
  if (!(await maySeeSomeCardOf(context, at, name))) return null;
  const scheme = await schemeOf(context, at, period, name, named);
  return scheme === null ? null : cardOf(context, cardQuery(at, scheme, period, asOf), name);
}

/** Every card of the scheme that the viewer may see. */
export function allCards(context: RequestContext, query: CardQuery): Promise<readonly ScoreCard[]> {
  return context.memo(`all cards ${keyOf(query)}`, async () => {
    const cards = await context.get(SCORES).ofAll(query);
    const seen = await Promise.all(cards.map((card) => maySeeCardOf(context, card)));
    return cards.filter((_, index) => seen[index]);
  });
}

/** Whether a finished card may be shown to the viewer. */
async function maySeeCardOf(
  context: RequestContext,
  { body: { subject }, query }: ScoreCard,
): Promise<boolean> {
  const rights = await context.rights(query);
  if (subject.kind === 'UNIT') return maySeeCard(rights, { leader: null, units: [subject.unit] });
  if (subject.kind === 'APPOINTMENT')
    return maySeeCard(rights, { leader: subject.leader, units: [subject.unit] });
  const { organisation } = await snapshotAt(context, query);
  const units = subject.appointments.map((code) => organisation.appointments.get(code)!.unit);
  return maySeeCard(rights, { leader: subject.leader, units });
}

/** Whether the viewer may see some card of the leader or unit. If not, they are treated as unknown. */
export async function maySeeSomeCardOf(
  context: RequestContext,
  at: ReadPoint,
  { of, code }: CardName,
): Promise<boolean> {
  const rights = await context.rights(at);
  if (of === 'UNIT') return isInScope(rights, 'UNIT', code);
  if (rights.leader === code) return true;
  const { organisation } = await snapshotAt(context, at);
  return [...organisation.appointments.values()].some(
    ({ leader, unit }) => leader === code && isInScope(rights, 'EVALUATION', unit),
  );
}

/** Standings of everyone whom the scheme classes, by subject key. */
export function standingsOf(
  context: RequestContext,
  query: CardQuery,
): Promise<ReadonlyMap<string, RankedCard>> {
  return context.memo(`standings ${keyOf(query)}`, () => context.get(SCORES).standings(query));
}

/** Published points beside a unit’s computed ones. */
export function publishedOf(
  context: RequestContext,
  { body, query }: ScoreCard,
): Promise<readonly PublishedLine[]> {
  const { subject } = body;
  if (subject.kind !== 'UNIT') return Promise.resolve([]);
  const loader = context.loader<string, Awaited<ReturnType<typeof readPublished>>>(
    `published ${keyOf(query)}`,
    async (units) => {
      const read = await readPublished(context.database, query, units);
      return units.map(() => read);
    },
  );
  return loader.load(subject.unit).then((read) => compareWithPublished(body, read.get(subject.unit) ?? []));
}

/** What the cards of one scheme take their words from. */
function namesOf(context: RequestContext, query: CardQuery): Promise<CardNames> {
  return context.memo(`names ${keyOf(query)}`, async () => {
    const { plan, snapshot } = await planOf(context, query);
    return {
      plugins: catalogueOf(context).plugins,
      scheme: plan.scheme.configuration,
      unit: (code: string) => snapshot.organisation.units.get(code)?.name ?? null,
      post: (code: string) => snapshot.organisation.appointments.get(code)?.post ?? null,
    };
  });
}

/**
 * The scheme as planned for the period, and the snapshot that its cards are made in. @throws Refusal UNKNOWN_PERIOD,
 * UNKNOWN_SCHEME.
 */
export function planOf(context: RequestContext, query: CardQuery): Promise<Planned> {
  return context.get(SCORES).service.plan(query);
}

/**
 * The scheme named, or the only one that scores the subject in the period; null where none does.
 * @throws Refusal UNKNOWN_PERIOD; ApiFault naming the schemes where several do.
 */
async function schemeOf(
  context: RequestContext,
  at: ReadPoint,
  period: string,
  { of, code }: CardName,
  named: string | null | undefined,
): Promise<string | null> {
  const snapshot = await snapshotAt(context, at);
  periodOf(snapshot, period);
  if (named) return named;
  const schemes = context.memo(`schemes ${at.authority} ${at.position} ${period} ${of} ${code}`, () =>
    schemesFor(snapshot, period, { kind: of === 'UNIT' ? 'UNIT' : 'LEADER', code }),
  );
  if (schemes.length > 1)
    throw ApiFault.badInput(
      'SCHEME_REQUIRED',
      {
        vi: `Có nhiều phương án chấm đối tượng này trong kỳ; hãy nêu tham số scheme: ${schemes.join(', ')}`,
        en: `Several schemes score this subject in the period; name one in the argument "scheme": ${schemes.join(', ')}`,
      },
      'scheme',
    );
  return schemes[0] ?? null;
}

/** The query of the score service for a scheme and period, read from a point. */
export function cardQuery(
  at: ReadPoint,
  scheme: string,
  period: string,
  asOf: Day | null | undefined,
): CardQuery {
  return { ...at, scheme, period, asOf: asOf ?? at.asOf };
}

function keyOf({ authority, position, scheme, period, asOf }: CardQuery): string {
  return JSON.stringify([authority, position, scheme, period, asOf]);
}
