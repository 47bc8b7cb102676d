import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActApi, DECISION, viewer } from '../../support/acts.ts';
import type { ActFault } from '../../support/acts.ts';

let api: ActApi;

beforeAll(async () => {
  api = await ActApi.open({
    schemeRevision: [
      {
        scheme: 'project-06-leader-2024',
        number: 1,
        effectiveFrom: '2026-01-01',
        configuration: 'reference:project-06-leader-2024',
        example: true,
      },
    ],
    period: [
      { code: '2026-Q4', kind: 'QUARTER', from: '2026-10-01', to: '2027-01-01', cutOff: '2027-01-05' },
    ],
    appointment: [
      {
        code: 'A-HEAD',
        leader: 'L1',
        unit: 'A',
        role: 'HEAD',
        from: '2026-01-01',
        legalStatus: 'CIVIL_SERVANT',
      },
    ],
  });
});

afterAll(() => api.close());

describe('causes', () => {
  const text = 'Bão số 9';

  it('are explained by the unit, certified by an authority and revoked', async () => {
    const explained = await api.done(
      'explainTask',
      { code: 'C1', task: 'T2', covers: 'LATENESS', text, explainedOn: '2026-11-02' },
      { as: viewer('UNIT_REPORTER', 'A'), select: 'cause { code unit { code } certifiedOn }' },
    );
    expect(explained['cause']).toEqual({ code: 'C1', unit: { code: 'A' }, certifiedOn: null });
    const certified = await api.done(
      'certifyCause',
      { cause: 'C1', certifiedBy: 'P', on: '2026-11-10', evidence: DECISION },
      {
        as: viewer('STANDING_AGENCY'),
        select: 'cause { certifiedOn certifiedBy { code } document { number } }',
      },
    );
    expect(certified['cause']).toEqual({
      certifiedOn: '2026-11-10',
      certifiedBy: { code: 'P' },
      document: { number: DECISION.documentNumber },
    });
    const revoked = await api.done(
      'revokeCause',
      { cause: 'C1', evidence: DECISION },
      { select: 'cause { revokedOn }' },
    );
    expect(revoked['cause']).toEqual({ revokedOn: '2026-11-22' });
  });

  it('lift a deduction once certified, and no longer once revoked', async () => {
    const ofHead = async () => {
      const { data, errors } = await api.answer<{ scoreCard: { points: string; digest: string } }>(
        `{ scoreCard(authority: "T", leader: "L1", period: "2026-Q4") { points digest } }`,
      );
      expect(errors).toBeUndefined();
      return data!.scoreCard;
    };
    const overdue = await ofHead();
    expect(overdue.points).toBe('4.44');
    await api.done('explainTask', {
      code: 'C9',
      task: 'T2',
      covers: 'LATENESS',
      text,
      explainedOn: '2026-11-02',
    });
    expect(await ofHead()).toEqual(overdue);
    await api.done('certifyCause', { cause: 'C9', certifiedBy: 'P', on: '2026-11-10', evidence: DECISION });
    expect((await ofHead()).points).toBe('46.67');
    await api.done('revokeCause', { cause: 'C9', evidence: DECISION });
    expect((await ofHead()).points).toBe(overdue.points);
  });

  it('are refused out of order, and by who would certify themselves', async () => {
    const code = 'C2';
    const evidence = DECISION;
    await api.done('explainTask', { code, task: 'T2', covers: 'QUALITY', text });
    expect(await api.refusals('explainTask', { code, task: 'T2', covers: 'QUALITY', text })).toEqual([
      'ALREADY_EXISTS code',
    ]);
    expect(
      await api.refusals('explainTask', { task: 'T2', covers: 'QUALITY', text, explainedOn: '2026-07-31' }),
    ).toEqual(['BEFORE_THE_LAST explainedOn']);
    expect(await api.refusals('revokeCause', { cause: code, evidence })).toEqual([
      'CAUSE_NOT_CERTIFIED cause',
    ]);
    expect(await api.refusals('certifyCause', { cause: code, certifiedBy: 'A', evidence })).toEqual([
      'SAME_UNIT certifiedBy',
    ]);
    expect(
      await api.refusals('certifyCause', { cause: code, certifiedBy: 'P', on: '2026-11-01', evidence }),
    ).toEqual(['BEFORE_THE_LAST on']);
    await api.done('certifyCause', { cause: code, certifiedBy: 'P', evidence });
    expect(await api.refusals('certifyCause', { cause: code, certifiedBy: 'P', evidence })).toEqual([
      'CAUSE_CERTIFIED cause',
    ]);
    await api.done('revokeCause', { cause: code, evidence });
    expect(await api.refusals('certifyCause', { cause: code, certifiedBy: 'P', evidence })).toEqual([
      'CAUSE_REVOKED cause',
    ]);
    expect(await api.refusals('revokeCause', { cause: code, evidence })).toEqual(['CAUSE_REVOKED cause']);
  });
});

