// What competent bodies decide of a period: who is ranked together, whose class is what, and what is published of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../server/platform/model/viewer.ts';
import type { ActFault } from '../../support/acts.ts';
import { ActApi, DECISION, viewer } from '../../support/acts.ts';
import { head } from '../../support/province.ts';

const SCHEME = 'project-06-leader-2024';
const period = '2026-Q3';
const evidence = DECISION;
const APPROVER = viewer('HOME_AFFAIRS_APPROVER');
const STRANGER: Viewer = viewer('VIEWER', 'B');

let api: ActApi;

beforeAll(async () => {
  api = await ActApi.open({
    appointment: [head('L1', 'A'), head('L2', 'B')],
    schemeRevision: [
      {
        scheme: SCHEME,
        number: 1,
        effectiveFrom: '2026-01-01',
        configuration: `reference:${SCHEME}`,
        example: true,
      },
    ],
  });
}, 60_000);
afterAll(() => api.close());

interface Entry {
  readonly label: string;
  readonly unitName: string;
  readonly group: string;
  readonly rank: number | null;
  readonly leader: object | null;
  readonly scoreCard: { readonly points: string } | null;
  readonly changeReason: string | null;
}

const RANKING = `query ($scheme: String!, $period: String!) {
  rankingGroups(authority: "T", scheme: $scheme, period: $period) { group size }
  ranking(authority: "T", scheme: $scheme, period: $period) {
    totalCount nodes { label unitName group rank changeReason leader { code } scoreCard { points } }
  } }`;

async function ranking(as: Viewer) {
  const { data, errors } = await api.answer<{
    readonly rankingGroups: readonly object[];
    readonly ranking: { readonly totalCount: number; readonly nodes: readonly Entry[] };
  }>(RANKING, { scheme: SCHEME, period }, as);
  return errors ? errors.map(({ extensions }) => extensions.code) : data!;
}

async function entries(as: Viewer): Promise<readonly Entry[]> {
  const answer = await ranking(as);
  if (Array.isArray(answer)) throw new Error(String(answer));
  const { nodes, totalCount } = answer.ranking;
  expect(totalCount).toBe(nodes.length);
  return nodes;
}

describe('a cohort', () => {
  it('is ranked once it is declared complete, and declared again by a later word', async () => {
    expect((await entries(APPROVER)).map(({ rank }) => rank)).toEqual([null, null]);
    const cohort = { scheme: SCHEME, period, headcount: 2, outstanding: false };
    expect(await api.refusals('declareCohort', { ...cohort, scheme: 'NONE' })).toEqual([
      'UNKNOWN_SCHEME scheme',
    ]);
    await api.done('declareCohort', { ...cohort, headcount: 3 }, { as: APPROVER });
    await api.done('declareCohort', cohort, { as: APPROVER });
    const fault = await api.act('declareCohort', cohort, { as: STRANGER }).catch((error: unknown) => error);
    expect((fault as ActFault).codes).toEqual(['FORBIDDEN']);
  });
});

describe('a decided rating', () => {
  const rating = { leader: 'L1', period, rating: 'GOOD', evidence };

  it('is recorded with its decision, once the period is over, and replaced by a later one', async () => {
    expect(
      await api.refusals('decideRating', {
        ...rating,
        evidence: { ...evidence, documentDate: '2026-09-01' },
      }),
    ).toEqual(['PERIOD_NOT_OVER decidedOn']);
    expect(await api.refusals('decideRating', { ...rating, leader: null })).toEqual(['REQUIRED leader']);
    const { decidedRating } = await api.done(
      'decideRating',
      { ...rating, code: 'D1' },
      { as: APPROVER, select: 'decidedRating { code rating document { number } }' },
    );
    expect(decidedRating).toEqual({
      code: 'D1',
      rating: 'GOOD',
      document: { number: DECISION.documentNumber },
    });
    const { decidedRating: later } = await api.done(
      'decideRating',
      { ...rating, rating: 'COMPLETED' },
      { select: 'decidedRating { code rating }' },
    );
    expect(later).toEqual({ code: 'D1', rating: 'COMPLETED' });
  });

  it('shows on the card of whom it is about, and on no card that may not be seen', async () => {
    const card = async (as: Viewer) => {
      const { data } = await api.answer<{ leader: { scoreCard: object | null } | null }>(
        `{ leader(authority: "T", code: "L1") { scoreCard(period: "${period}") { decidedRating sealedOn } } }`,
        {},
        as,
      );
      return data?.leader?.scoreCard ?? null;
    };
    expect(await card(APPROVER)).toEqual({ decidedRating: 'COMPLETED', sealedOn: null });
    expect(
      await card({ subject: 'l1', leader: 'L1', grants: [{ authority: 'T', role: 'LEADER', unit: 'A' }] }),
    ).toEqual({ decidedRating: 'COMPLETED', sealedOn: null });
    expect(await card(viewer('LEADER', 'B'))).toBeNull();
  });
});

