// Changes of scores as integrators pull them: in order, from any place, filtered, by cause, and only those that the asker may
// see.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActApi, viewer } from '../support/acts.ts';
import { eventsOf } from '../support/changes.ts';
import { openingCards } from '../support/event-story.ts';
import type { Viewer } from '../../server/platform/model/viewer.ts';

interface Event {
  readonly eventId: string;
  readonly place: string;
  readonly position: number;
  readonly kind: string;
  readonly change: string | null;
  readonly parts: readonly { readonly cause: string; readonly causeTitle: string; readonly points: string }[];
  readonly unit: { readonly code: string } | null;
  readonly leader: { readonly code: string } | null;
  readonly authority: string;
  readonly from: { readonly points: string } | null;
  readonly to: { readonly points: string } | null;
}
interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Event[];
}

const QUERY = `query ($after: String, $first: Int, $filter: ScoreEventFilter) {
  scoreEvents(after: $after, first: $first, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { eventId authority place position kind change parts { cause causeTitle points } unit { code } leader { code }
      from { points } to { points } } } }`;

const INTEGRATOR = viewer('INTEGRATOR');
let api: ActApi;
let before: number;
beforeAll(async () => {
  api = await ActApi.open(openingCards());
  await api.app.watch.start();
  await api.app.watch.idle();
  before = await api.position();
  await api.done('submitTask', { task: 'T1', on: '2026-11-20' });
  await api.done('acceptTask', { task: 'T1', on: '2026-11-21' });
  await api.done('submitTask', { task: 'T3', on: '2026-11-20' });
  await api.app.watch.idle();
}, 60_000);
afterAll(async () => {
  await api.app.stop();
  await api.database.close();
});

async function pull(variables: object = {}, as: Viewer | null = INTEGRATOR): Promise<Page> {
  const { data, errors } = await api.answer<{ scoreEvents: Page }>(QUERY, variables, as);
  if (errors || data === null) throw new Error(JSON.stringify(errors));
  return data.scoreEvents;
}

const leaders = ({ nodes }: Page) =>
  [...new Set(nodes.flatMap(({ leader }) => leader?.code ?? []))].toSorted();

describe('scoreEvents', () => {
  it('gives everything from the first word on, and from a position just what followed it', async () => {
    const all = await pull({ first: 100 });
    expect(all.totalCount).toBe(all.nodes.length);
    expect(leaders(all)).toEqual(['L1', 'L2', 'L3']);
    const later = await pull({ first: 100, after: String(before) });
    expect(later.nodes.every(({ kind, leader }) => kind === 'CHANGED' && leader !== null)).toBe(true);
    expect(later.nodes.length).toBeGreaterThan(0);
    expect(later.nodes).toEqual(all.nodes.filter(({ position }) => position > before));
    const changed = later.nodes.find(({ change }) => change !== null && change !== '0')!;
    expect(Number(changed.to!.points) - Number(changed.from!.points)).toBeCloseTo(Number(changed.change));
    expect(changed.parts).toEqual([
      { cause: 'DATA', causeTitle: 'Data were added or corrected', points: changed.change },
    ]);
  });

  it('is read page by page without a gap, whatever is announced in between', async () => {
    const places: string[] = [];
    let after: string | null = null;
    do {
      const page: Page = await pull({ first: 2, ...(after && { after }) });
      places.push(...page.nodes.map(({ place }) => place));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    const kept = await eventsOf(api.database, 'T');
    expect(places).toEqual(kept.map(({ position, number }) => `${position}.${number}`));
  });

  it('is filtered by the units below one, a leader, a scheme and a change of class', async () => {
    expect(leaders(await pull({ filter: { unit: 'A' } }))).toEqual(['L1', 'L3']);
    expect(leaders(await pull({ filter: { leader: 'L2' } }))).toEqual(['L2']);
    expect((await pull({ filter: { scheme: 'another' } })).nodes).toEqual([]);
    expect((await pull({ filter: { ratingChanged: true, leader: 'L3' } })).totalCount).toBe(0);
  });

  it('shows evaluations only to those whose role judges or checks, in their scope, and to the person', async () => {
    expect(leaders(await pull({}, viewer('AUDITOR', 'A')))).toEqual(['L1', 'L3']);
    expect((await pull({}, viewer('UNIT_REPORTER'))).totalCount).toBe(0);
    const own: Viewer = {
      subject: 'l2',
      leader: 'L2',
      grants: [{ authority: 'T', role: 'LEADER', unit: 'B' }],
    };
    expect(leaders(await pull({}, own))).toEqual(['L2']);
    const ownAndAll: Viewer = { ...INTEGRATOR, leader: 'L2', grants: [...own.grants, ...INTEGRATOR.grants] };
    expect(await pull({}, ownAndAll)).toEqual(await pull());
    const { errors } = await api.answer(QUERY, {}, null);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('say of which authority they are, for readers of several', async () => {
    const { nodes } = await pull();
    expect(nodes.length).toBeGreaterThan(0);
    expect(new Set(nodes.map(({ authority }) => authority))).toEqual(new Set(['T']));
  });

  it('refuses a cursor that is none', async () => {
    const { errors } = await api.answer(QUERY, { after: 'x' }, INTEGRATOR);
    expect(errors?.[0]?.extensions.problems).toMatchObject([{ code: 'BAD_CURSOR', path: 'after' }]);
  });

  it('keeps bodies as schema/events/score-event.json says', async () => {
    const text = readFileSync(new URL('../../schema/events/score-event.json', import.meta.url), 'utf8');
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      JSON.parse(text) as object,
    );
    for (const { body } of await eventsOf(api.database, 'T'))
      expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({})).toBe(false);
  });
});