describe('obstacles and directing acts', () => {
  const OBSTACLE = {
    title: { vi: 'Thiếu hướng dẫn', en: 'No guidance' },
    kind: 'LEGAL',
    task: 'T1',
    owedBy: 'B',
    raisedOn: '2026-11-01',
    dueDay: '2026-11-30',
  };

  it('an obstacle is raised by the blocked unit and cleared by the one that owes it', async () => {
    const { obstacle } = await api.done(
      'raiseObstacle',
      { ...OBSTACLE, code: 'O1' },
      { as: viewer('UNIT_REPORTER', 'A'), select: 'obstacle { blockedUnit { code } clearedOn }' },
    );
    expect(obstacle).toEqual({ blockedUnit: { code: 'A' }, clearedOn: null });
    const stranger = await api
      .act('clearObstacle', { obstacle: 'O1' }, { as: viewer('UNIT_REPORTER', 'A') })
      .catch((error: unknown) => error);
    expect((stranger as ActFault).codes).toEqual(['FORBIDDEN']);
    expect(await api.refusals('clearObstacle', { obstacle: 'O1', on: '2026-10-31' })).toEqual([
      'REVERSED_DATES on',
    ]);
    await api.done('clearObstacle', { obstacle: 'O1' }, { as: viewer('UNIT_REPORTER', 'B') });
    expect(await api.refusals('clearObstacle', { obstacle: 'O1' })).toEqual(['OBSTACLE_CLEARED obstacle']);
  });

  it('an obstacle blocks something, and is to be cleared after it was raised', async () => {
    expect(await api.refusals('raiseObstacle', { ...OBSTACLE, task: null })).toEqual([
      'REQUIRED blockedUnit',
    ]);
    expect(await api.refusals('raiseObstacle', { ...OBSTACLE, dueDay: '2026-10-31' })).toEqual([
      'BEFORE_THE_LAST dueDay',
    ]);
    expect(await api.refusals('raiseObstacle', { ...OBSTACLE, owedBy: 'Z' })).toEqual([
      'UNKNOWN_REFERENCE owedBy',
    ]);
  });

  it('a directing act is of whoever held a post in the unit on the day', async () => {
    const input = { leader: 'L1', unit: 'A', kind: 'INSPECTION', on: '2026-11-05', inPerson: true };
    const { directingAct } = await api.done('recordDirectingAct', input, {
      select: 'directingAct { leader { code } inPerson }',
    });
    expect(directingAct).toEqual({ leader: { code: 'L1' }, inPerson: true });
    expect(await api.refusals('recordDirectingAct', { ...input, unit: 'B' })).toEqual(['NOT_IN_POST leader']);
    expect(await api.refusals('recordDirectingAct', { ...input, on: '2025-12-31' })).toEqual([
      'NOT_IN_POST leader',
    ]);
    const many = await api.done(
      'recordDirectingActs',
      { rows: [input, { ...input, kind: 'DIRECTIVE' }] },
      { select: 'directingActs { kind }' },
    );
    expect(many['directingActs']).toEqual([{ kind: 'INSPECTION' }, { kind: 'DIRECTIVE' }]);
  });
});

