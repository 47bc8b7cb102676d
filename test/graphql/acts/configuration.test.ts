// The path of Home Affairs staff from a copy to a revision in force, through the API alone.
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { canonicalText } from '../../../plugins/engine/digest.ts';
import { parseDay } from '../../../rules/kit/day.ts';
import { CATALOGUE } from '../../../server/catalogue.ts';
import type { App } from '../../../server/graphql/app.ts';
import { schema } from '../../../server/graphql/schema.ts';
import { createApp } from '../../../server/graphql/app.ts';
import { fixedClock } from '../../../server/platform/clock.ts';
import { currentPosition } from '../../../server/platform/position.ts';
import { record } from '../../../server/platform/ledger.ts';
import { verifyLedger } from '../../../server/platform/verify-ledger.ts';
import type { GrantRole, Viewer } from '../../../server/platform/viewer.ts';
import { importFolder } from '../../../server/sample/folder.ts';
import { ScoreCards } from '../../../server/scoring/score-cards.ts';
import { ScoreService } from '../../../server/scoring/score-service.ts';
import type { Answer } from '../../support/api.ts';
import { operations } from '../../support/api.ts';
import type { TestDatabase } from '../../support/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { changesOf } from '../../support/province.ts';

const authority = 'HC';
const SCHEME = 'project-06-leader-2024';
const sample = new URL('../../../server/sample/tinh-mau', import.meta.url).pathname;

const account = (subject: string, ...roles: GrantRole[]): Viewer => ({
  subject,
  leader: null,
  grants: roles.map((role) => ({ authority, role, unit: null })),
});
const AUTHOR = account('an', 'HOME_AFFAIRS_AUTHOR');
const APPROVER = account('binh', 'HOME_AFFAIRS_APPROVER');
const BOTH = account('chi', 'HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER');
const DECISION = { documentNumber: '15/QĐ-SNV', documentDate: '2026-11-22' };

let database: TestDatabase;
let app: App;
const clock = { now: fixedClock('2026-11-22T09:00:00+07:00') };
const itIs = (day: string): void => void (clock.now = fixedClock(`${day}T09:00:00+07:00`));

const period = (code: string, from: string, to: string, cutOff: string) => ({
  code,
  kind: 'QUARTER',
  from,
  to,
  cutOff,
});

beforeAll(async () => {
  database = await openTestDatabase();
  await importFolder(database, sample);
  const act = { authority, kind: 'TEST', actor: 'tester', recordedAt: '2026-11-21T02:00:00Z' };
  const periods = [
    period('2027-Q1', '2027-01-01', '2027-04-01', '2027-04-10'),
    period('2027-Q2', '2027-04-01', '2027-07-01', '2027-07-10'),
  ];
  await record(database, act, changesOf({ period: periods }));
  app = await createApp({
    database,
    clock: { now: () => clock.now.now(), today: () => clock.now.today() },
    catalogue: CATALOGUE,
  });
}, 120_000);
afterAll(async () => {
  await app?.stop();
  await database?.close();
});

async function answer<T>(query: string, variables: object, as: Viewer | null): Promise<Answer<T>> {
  const contextValue = app.context('en');
  contextValue.viewer = as;
  const { body } = await app.apollo.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error('an incremental answer');
  return JSON.parse(JSON.stringify(body.singleResult)) as Answer<T>;
}

async function ask<T>(query: string, variables: object, as: Viewer | null = AUTHOR): Promise<T> {
  const { data, errors } = await answer<T>(query, variables, as);
  if (errors || data === null) throw new Error(JSON.stringify(errors, null, 1));
  return data;
}

interface Draft {
  readonly code: string;
  readonly state: string;
  readonly digest: string;
  readonly effectiveFrom: string | null;
  readonly configuration: Record<string, never>;
  readonly checks: readonly {
    readonly code: string;
    readonly path: string | null;
    readonly severity: string;
  }[];
  readonly differences: readonly { readonly sentence: string }[];
}

interface Done {
  readonly position: number | null;
  readonly problems: readonly { readonly code: string; readonly path: string | null }[];
  readonly configurationDraft: Draft | null;
}

