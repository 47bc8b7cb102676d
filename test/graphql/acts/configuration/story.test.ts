// The path of Home Affairs staff from a copy to a revision in force, through the API alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../../../server/platform/ledger/verify-ledger.ts';
import type { Draft, Simulated } from './staff.ts';
import {
  authority,
  SCHEME,
  account,
  AUTHOR,
  APPROVER,
  BOTH,
  DECISION,
  itIs,
  answer,
  ask,
  act,
  done,
  codes,
  draft,
  simulate,
  simulation,
  simulated,
  cards,
  earlier,
  revisionOf,
  tableOf,
  withGood,
  stage,
  openStage,
  closeStage,
} from './staff.ts';

beforeAll(openStage, 120_000);
afterAll(closeStage);

describe('a threshold and a step table, from draft to force and back', () => {
  let before: string[][];
  let scheme: Draft;
  let found: Simulated;
  let table: Draft;
  let foundOfTable: Simulated;
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
    const stamps = await stage().database.query('select count(*)::int as n from stamp');
    found = await simulated(scheme.code);
    expect(await stage().database.query('select count(*)::int as n from stamp')).toEqual(stamps);
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
    await stage().app.simulations.settled();
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
    const refusal = await act('submitConfigurationDraft', { draft: started.code, simulationDigest: 'x' });
    expect(codes(refusal)).toEqual([
      'DRAFT_HAS_ERRORS draft',
      'CONFIGURATION_SHAPE draft.criteria.attainment.config.steps.1.atLeast',
    ]);
    table = await change({
      steps: [
        { atLeast: '100', share: '1' },
        { atLeast: '90', share: '0.5' },
        { atLeast: '0', share: '0' },
      ],
    });
    foundOfTable = await simulated(started.code);
    const { results } = foundOfTable;
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
    await expect(stage().database.query(copy)).rejects.toMatchObject({ code: '23001' });
    const end = `update configuration_draft_version set superseded_position = recorded_position + 1
      where code = '${code}' and superseded_position is null`;
    await expect(stage().database.query(end)).rejects.toMatchObject({ code: '23001' });
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
    const tomorrow = { ...seen, evidence: { ...DECISION, documentDate: '2026-11-23' } };
    expect(codes(await act('approveConfigurationDraft', tomorrow, APPROVER))).toEqual([
      'FUTURE_DAY evidence.documentDate',
    ]);
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
    await expect(stage().database.query(byHand, [scheme.code, 'an', ...digests])).rejects.toThrow(
      /may not decide/,
    );
    await expect(
      stage().database.query(byHand, [scheme.code, 'binh', 'other', found.digest]),
    ).rejects.toThrow(/not on what/);

    scheme = await done('approveConfigurationDraft', seen, APPROVER);
    expect(scheme.state).toBe('SCHEDULED');
    expect(codes(await act('approveConfigurationDraft', seen, APPROVER))).toEqual(['DRAFT_DECIDED draft']);
  });

  it('the step table goes the same way: submitted, refused to its author, approved by another', async () => {
    const { digest } = foundOfTable;
    await done('submitConfigurationDraft', { draft: table.code, simulationDigest: digest });
    const seen = {
      draft: table.code,
      draftDigest: table.digest,
      simulationDigest: digest,
      evidence: DECISION,
    };
    const own = account('an', 'HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER');
    expect(codes(await act('approveConfigurationDraft', seen, own))).toEqual(['OWN_DRAFT draft']);
    table = await done('approveConfigurationDraft', seen, APPROVER);
    expect(table.state).toBe('SCHEDULED');
  });

  it('counts from its day and not before', async () => {
    expect(await earlier()).toEqual(before);
    itIs('2026-12-31');
    expect((await draft(scheme.code)).state).toBe('SCHEDULED');
    itIs('2027-02-10');
    expect((await draft(scheme.code)).state).toBe('IN_FORCE');
    expect((await draft(table.code)).state).toBe('IN_FORCE');
    const last = await cards('2026-Q4', '2027-02-10');
    expect(last.map(revisionOf)).not.toContain(2);
    expect(new Set(last.map(tableOf))).toEqual(new Set([1]));
    const now = await cards('2027-Q1', '2027-02-10');
    expect(new Set(now.map(revisionOf))).toEqual(new Set([2]));
    expect(new Set(now.map(tableOf))).toEqual(new Set([2]));
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

  it('the step table is taken back too, from the coming quarter on', async () => {
    const requested = { kind: 'PLUGIN', configures: 'targets', revision: 1, effectiveFrom: '2027-07-01' };
    const back = await done('startConfigurationDraft', requested, BOTH);
    expect(back).toMatchObject({ code: 'PLUGIN/targets/2', state: 'VALIDATED' });
    expect(back.differences.length).toBeGreaterThan(0);
    const { digest } = await simulated(back.code);
    const { digest: draftDigest } = await done(
      'submitConfigurationDraft',
      { draft: back.code, simulationDigest: digest },
      BOTH,
    );
    const seen = { draft: back.code, draftDigest, simulationDigest: digest, evidence: DECISION };
    expect(codes(await act('approveConfigurationDraft', seen, BOTH))).toEqual(['OWN_DRAFT draft']);
    await done('approveConfigurationDraft', seen, APPROVER);
    itIs('2027-08-01');
    const tables = async (period: string) => new Set((await cards(period, '2027-08-01')).map(tableOf));
    expect(await tables('2027-Q1')).toEqual(new Set([2]));
    expect(await tables('2027-Q2')).toEqual(new Set([2]));
    expect(await tables('2027-Q3')).toEqual(new Set([3]));
    expect(await earlier()).toEqual(before);
    const { history } = await ask<{ history: { number: number; state: string; configuration: unknown }[] }>(
      `{ history: configurationHistory(authority: "HC", kind: PLUGIN, configures: "targets") {
           number state configuration } }`,
      {},
    );
    expect(history.map(({ number, state }) => [number, state])).toEqual([
      [1, 'SUPERSEDED'],
      [2, 'SUPERSEDED'],
      [3, 'IN_FORCE'],
    ]);
    expect(history[2]!.configuration).toEqual(history[0]!.configuration);
    expect(history[1]!.configuration).not.toEqual(history[0]!.configuration);
  });

  it('leaves a ledger whose chain holds', async () => {
    expect((await verifyLedger(stage().database, authority)).faults).toEqual([]);
  });
});
