import type { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { Day } from '../../rules/kit/day.ts';
import type { Language } from '../../rules/kit/text.ts';
import type { At } from '../platform/api/context.ts';
import { RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/api/faults.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { isInScope, maySeeCard } from '../platform/policy.ts';
import type { Simulations } from './configuration/simulations.ts';
import type { CardNames } from './card-view.ts';
import type { EventFeed } from './changes/event-feed.ts';
import { compareWithPublished, readPublished } from './published.ts';
import type { PublishedLine } from './published.ts';
import { periodOf } from './score-service.ts';
import type { CardQuery, RankedCard, ScoreCard, ScoreCards } from './score-cards.ts';
import type { Snapshot } from './snapshot.ts';

/** Whose cards: leaders and units by code, subjects by their key. */
export type CardOf = 'LEADER' | 'UNIT' | 'SUBJECT';

/** A request that may ask for scores: every card of one scheme, period and day asked for in the same turn is computed in one run. */
export class ScoringContext extends RequestContext {
  readonly scoreCards: ScoreCards;
  readonly simulations: Simulations;
  readonly feed: EventFeed;

  constructor(
    database: Database,
    clock: Clock,
    language: Language,
    scoreCards: ScoreCards,
    simulations: Simulations,
    feed: EventFeed,
  ) {
    super(database, clock, language);
    this.scoreCards = scoreCards;
    this.simulations = simulations;
    this.feed = feed;
  }

  /** A later request of the same viewer, which has read nothing yet. */
  again(): ScoringContext {
    const { database, clock, language, scoreCards, simulations, feed, viewer } = this;
    const next = new ScoringContext(database, clock, language, scoreCards, simulations, feed);
    return Object.assign(next, { viewer });
  }

  snapshot({ authority, position }: Pick<At, 'authority' | 'position'>): Promise<Snapshot> {
    return this.scoreCards.service.snapshot(authority, position);
  }

  /** The card; null where there is none, or the viewer may not see it. */
  card(query: CardQuery, of: CardOf, code: string): Promise<ScoreCard | null> {
    const loader = this.loader<string, ScoreCard | null>(`cards ${of} ${keyOf(query)}`, async (codes) => {
      const cards =
        of === 'LEADER'
          ? await this.scoreCards.ofLeaders(query, codes)
          : of === 'UNIT'
            ? await this.scoreCards.ofUnits(query, codes)
            : await this.scoreCards.ofSubjects(query, codes);
      return Promise.all(
        codes.map(async (one) => {
          const card = cards.get(one) ?? null;
          return card && (await this.maySee(card)) ? card : null;
        }),
      );
    });
    return loader.load(code);
  }

  /** Every card of the scheme that the viewer may see. */
  allCards(query: CardQuery): Promise<readonly ScoreCard[]> {
    return this.keep(`all cards ${keyOf(query)}`, async () => {
      const cards = await this.scoreCards.ofAll(query);
      const seen = await Promise.all(cards.map((card) => this.maySee(card)));
      return cards.filter((_, index) => seen[index]);
    });
  }

  /** Whether a finished card may be shown to the viewer. */
  async maySee({ body: { subject }, query }: ScoreCard): Promise<boolean> {
    const rights = await this.rights(query);
    if (subject.kind === 'UNIT') return maySeeCard(rights, { leader: null, units: [subject.unit] });
    if (subject.kind === 'APPOINTMENT')
      return maySeeCard(rights, { leader: subject.leader, units: [subject.unit] });
    const { organisation } = await this.snapshot(query);
    const units = subject.appointments.map((code) => organisation.appointments.get(code)!.unit);
    return maySeeCard(rights, { leader: subject.leader, units });
  }

  /** Whether some card of the leader or unit may be shown to the viewer; else it is as if there were no such subject. */
  async mayAskForCardOf(at: At, kind: 'UNIT' | 'LEADER', code: string): Promise<boolean> {
    const rights = await this.rights(at);
    if (kind === 'UNIT') return isInScope(rights, 'UNIT', code);
    if (rights.leader === code) return true;
    const { organisation } = await this.snapshot(at);
    return [...organisation.appointments.values()].some(
      ({ leader, unit }) => leader === code && isInScope(rights, 'EVALUATION', unit),
    );
  }

  standings(query: CardQuery): Promise<ReadonlyMap<string, RankedCard>> {
    return this.keep(`standings ${keyOf(query)}`, () => this.scoreCards.standings(query));
  }

  /** Published points beside a unit’s computed ones. */
  published({ body, query }: ScoreCard): Promise<readonly PublishedLine[]> {
    const { subject } = body;
    if (subject.kind !== 'UNIT') return Promise.resolve([]);
    const loader = this.loader<string, Awaited<ReturnType<typeof readPublished>>>(
      `published ${keyOf(query)}`,
      async (units) => {
        const read = await readPublished(this.database, query, units);
        return units.map(() => read);
      },
    );
    return loader.load(subject.unit).then((read) => compareWithPublished(body, read.get(subject.unit) ?? []));
  }

  /** What the views of one scheme’s cards take their words from. */
  names(query: CardQuery): Promise<CardNames> {
    return this.keep(`names ${keyOf(query)}`, async () => {
      const { plan, snapshot } = await this.scoreCards.service.plan(query);
      return {
        plugins: this.scoreCards.service.catalogue.plugins,
        scheme: plan.scheme.configuration,
        unit: (code: string) => snapshot.organisation.units.get(code)?.name ?? null,
        post: (code: string) => snapshot.organisation.appointments.get(code)?.post ?? null,
      };
    });
  }

  configuration(query: CardQuery): Promise<SchemeConfiguration> {
    return this.scoreCards.service.plan(query).then(({ plan }) => plan.scheme.configuration);
  }

  /**
   * The scheme named, or the only one that scores the subject in the period; null where none does.
   * @throws Refusal UNKNOWN_PERIOD; ApiFault naming the schemes where several do.
   */
  async schemeOf(
    at: At,
    period: string,
    subject: { readonly kind: 'UNIT' | 'LEADER'; readonly code: string },
    named: string | null | undefined,
  ): Promise<string | null> {
    const snapshot = await this.snapshot(at);
    periodOf(snapshot, period);
    if (named) return named;
    const schemes = this.keep(
      `schemes ${at.authority} ${at.position} ${period} ${subject.kind} ${subject.code}`,
      () => this.scoreCards.schemesFor(snapshot, period, subject),
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
}

/** The card asked for, as a query of the score service. */
export function cardQuery(at: At, scheme: string, period: string, asOf: Day | null | undefined): CardQuery {
  return { authority: at.authority, position: at.position, scheme, period, asOf: asOf ?? at.asOf };
}

function keyOf({ authority, position, scheme, period, asOf }: CardQuery): string {
  return JSON.stringify([authority, position, scheme, period, asOf]);
}