const DRAFT = `code state digest effectiveFrom configuration checks { code path severity } differences { sentence }`;

async function act(name: string, input: object, as: Viewer = AUTHOR): Promise<Done> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { done } = await ask<{ done: Done }>(
    `mutation ($input: ${type}!) { done: ${name}(input: $input) {
       position problems { code path } configurationDraft { ${DRAFT} } } }`,
    { input: { authority, ...input } },
    as,
  );
  return done;
}

async function done(name: string, input: object, as: Viewer = AUTHOR): Promise<Draft> {
  const { configurationDraft, problems } = await act(name, input, as);
  if (configurationDraft === null) throw new Error(JSON.stringify(problems));
  return configurationDraft;
}

const codes = ({ problems }: Pick<Done, 'problems'>): string[] =>
  problems.map(({ code, path }) => `${code} ${path ?? ''}`.trim());

async function draft(code: string, as: Viewer = AUTHOR): Promise<Draft> {
  const found = await ask<{ configurationDraft: Draft }>(
    `query ($code: String!) { configurationDraft(authority: "HC", code: $code) { ${DRAFT} } }`,
    { code },
    as,
  );
  return found.configurationDraft;
}

interface Simulated {
  readonly id: string;
  readonly state: string;
  readonly digest: string | null;
  readonly done: number;
  readonly total: number;
  readonly results: readonly {
    readonly scheme: string;
    readonly period: string;
    readonly revisionBefore: number | null;
    readonly all: readonly {
      readonly subject: string;
      readonly before: { readonly points: string };
      readonly after: { readonly points: string };
    }[];
    readonly changing: readonly {
      readonly subject: string;
      readonly leader: string;
      readonly before: { readonly rating: string; readonly points: string };
      readonly after: { readonly rating: string; readonly points: string };
      readonly moved: { readonly line: string; readonly title: string } | null;
    }[];
    readonly stuck: readonly { readonly message: string }[];
  }[];
}

async function simulate(code: string, periods: readonly string[], as: Viewer = AUTHOR) {
  const { simulated } = await ask<{
    simulated: { simulation: { id: string } | null; problems: Done['problems'] };
  }>(
    `mutation ($input: SimulateConfigurationDraftInput!) {
       simulated: simulateConfigurationDraft(input: $input) { simulation { id } problems { code path } } }`,
    { input: { authority, draft: code, periods } },
    as,
  );
  return simulated;
}

async function simulation(id: string): Promise<Simulated> {
  const found = await ask<{ found: Simulated }>(
    `query ($id: String!) { found: configurationSimulation(authority: "HC", id: $id) {
       id state digest done total
       results {
         scheme period revisionBefore stuck { message }
         all: subjects { subject before { points } after { points } }
         changing: subjects(changesClass: true) {
           subject leader before { rating points } after { rating points } moved { line title } }
       } } }`,
    { id },
  );
  return found.found;
}

/** A finished simulation on two quarters. */
async function simulated(code: string): Promise<Simulated> {
  const { simulation: started, problems } = await simulate(code, ['2026-Q3', '2026-Q2']);
  if (started === null) throw new Error(JSON.stringify(problems));
  await app.simulations.settled();
  return simulation(started.id);
}

/** The canonical bytes of every card of a period. */
async function cards(code: string, asOf: string): Promise<string[]> {
  const service = new ScoreCards(new ScoreService(database, CATALOGUE));
  const position = await currentPosition(database, authority);
  const query = { authority, position, scheme: SCHEME, period: code, asOf: parseDay(asOf) };
  return (await service.ofAll(query)).map(({ body }) => canonicalText(body));
}

const EARLIER = ['2025-Q1', '2026-Q2', '2026-Q3', '2026-Q4'];
const earlier = () => Promise.all(EARLIER.map((code) => cards(code, '2026-11-22')));
const revisionOf = (text: string): number =>
  (JSON.parse(text) as { scheme: { revision: number } }).scheme.revision;

