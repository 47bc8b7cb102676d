// Whoever wrote any of a draft, or submitted it, decides nothing about it: the server refuses it, and the database by itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APPROVER,
  DECISION,
  account,
  act,
  closeStage,
  codes,
  done,
  openStage,
  simulated,
  stage,
} from './staff.ts';

beforeAll(openStage, 120_000);
afterAll(closeStage);

const staff = (name: string) => account(name, 'HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER');
const STARTED = staff('started');
const CHANGED = staff('changed');
const CHANGED_LAST = staff('changed-last');
const SUBMITTED = staff('submitted');

const DECIDE_BY_HAND = `insert into configuration_decision_version
  (authority, code, draft, outcome, decided_by, decided_on, draft_digest, simulation_digest, decision_number, reason, revision, recorded_position)
  values ('HC', $1, $1, $2, $3, '2026-11-22', $4, $5, '1', 'r', 2, 1000000)`;

describe('a draft that several people wrote and another submitted', () => {
  let seen: { readonly draft: string; readonly draftDigest: string; readonly simulationDigest: string };

  beforeAll(async () => {
    const effectiveFrom = '2027-01-01';
    const { code } = await done(
      'startConfigurationDraft',
      { kind: 'PLUGIN', configures: 'targets', effectiveFrom },
      STARTED,
    );
    const change = (max: string) => ({
      draft: code,
      configuration: JSON.stringify({ criteria: { attainment: { max } } }),
      effectiveFrom,
    });
    await done('changeConfigurationDraft', change('50'), CHANGED);
    const { digest } = await done('changeConfigurationDraft', change('60'), CHANGED_LAST);
    const { digest: simulationDigest } = await simulated(code);
    await done('submitConfigurationDraft', { draft: code, simulationDigest }, SUBMITTED);
    seen = { draft: code, draftDigest: digest, simulationDigest: simulationDigest! };
  });

  describe.each([
    ['who started it', STARTED],
    ['who changed it once', CHANGED],
    ['who changed it last', CHANGED_LAST],
    ['who only submitted it', SUBMITTED],
  ])('%s', (_who, viewer) => {
    it('may neither approve nor reject it', async () => {
      const approved = await act('approveConfigurationDraft', { ...seen, evidence: DECISION }, viewer);
      expect(codes(approved)).toEqual(['OWN_DRAFT draft']);
      const rejected = await act('rejectConfigurationDraft', { ...seen, reason: 'r' }, viewer);
      expect(codes(rejected)).toEqual(['OWN_DRAFT draft']);
    });

    it.each(['APPROVED', 'REJECTED'])('is refused by the database too: %s', async (outcome) => {
      const values = [seen.draft, outcome, viewer.subject, seen.draftDigest, seen.simulationDigest];
      await expect(stage().database.query(DECIDE_BY_HAND, values)).rejects.toThrow(
        `${viewer.subject} may not decide on a draft of their own`,
      );
    });
  });

  it('is approved by somebody who did none of it', async () => {
    const approved = await done('approveConfigurationDraft', { ...seen, evidence: DECISION }, APPROVER);
    expect(approved.state).toBe('SCHEDULED');
  });
});

describe('a draft of a plugin with a day of end', () => {
  it('is told that its revision can have none, and not submitted with it', async () => {
    const { code } = await done('startConfigurationDraft', { kind: 'PLUGIN', configures: 'deadline' });
    const changed = await done('changeConfigurationDraft', {
      draft: code,
      configuration: '{}',
      effectiveFrom: '2027-01-01',
      effectiveTo: '2027-04-01',
      example: true,
    });
    expect(changed.checks.map((check) => `${check.severity} ${check.code} ${check.path}`)).toEqual([
      'REFUSED PLUGIN_HAS_NO_END effectiveTo',
      'FLAGGED CHANGES_NOTHING null',
    ]);
    const { digest } = await simulated(code);
    expect(codes(await act('submitConfigurationDraft', { draft: code, simulationDigest: digest }))).toEqual([
      'DRAFT_HAS_ERRORS draft',
      'PLUGIN_HAS_NO_END draft.effectiveTo',
    ]);
  });
});