describe('a ranking', () => {
  const publication = { scheme: SCHEME, period, evidence };

  it('is closed to whoever may not see the cards, until it is published', async () => {
    expect(await ranking(STRANGER)).toEqual(['FORBIDDEN']);
    expect(await api.refusals('publishRanking', publication)).toEqual(['PERIOD_NOT_LOCKED period']);
    await api.done('lockPeriod', { period });
    const fault = await api
      .act('publishRanking', publication, { as: viewer('HOME_AFFAIRS_AUTHOR') })
      .catch((error: unknown) => error);
    expect((fault as ActFault).codes).toEqual(['FORBIDDEN']);
    await api.done('publishRanking', publication, { as: APPROVER });
    expect(await api.refusals('publishRanking', publication)).toEqual(['ALREADY_EXISTS group']);
  });

  it('then shows ranks, points and classes of all, and nothing that lies behind them', async () => {
    const seen = await entries(STRANGER);
    expect(seen.map(({ label, unitName }) => `${label}, ${unitName}`)).toEqual([
      'Người thứ nhất, Sở A',
      'Người thứ hai, Sở B',
    ]);
    expect(seen.map(({ leader, scoreCard }) => [leader, scoreCard])).toEqual([
      [null, null],
      [null, null],
    ]);
    // The quarter before was not published: how ranks moved since then would tell it.
    expect(seen.map(({ changeReason }) => changeReason)).toEqual(['NOT_PUBLISHED', 'NOT_PUBLISHED']);
    const ofApprover = await entries(APPROVER);
    expect(ofApprover.map(({ label, rank }) => [label, rank])).toEqual(
      seen.map(({ label, rank }) => [label, rank]),
    );
    expect(ofApprover.every(({ scoreCard }) => scoreCard !== null)).toBe(true);
  });

  it('is closed again while the period is unlocked, and once it is withdrawn', async () => {
    await api.done('unlockPeriod', { period, reason: 'Bổ sung số liệu' });
    expect(await ranking(STRANGER)).toEqual(['FORBIDDEN']);
    await api.done('lockPeriod', { period });
    expect(await entries(STRANGER)).toHaveLength(2);
    const withdrawal = { rankingPublication: `${SCHEME}/${period}/*`, evidence };
    await api.done('withdrawRanking', withdrawal, { as: APPROVER });
    expect(await ranking(STRANGER)).toEqual(['FORBIDDEN']);
    expect(await api.refusals('withdrawRanking', withdrawal)).toEqual([
      'RANKING_WITHDRAWN rankingPublication',
    ]);
  });

  it('of one list opens that list alone', async () => {
    await api.done('publishRanking', { ...publication, group: 'NOBODY' }, { as: APPROVER });
    expect(await entries(STRANGER)).toEqual([]);
    const [first] = await entries(APPROVER);
    await api.done('publishRanking', { ...publication, group: first!.group }, { as: APPROVER });
    expect((await entries(STRANGER)).every(({ group }) => group === first!.group)).toBe(true);
    expect(await entries(STRANGER)).not.toEqual([]);
  });
});

describe('once the period is sealed', () => {
  it('classes and cohorts are decided no more', async () => {
    await api.done('sealPeriod', { period, evidence }, { as: APPROVER });
    expect(await api.refusals('decideRating', { leader: 'L1', period, rating: 'GOOD', evidence })).toEqual([
      'PERIOD_SEALED period',
    ]);
    expect(
      await api.refusals('declareCohort', { scheme: SCHEME, period, headcount: 2, outstanding: false }),
    ).toEqual(['PERIOD_SEALED period']);
    expect(await api.faults()).toEqual([]);
  });
});