type Band = { readonly rating: string; readonly atLeast: string };
const withGood = (configuration: Draft['configuration'], atLeast: string) => ({
  ...configuration,
  bands: (configuration['bands'] as unknown as readonly Band[]).map((band) =>
    band.rating === 'GOOD' ? { ...band, atLeast } : band,
  ),
});

describe('a threshold and a step table, from draft to force and back', () => {
  let before: string[][];
  let scheme: Draft;
  let found: Simulated;
  beforeAll(async () => {
    before = await earlier();
  });

  it('begins with a copy of what is in force', async () => {
    scheme = await done('startConfigurationDraft', {
      kind: 'SCHEME',
      configures: SCHEME,
      effectiveFrom: '2027-01-01',
    });
    expect(scheme).toMatchObject({ code: `SCHEME/${SCHEME}/1`, state: 'VALIDATED', differences: [] });
    expect(scheme.checks.map(({ code }) => code)).toEqual(['CHANGES_NOTHING']);
  });

  it('has a bad threshold told with its place, and refuses to submit it', async () => {
    const configuration = JSON.stringify(withGood(scheme.configuration, '95'));
    const bad = await done('changeConfigurationDraft', {
      draft: scheme.code,
      configuration,
      effectiveFrom: '2027-02-14',
      example: true,
    });
    expect(bad.state).toBe('DRAFT');
    expect(bad.checks).toMatchObject([
      { code: 'CONFIGURATION_SHAPE', path: 'bands.1', severity: 'REFUSED' },
      { code: 'EFFECTIVE_NOT_A_BOUNDARY', path: 'effectiveFrom', severity: 'REFUSED' },
    ]);
    const refusal = await act('submitConfigurationDraft', { draft: scheme.code, simulationDigest: 'x' });
    expect(codes(refusal)).toEqual([
      'DRAFT_HAS_ERRORS draft',
      'CONFIGURATION_SHAPE draft.bands.1',
      'EFFECTIVE_NOT_A_BOUNDARY draft.effectiveFrom',
    ]);
    expect(codes({ problems: (await simulate(scheme.code, ['2026-Q3'])).problems })).toEqual([
      'CONFIGURATION_SHAPE draft.bands.1',
    ]);
  });

  it('tells a good one as a sentence', async () => {
    scheme = await done('changeConfigurationDraft', {
      draft: scheme.code,
      configuration: JSON.stringify(withGood(scheme.configuration, '82')),
      effectiveFrom: '2027-01-01',
      example: true,
    });
    expect(scheme).toMatchObject({ state: 'VALIDATED', checks: [] });
    expect(scheme.differences.map(({ sentence }) => sentence)).toEqual([
      'Bands (empty: class by conditions alone) › Good › From points changed from 70 to 82',
    ]);
  });

  it('is simulated over two quarters: who changes class is read, nothing is written but the result', async () => {
    expect(codes({ problems: (await simulate(scheme.code, ['2027-Q1'])).problems })).toEqual([
      'PERIOD_NOT_BEGUN periods',
    ]);
    const stamps = await database.query('select count(*)::int as n from stamp');
    found = await simulated(scheme.code);
    expect(await database.query('select count(*)::int as n from stamp')).toEqual(stamps);
    expect(found).toMatchObject({ state: 'DONE', results: [{ period: '2026-Q2' }, { period: '2026-Q3' }] });
    expect(found.done).toBe(found.total);
    const lowered = found.results.flatMap(({ changing }) => changing);
    expect(lowered.length).toBeGreaterThan(0);
    for (const { before: old, after, moved } of lowered) {
      expect([old.rating, after.rating]).toEqual(['GOOD', 'COMPLETED']);
      expect(after.points).toBe(old.points);
      expect(Number(old.points)).toBeGreaterThanOrEqual(70);
      expect(Number(old.points)).toBeLessThan(82);
      expect(moved).toBeNull();
    }
    expect((await draft(scheme.code)).state).toBe('SIMULATED');
  });

  it('gives the same digest for the same inputs, and another one for others', async () => {
    const again = await simulated(scheme.code);
    expect(again.digest).toBe(found.digest);
    const alone = await simulate(scheme.code, ['2026-Q3']);
    await app.simulations.settled();
    expect((await simulation(alone.simulation!.id)).digest).not.toBe(found.digest);
  });

  it('a step table is changed beside it: the criterion that moved each leader is named', async () => {
    const started = await done('startConfigurationDraft', {
      kind: 'PLUGIN',
      configures: 'targets',
      effectiveFrom: '2027-01-01',
    });
    const config = (steps: object) =>
      JSON.stringify({ criteria: { attainment: { config: { shape: 'STEP', ...steps } } } });
    const change = (steps: object) =>
      done('changeConfigurationDraft', {
        draft: started.code,
        configuration: config(steps),
        effectiveFrom: '2027-01-01',
        example: true,
      });
    const overlapping = await change({
      steps: [
        { atLeast: '90', share: '1' },
        { atLeast: '90', share: '0.5' },
      ],
    });
    expect(overlapping.checks.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'CONFIGURATION_SHAPE criteria.attainment.config.steps.1.atLeast',
    ]);
    await change({
      steps: [
        { atLeast: '100', share: '1' },
        { atLeast: '90', share: '0.5' },
        { atLeast: '0', share: '0' },
      ],
    });
    const { results } = await simulated(started.code);
    expect(results.map((one) => `${one.scheme} ${one.period}`)).toEqual([
      `${SCHEME} 2026-Q2`,
      `${SCHEME} 2026-Q3`,
    ]);
    const moved = results.flatMap(({ changing }) => changing.map((one) => one.moved?.line));
    expect(new Set(moved)).toEqual(new Set(['targets/attainment']));
    const points = results.flatMap(({ all }) =>
      all.map((one) => Number(one.after.points) <= Number(one.before.points)),
    );
    expect(points).toContain(true);
    expect(points).not.toContain(false);
  });

  it('is submitted, and cannot change from then on, in the database neither', async () => {
    const { digest } = found;
    const refusal = await act('submitConfigurationDraft', { draft: scheme.code, simulationDigest: 'other' });
    expect(codes(refusal)).toEqual(['SIMULATION_MISSING simulationDigest']);
    scheme = await done('submitConfigurationDraft', { draft: scheme.code, simulationDigest: digest });
    expect(scheme.state).toBe('SUBMITTED');
    const change = { draft: scheme.code, configuration: '{}', effectiveFrom: '2027-01-01' };
    expect(codes(await act('changeConfigurationDraft', change))).toEqual(['DRAFT_STANDS draft']);
    const code = scheme.code;
    const copy = `insert into configuration_draft_version
      select authority, code, kind, configures, number, copied_from, effective_from, effective_to, configuration, example,
        correcting_decision, authors, recorded_position + 1000000, recorded_position + 1000001
      from configuration_draft_version where code = '${code}' limit 1`;
    await expect(database.query(copy)).rejects.toMatchObject({ code: '23001' });
    const end = `update configuration_draft_version set superseded_position = recorded_position + 1
      where code = '${code}' and superseded_position is null`;
    await expect(database.query(end)).rejects.toMatchObject({ code: '23001' });
  });

  it('is refused to its own author and to whoever has read something else, and approved by another', async () => {
    const seen = {
      draft: scheme.code,
      draftDigest: scheme.digest,
      simulationDigest: found.digest,
      evidence: DECISION,
    };
    const own = account('an', 'HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER');
    expect(codes(await act('approveConfigurationDraft', seen, own))).toEqual(['OWN_DRAFT draft']);
    const other = { ...seen, draftDigest: 'other' };
    expect(codes(await act('approveConfigurationDraft', other, APPROVER))).toEqual([
      'OTHER_DIGEST draftDigest',
    ]);
    const forbidden = await answer(
      `mutation ($input: ApproveConfigurationDraftInput!) { approveConfigurationDraft(input: $input) { position } }`,
      { input: { authority, ...seen } },
      AUTHOR,
    );
    expect(forbidden.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const byHand = `insert into configuration_decision_version
      (authority, code, draft, outcome, decided_by, decided_on, draft_digest, simulation_digest, decision_number, revision, recorded_position)
      values ('HC', $1, $1, 'APPROVED', $2, '2026-11-22', $3, $4, '1', 2, 1000000)`;
    const digests = [scheme.digest, found.digest];
    await expect(database.query(byHand, [scheme.code, 'an', ...digests])).rejects.toThrow(/may not decide/);
    await expect(database.query(byHand, [scheme.code, 'binh', 'other', found.digest])).rejects.toThrow(
      /not on what/,
    );

    scheme = await done('approveConfigurationDraft', seen, APPROVER);
    expect(scheme.state).toBe('SCHEDULED');
    expect(codes(await act('approveConfigurationDraft', seen, APPROVER))).toEqual(['DRAFT_DECIDED draft']);
  });

  it('counts from its day and not before', async () => {
    expect(await earlier()).toEqual(before);
    itIs('2026-12-31');
    expect((await draft(scheme.code)).state).toBe('SCHEDULED');
    itIs('2027-02-10');
    expect((await draft(scheme.code)).state).toBe('IN_FORCE');
    expect((await cards('2026-Q4', '2027-02-10')).map(revisionOf)).not.toContain(2);
    const now = await cards('2027-Q1', '2027-02-10');
    expect(new Set(now.map(revisionOf))).toEqual(new Set([2]));
    expect(await earlier()).toEqual(before);
  });

  it('is taken back by a copy of the first revision, with its own simulation and decision', async () => {
    const back = await done(
      'startConfigurationDraft',
      {
        kind: 'SCHEME',
        configures: SCHEME,
        revision: 1,
        effectiveFrom: '2027-04-01',
      },
      BOTH,
    );
    expect(back.differences.map(({ sentence }) => sentence)).toEqual([
      'Bands (empty: class by conditions alone) › Good › From points changed from 82 to 70',
    ]);
    const { digest } = await simulated(back.code);
    const submitted = await done(
      'submitConfigurationDraft',
      { draft: back.code, simulationDigest: digest },
      BOTH,
    );
    const seen = {
      draft: back.code,
      draftDigest: submitted.digest,
      simulationDigest: digest,
      evidence: DECISION,
    };
    expect(codes(await act('approveConfigurationDraft', seen, BOTH))).toEqual(['OWN_DRAFT draft']);
    await done('approveConfigurationDraft', seen, APPROVER);
    itIs('2027-05-01');
    expect(new Set((await cards('2027-Q2', '2027-05-01')).map(revisionOf))).toEqual(new Set([3]));
    expect(new Set((await cards('2027-Q1', '2027-05-01')).map(revisionOf))).toEqual(new Set([2]));
    expect(await earlier()).toEqual(before);
    const { history } = await ask<{
      history: { number: number; state: string; draft: string | null; differences: { sentence: string }[] }[];
    }>(
      `{ history: configurationHistory(authority: "HC", kind: SCHEME, configures: "${SCHEME}") {
           number state draft differences { sentence(language: VI) } } }`,
      {},
    );
    expect(history.map(({ number, state, draft: from }) => [number, state, from])).toEqual([
      [1, 'SUPERSEDED', null],
      [2, 'SUPERSEDED', `SCHEME/${SCHEME}/1`],
      [3, 'IN_FORCE', back.code],
    ]);
    expect(history[2]!.differences[0]!.sentence).toContain('đổi từ 82 thành 70');
  });

  it('leaves a ledger whose chain holds', async () => {
    expect((await verifyLedger(database, authority)).faults).toEqual([]);
  });
});