describe('readings and targets', () => {
  const READING = {
    metric: 'M',
    unit: 'A',
    coversFrom: '2026-10-01',
    coversTo: '2026-10-31',
    source: 'DVC',
    numerator: '95',
    denominator: '100',
  };

  it('a reading is recorded once, then corrected; the old one can be read as of then', async () => {
    const select = 'reading { code numerator kind knownOn }';
    const first = await api.done('recordReading', READING, { select, as: viewer('INTEGRATOR') });
    expect(first['reading']).toEqual({
      code: 'M/A/2026-10-01/2026-10-31/DVC',
      numerator: '95',
      kind: 'RATIO',
      knownOn: '2026-11-22',
    });
    expect(await api.refusals('recordReading', READING)).toEqual(['ALREADY_EXISTS coversTo']);
    const second = await api.done('correctReading', { ...READING, numerator: '90' }, { select });
    expect(second['reading']).toMatchObject({ numerator: '90' });
    const { data } = await api.answer<object>(
      `{ readings(knownAt: { position: ${first.position} }) { nodes { numerator } } }`,
    );
    expect(data).toEqual({ readings: { nodes: [{ numerator: '95' }] } });
    expect(await api.refusals('correctReading', { ...READING, source: 'KHAC' })).toEqual([
      'UNKNOWN_REFERENCE coversTo',
    ]);
  });

  it('figures that cannot be are refused, those that disagree with what was published are flagged', async () => {
    const other = { ...READING, coversFrom: '2026-09-01', coversTo: '2026-09-30' };
    expect(await api.refusals('recordReading', { ...other, numerator: '101' })).toEqual([
      'NUMERATOR_ABOVE_DENOMINATOR numerator',
    ]);
    expect(await api.refusals('recordReading', { ...other, denominator: null })).toEqual([
      'INCOMPLETE_RATIO denominator',
    ]);
    expect(
      await api.refusals('recordReading', { ...other, metric: 'N', numerator: '101', denominator: null }),
    ).toEqual(['ABOVE_SCALE numerator']);
    expect(await api.refusals('recordReading', { ...other, metric: 'NONE' })).toEqual([
      'UNKNOWN_REFERENCE metric',
    ]);
    const { problems } = await api.done('recordReading', { ...other, publishedPercent: '94' });
    expect(problems).toMatchObject([
      { code: 'PUBLISHED_DIFFERS', path: 'publishedPercent', severity: 'FLAGGED' },
    ]);
  });

  it('of writers at the same time, one records a reading and the others are told', async () => {
    const input = { ...READING, unit: 'B' };
    const payloads = await Promise.all(Array.from({ length: 5 }, () => api.act('recordReading', input)));
    expect(payloads.filter(({ position }) => position !== null)).toHaveLength(1);
    for (const { problems, position } of payloads)
      if (position === null) expect(['ALREADY_EXISTS', 'LEDGER_CONFLICT']).toContain(problems[0]!.code);
    const readAt = await api.position();
    const corrections = await Promise.all(
      ['1', '2', '3'].map((numerator) => api.act('correctReading', { ...input, numerator, readAt })),
    );
    expect(corrections.filter(({ position }) => position !== null)).toHaveLength(1);
    for (const { problems, position } of corrections)
      if (position === null) expect(problems[0]!.code).toBe('LEDGER_CONFLICT');
  });

  it('machines record thousands at once, all or none', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => ({
      ...READING,
      metric: 'N',
      denominator: null,
      source: `S${index}`,
    }));
    const before = await api.position();
    const bad = rows.map((row, index) => (index === 1234 ? { ...row, numerator: '-1' } : row));
    expect(await api.refusals('recordReadings', { rows: bad })).toEqual(['NEGATIVE rows.1234.numerator']);
    const { position } = await api.done('recordReadings', { rows, idempotencyKey: 'bulk' });
    expect(position).toBe(before + 1);
    expect((await api.done('recordReadings', { rows, idempotencyKey: 'bulk' })).position).toBe(position);
    const tooMany = Array.from({ length: 5001 }, () => rows[0]);
    expect(await api.refusals('recordReadings', { rows: tooMany })).toEqual(['TOO_MANY_ROWS rows']);
  });

  it('a target is set by decision', async () => {
    const input = {
      code: 'G1',
      metric: 'M',
      unit: 'A',
      kind: 'HOLD_DURING',
      from: '2026-10-01',
      by: '2026-12-31',
      minimum: '95',
      evidence: DECISION,
    };
    const { target } = await api.done('setTarget', input, {
      select: 'target { minimum document { number } }',
    });
    expect(target).toEqual({ minimum: '95', document: { number: DECISION.documentNumber } });
    expect(await api.refusals('setTarget', input)).toEqual(['ALREADY_EXISTS code']);
    expect(await api.refusals('setTarget', { ...input, code: 'G2', minimum: null, by: null })).toEqual([
      'REQUIRED minimum',
      'REQUIRED by',
    ]);
  });
});

describe('reports', () => {
  it('are submitted for a day on which they are due, again where they must, and their content accepted', async () => {
    const select = 'submission { code number submittedOn empty acceptedOn }';
    const empty = await api.done(
      'submitReport',
      { duty: 'R', dueOn: '2026-09-30', submittedOn: '2026-09-29', empty: true },
      { select, as: viewer('UNIT_REPORTER', 'A') },
    );
    expect(empty['submission']).toEqual({
      code: 'R/2026-09-30/1',
      number: 1,
      submittedOn: '2026-09-29',
      empty: true,
      acceptedOn: null,
    });
    expect(await api.refusals('acceptReport', { submission: 'R/2026-09-30/1' })).toEqual([
      'REPORT_EMPTY submission',
    ]);
    await api.done('submitReport', { duty: 'R', dueOn: '2026-09-30', submittedOn: '2026-10-02' });
    const { submission } = await api.done('acceptReport', { submission: 'R/2026-09-30/2' }, { select });
    expect(submission).toMatchObject({ number: 2, acceptedOn: '2026-11-22' });
    expect(await api.refusals('acceptReport', { submission: 'R/2026-09-30/2' })).toEqual([
      'REPORT_ACCEPTED submission',
    ]);
    expect(await api.refusals('submitReport', { duty: 'R', dueOn: '2026-10-31' })).toEqual([
      'REPORT_NOT_DUE dueOn',
    ]);
    expect(await api.refusals('submitReport', { duty: 'Z', dueOn: '2026-10-31' })).toEqual([
      'UNKNOWN_REFERENCE duty',
    ]);
    expect(
      await api.refusals('submitReports', {
        rows: [
          { duty: 'R', dueOn: '2026-12-30' },
          { duty: 'R', dueOn: '2026-12-31' },
        ],
      }),
    ).toEqual(['REPORT_NOT_DUE rows.1.dueOn']);
  });
});

it('leaves a ledger whose chain holds', async () => {
  expect(await api.faults()).toEqual([]);
});
