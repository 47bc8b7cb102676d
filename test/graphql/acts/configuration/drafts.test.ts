// What else may become of a draft and of a simulation, who may look, and the documents that staff ask with.
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { schema } from '../../../../server/graphql/schema.ts';
import type { Viewer } from '../../../../server/platform/model/viewer.ts';
import { operations } from '../../../support/api.ts';
import type { Done } from './staff.ts';
import {
  authority,
  SCHEME,
  account,
  AUTHOR,
  APPROVER,
  BOTH,
  DECISION,
  answer,
  ask,
  act,
  done,
  codes,
  simulate,
  simulation,
  simulated,
  withGood,
  stage,
  openStage,
  closeStage,
} from './staff.ts';

beforeAll(openStage, 120_000);
afterAll(closeStage);

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
    const query = stage().database.query.bind(stage().database);
    // It is held where it tells how far it is, so that it cannot be over before it is cancelled.
    const held = vi.spyOn(stage().database, 'query').mockImplementation(async (sql, ...rest) => {
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
    await stage().app.simulations.settled();
    expect(await simulation(started!.id)).toMatchObject({ state: 'CANCELLED', digest: null, results: null });
    await expect(
      stage().database.query('update simulation_run set done = 0 where id = $1::uuid', [started!.id]),
    ).rejects.toMatchObject({ code: '23001' });
  });
});

describe('a draft that names what every object answers to', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'as "%s" is told that there is none, and all drafts are still read',
    async (name) => {
      const plugin = { kind: 'PLUGIN', configures: name };
      expect(codes(await act('startConfigurationDraft', plugin))).toEqual(['NOTHING_TO_COPY configures']);
      const reference = { kind: 'SCHEME', configures: SCHEME, reference: name };
      expect(codes(await act('startConfigurationDraft', reference))).toEqual(['NOTHING_TO_COPY reference']);

      const draft = await done('startConfigurationDraft', { kind: 'SCHEME', configures: SCHEME });
      const changed = await done('changeConfigurationDraft', {
        draft: draft.code,
        configuration: JSON.stringify({
          ...draft.configuration,
          parts: [{ plugin: name }],
          limits: [{ condition: `${name}/${name}`, ceiling: 'GOOD' }],
          constructor: { toString: name },
        }),
      });
      expect(changed.state).toBe('DRAFT');
      const { drafts } = await ask<{ drafts: readonly Named[] }>(
        `{ drafts: configurationDrafts(authority: "HC") {
             code state checks { code } differences { path sentence } } }`,
        {},
      );
      const found = drafts.find(({ code }) => code === draft.code)!;
      expect(found.state).toBe('DRAFT');
      expect(found.differences.map(({ path }) => path)).toContain('constructor');
    },
  );
});

describe('a draft of numbers and brackets without end', () => {
  it('is told what is wrong with it, at once', async () => {
    const { code, configuration } = await done('startConfigurationDraft', {
      kind: 'SCHEME',
      configures: SCHEME,
    });
    const save = (text: string) => act('changeConfigurationDraft', { draft: code, configuration: text });
    const begun = performance.now();
    expect(codes(await save(`${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`))).toEqual([
      'CONFIGURATION_SHAPE configuration',
    ]);
    const long = JSON.stringify({ ...configuration, scale: `0.${'7'.repeat(60_000)}` });
    expect(codes(await save(long))).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(3000);
    const { found } = await ask<{ found: { state: string; checks: { path: string }[] } }>(
      `{ found: configurationDraft(authority: "HC", code: "${code}") { state checks { code path } } }`,
      {},
    );
    expect(found.state).toBe('DRAFT');
    expect(found.checks.map(({ path }) => path)).toContain('scale');
  });
});

interface Named {
  readonly code: string;
  readonly state: string;
  readonly differences: readonly { readonly path: string }[];
}

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