describe('a draft that is rejected', () => {
  it('stands with its reason, and nothing counts', async () => {
    const { code, configuration } = await done('startConfigurationDraft', {
      kind: 'SCHEME',
      configures: SCHEME,
    });
    const changed = await done('changeConfigurationDraft', {
      draft: code,
      configuration: JSON.stringify(withGood(configuration, '60')),
      effectiveFrom: '2027-07-01',
    });
    const { digest } = await simulated(code);
    await done('submitConfigurationDraft', { draft: code, simulationDigest: digest });
    const seen = {
      draft: code,
      draftDigest: changed.digest,
      simulationDigest: digest,
      reason: 'Ngưỡng quá thấp',
    };
    expect((await done('rejectConfigurationDraft', seen, APPROVER)).state).toBe('REJECTED');
    const evidence = DECISION;
    const { reason: _reason, ...approval } = seen;
    expect(codes(await act('approveConfigurationDraft', { ...approval, evidence }, APPROVER))).toEqual([
      'DRAFT_DECIDED draft',
    ]);
  });
});

describe('a simulation', () => {
  it('may be cancelled, and is over then; one that is over cannot be', async () => {
    const { code } = await done('startConfigurationDraft', {
      kind: 'PLUGIN',
      configures: 'deadline',
      effectiveFrom: '2027-07-01',
    });
    const cancelled = Promise.withResolvers<void>();
    const query = database.query.bind(database);
    // It is held where it tells how far it is, so that it cannot be over before it is cancelled.
    const held = vi.spyOn(database, 'query').mockImplementation(async (sql, ...rest) => {
      if (sql.startsWith('update simulation_run set done')) await cancelled.promise;
      return query(sql, ...rest);
    });
    const { simulation: started } = await simulate(code, ['2025-Q1', '2025-Q2', '2025-Q3']);
    const cancel = () =>
      ask<{ cancelled: { simulation: { state: string } | null; problems: Done['problems'] } }>(
        `mutation ($input: CancelConfigurationSimulationInput!) {
           cancelled: cancelConfigurationSimulation(input: $input) { simulation { state } problems { code path } } }`,
        { input: { authority, simulation: started!.id } },
      );
    expect((await cancel()).cancelled.simulation?.state).toBe('CANCELLED');
    cancelled.resolve();
    held.mockRestore();
    expect(codes((await cancel()).cancelled)).toEqual(['SIMULATION_OVER simulation']);
    await app.simulations.settled();
    expect(await simulation(started!.id)).toMatchObject({ state: 'CANCELLED', digest: null, results: null });
    await expect(
      database.query('update simulation_run set done = 0 where id = $1::uuid', [started!.id]),
    ).rejects.toMatchObject({ code: '23001' });
  });
});

