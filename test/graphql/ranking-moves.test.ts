// Of moved ranks a viewer is told only those whose cards they may see, however they learn of them: by pulling, or by a
// subscription, live or later.
import { parse, subscribe } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../server/graphql/schema.ts';
import type { Viewer } from '../../server/platform/model/viewer.ts';
import { ActApi, viewer } from '../support/acts.ts';
import { openingCards } from '../support/event-story.ts';
import { eventually } from '../support/eventually.ts';

const RANKED = {
  legalBasis: [],
  title: { vi: 'Xếp hạng', en: 'Ranked' },
  bands: [{ rating: 'EXCELLENT', atLeast: '0' }],
  subject: 'APPOINTMENT',
  roles: ['HEAD'],
  periodKinds: ['QUARTER'],
  parts: [{ plugin: 'deadline', max: '100' }],
  cohort: { by: ['ROLE'], declared: false },
  tenure: 'BY_DAYS',
};

interface Moved {
  readonly kind: string;
  readonly size: number | null;
  readonly moved: readonly {
    readonly leader: { readonly code: string } | null;
    readonly unit: { readonly code: string };
  }[];
}
const MOVED = 'kind size moved { leader { code } unit { code } }';

let api: ActApi;
let built: GraphQLSchema;
beforeAll(async () => {
  const story = openingCards();
  api = await ActApi.open({
    ...story,
    schemeRevision: [
      {
        scheme: 'ranked',
        number: 1,
        effectiveFrom: '2026-01-01',
        configuration: JSON.stringify(RANKED),
        example: true,
      },
    ],
  });
  built = await schema();
  await api.app.start(0);
  await api.app.watch.start();
  await api.app.watch.idle();
}, 60_000);
afterAll(() => api.close());

const leadersOf = (events: readonly Moved[]): string[][] =>
  events
    .filter(({ kind }) => kind === 'RANKING_CHANGED')
    .map(({ moved }) => moved.map(({ leader }) => leader?.code ?? '?').toSorted());

async function pulled(as: Viewer, filter: object | null = null): Promise<readonly Moved[]> {
  const { data, errors } = await api.answer<{ scoreEvents: { nodes: Moved[]; totalCount: number } }>(
    `query ($filter: ScoreEventFilter) { scoreEvents(first: 100, filter: $filter) { totalCount nodes { ${MOVED} } } }`,
    { filter },
    as,
  );
  if (errors || data === null) throw new Error(JSON.stringify(errors));
  expect(data.scoreEvents.totalCount).toBe(data.scoreEvents.nodes.length);
  return data.scoreEvents.nodes;
}

/** A subscriber, and what it was told so far. */
async function follow(as: Viewer, after: string | null, filter: object | null = null) {
  const document = parse(
    `subscription ($after: String, $filter: ScoreEventFilter) { scoreChanged(after: $after, filter: $filter) { event { ${MOVED} } } }`,
  );
  const contextValue = api.app.context('en', as);
  const news = await subscribe({ schema: built, document, variableValues: { after, filter }, contextValue });
  if (!(Symbol.asyncIterator in news)) throw new Error(JSON.stringify(news.errors));
  const events: Moved[] = [];
  const live = Promise.withResolvers<void>();
  const read = async (): Promise<void> => {
    for await (const { data, errors } of news) {
      if (errors) throw new Error(JSON.stringify(errors));
      const { event } = (data as unknown as { scoreChanged: { event: Moved | null } }).scoreChanged;
      if (event) events.push(event);
      else live.resolve();
    }
  };
  const reading = read();
  reading.catch(live.reject);
  await live.promise;
  const stop = async (): Promise<void> => {
    await news.return(undefined);
    await reading;
  };
  return { events, stop };
}

const own: Viewer = { subject: 'l2', leader: 'L2', grants: viewer('LEADER', 'B').grants };
/** X lies below A; L1 heads A, L2 B, L3 X. */
const SEES: readonly (readonly [string, Viewer, readonly string[]])[] = [
  ['an integrator of the whole authority', viewer('INTEGRATOR'), ['L1', 'L2', 'L3']],
  ['an auditor of A', viewer('AUDITOR', 'A'), ['L1', 'L3']],
  ['an auditor of X', viewer('AUDITOR', 'X'), ['L3']],
  ['a leader', own, ['L2']],
];

describe('moved ranks', () => {
  it('are pulled as far as their cards are open', async () => {
    for (const [name, as, leaders] of SEES) {
      // One of each quarter that has begun.
      expect(leadersOf(await pulled(as)), name).toEqual([leaders, leaders]);
    }
    expect(leadersOf(await pulled(viewer('UNIT_REPORTER')))).toEqual([]);
  });

  it('are told to subscribers who resume as far as their cards are open', async () => {
    for (const [name, as, leaders] of SEES) {
      const { events, stop } = await follow(as, '0');
      expect(leadersOf(events), name).toEqual([leaders, leaders]);
      await stop();
    }
  });

  it('are filtered by what of them is open: a filter tells of nobody else', async () => {
    for (const [name, as, leaders] of SEES) {
      for (const leader of ['L1', 'L2', 'L3']) {
        const expected = leaders.includes(leader) ? [leaders, leaders] : [];
        expect(leadersOf(await pulled(as, { leader })), `${name} asks for ${leader}`).toEqual(expected);
        const { events, stop } = await follow(as, '0', { leader });
        expect(leadersOf(events), `${name} follows ${leader}`).toEqual(expected);
        await stop();
      }
      for (const [unit, leader] of [
        ['B', 'L2'],
        ['X', 'L3'],
      ] as const)
        expect(leadersOf(await pulled(as, { unit })), `${name} asks for ${unit}`).toEqual(
          leaders.includes(leader) ? [leaders, leaders] : [],
        );
      // Each event is in one of the two, by what is open of it.
      const [changed, same] = await Promise.all(
        [true, false].map(async (ratingChanged) => (await pulled(as, { ratingChanged })).length),
      );
      expect(changed! + same!, name).toBe((await pulled(as)).length);
    }
  });

  it('are told live, to each subscriber what is theirs of the same event', async () => {
    const readers = await Promise.all(SEES.map(([, as]) => follow(as, null)));
    await api.done('submitTask', { task: 'T3', on: '2026-11-20' });
    await api.done('acceptTask', { task: 'T3', on: '2026-11-21' });
    // The last quarter is over: its ranks are told, too.
    api.itIs('2027-01-06');
    api.app.watch.wake();
    await api.app.watch.idle();
    for (const [index, [name, as, leaders]] of SEES.entries()) {
      const fresh = leadersOf(await pulled(as)).slice(2);
      const { events, stop } = readers[index]!;
      await eventually(() => expect(leadersOf(events), name).toEqual(fresh), { timeout: 20_000 });
      expect(fresh, name).toEqual([leaders]);
      await stop();
    }
  });
});
