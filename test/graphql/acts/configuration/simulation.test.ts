// What a simulation says of ranks, places and criteria that tell nobody apart, on the facts of the fictional province.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from './staff.ts';
import {
  SCHEME,
  act,
  ask,
  closeStage,
  codes,
  done,
  draft,
  openStage,
  simulate,
  simulated,
  simulation,
  stage,
} from './staff.ts';

beforeAll(openStage, 120_000);
afterAll(closeStage);

const told = ({ checks }: Draft): string[] =>
  checks.map(({ code, path, severity }) => `${severity} ${code} ${path ?? ''}`.trim());

describe('a draft that raises the share of the excellent', () => {
  it('shows the places before and after, the rank of each leader, and who gains a place', async () => {
    const RANKED = 'civil-servant-2026';
    const { code, configuration } = await done('startConfigurationDraft', {
      kind: 'SCHEME',
      configures: RANKED,
    });
    const cap = { ...(configuration['cap'] as unknown as object), percent: '40', raisedPercent: '40' };
    await done('changeConfigurationDraft', {
      draft: code,
      configuration: JSON.stringify({ ...(configuration as object), cap }),
      effectiveFrom: '2027-01-01',
    });
    const { id } = await simulated(code);
    const { found } = await ask<{ found: { results: unknown[] } }>(
      `query ($id: String!) { found: configurationSimulation(authority: "HC", id: $id) { results {
         period
         caps { group before { base places within beyond tied } after { base places within beyond tied } }
         subjects(changesClass: true) {
           subject before { ownRating rating rank group cap } after { ownRating rating rank group cap } } } } }`,
      { id },
    );
    const place = (rank: number, rating: string | null, of: string) => ({
      ownRating: 'EXCELLENT',
      rating,
      rank,
      group: 'HEAD',
      cap: of,
    });
    expect(found.results).toEqual([
      {
        period: '2026-Q2',
        caps: [
          {
            group: 'HEAD',
            before: { base: 12, places: 2, within: 1, beyond: 3, tied: 2 },
            after: { base: 12, places: 4, within: 4, beyond: 2, tied: 0 },
          },
        ],
        subjects: [
          {
            subject: 'appointment:HC-SO-NV-B1',
            before: place(2, null, 'TIE'),
            after: place(2, 'EXCELLENT', 'WITHIN'),
          },
          {
            subject: 'appointment:HC-SO-XD-B1',
            before: place(4, 'GOOD', 'BEYOND'),
            after: place(4, 'EXCELLENT', 'WITHIN'),
          },
          {
            subject: 'appointment:HC-SO-YT-B1',
            before: place(2, null, 'TIE'),
            after: place(2, 'EXCELLENT', 'WITHIN'),
          },
        ],
      },
      // Nobody declared the cohort of the third quarter complete, so nobody has a rank or a place in it.
      { period: '2026-Q3', caps: [], subjects: [] },
    ]);
  });
});

describe('a criterion that nobody can pass or fail', () => {
  const OBSTACLES = 'NOBODY_PASSES deadline/obstacles';

  it('is found on the facts of each period, and the last one that ended is told among the checks of the draft', async () => {
    const { code } = await done('startConfigurationDraft', {
      kind: 'PLUGIN',
      configures: 'deadline',
      effectiveFrom: '2027-01-01',
    });
    expect(told(await draft(code))).toEqual(['FLAGGED CHANGES_NOTHING']);
    const { id } = await simulated(code);
    const { found } = await ask<{
      found: { results: { period: string; stuck: { line: string; kind: string; message: string }[] }[] };
    }>(
      `query ($id: String!) { found: configurationSimulation(authority: "HC", id: $id) { results {
         period stuck { line kind message } } } }`,
      { id },
    );
    expect(
      found.results.map(({ period, stuck }) => [period, ...stuck.map(({ kind, line }) => `${kind} ${line}`)]),
    ).toEqual([
      [
        '2026-Q2',
        'NOBODY_FAILS deadline/quality',
        'NOBODY_PASSES deadline/explanation',
        'NOBODY_FAILS deadline/obstacles',
      ],
      ['2026-Q3', OBSTACLES],
    ]);
    expect(found.results[1]!.stuck[0]!.message).toBe(
      'Criterion "Obstacles cleared in time": in 2026-Q3 nobody earns a point of it',
    );
    expect(told(await draft(code))).toEqual([
      'FLAGGED CHANGES_NOTHING',
      'FLAGGED NOBODY_PASSES criteria.obstacles',
    ]);
  });

  it('is told only of the draft as it was simulated, keeps it not from being submitted, and leads to the part of a scheme', async () => {
    const started = await done('startConfigurationDraft', {
      kind: 'SCHEME',
      configures: SCHEME,
      effectiveFrom: '2027-01-01',
    });
    const save = (minimumApplicable: string) =>
      done('changeConfigurationDraft', {
        draft: started.code,
        configuration: JSON.stringify({ ...(started.configuration as object), minimumApplicable }),
        effectiveFrom: '2027-01-01',
        example: true,
      });
    await save('0.4');
    const early = await simulate(started.code, ['2026-Q2']);
    await stage().app.simulations.settled();
    expect((await simulation(early.simulation!.id)).state).toBe('DONE');
    expect(told(await draft(started.code))).toEqual([
      'FLAGGED NOBODY_FAILS parts.0.plugin',
      'FLAGGED NOBODY_PASSES parts.0.plugin',
      'FLAGGED NOBODY_FAILS parts.0.plugin',
    ]);
    await simulated(started.code);
    expect(told(await draft(started.code))).toEqual(['FLAGGED NOBODY_PASSES parts.0.plugin']);
    expect(told(await save('0.3'))).toEqual([]);
    expect(told(await save('0.4'))).toEqual(['FLAGGED NOBODY_PASSES parts.0.plugin']);
    const { digest } = await simulated(started.code);
    const submitted = await act('submitConfigurationDraft', {
      draft: started.code,
      simulationDigest: digest,
    });
    expect(codes(submitted)).toEqual([]);
  });
});