describe('who may look', () => {
  const looks = [
    '{ configurationDrafts(authority: "HC") { code } }',
    `{ configurationHistory(authority: "HC", kind: SCHEME, configures: "${SCHEME}") { number } }`,
    '{ configurationSimulation(authority: "HC", id: "x") { id } }',
  ];
  it.each(looks)('%s: staff and auditors, nobody else', async (query) => {
    const fault = async (as: Viewer | null) => (await answer(query, {}, as)).errors?.[0]?.extensions.code;
    expect(await fault(null)).toBe('UNAUTHENTICATED');
    for (const role of ['VIEWER', 'LEADER', 'UNIT_REPORTER', 'STANDING_AGENCY'] as const)
      expect(await fault(account('x', role)), role).toBe('FORBIDDEN');
    const below = { ...AUTHOR, grants: [{ ...AUTHOR.grants[0]!, unit: 'HC-SO' }] };
    expect(await fault(below)).toBe('FORBIDDEN');
    for (const as of [AUTHOR, APPROVER, account('y', 'AUDITOR')]) expect(await fault(as)).toBeUndefined();
  });
});

describe('the named documents of staff', () => {
  const documents = operations('staff');

  it('are of this schema', async () => {
    const ours = await schema();
    expect(documents.length).toBeGreaterThan(10);
    for (const { name, text } of documents)
      expect(
        validate(ours, parse(text)).map(({ message }) => message),
        name,
      ).toEqual([]);
  });

  it.each(documents.filter(({ text }) => text.includes('query ')))(
    '$name reads what there is',
    async ({ text, variables }) => {
      const data = await ask<Record<string, unknown>>(text, variables, BOTH);
      const isThere = !JSON.stringify(variables).includes('00000000');
      for (const value of Object.values(data)) expect(value !== null).toBe(isThere);
    },
  );
});
