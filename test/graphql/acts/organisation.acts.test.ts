import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActApi, DECISION, viewer } from '../../support/acts.ts';
import type { ActFault } from '../../support/acts.ts';

let api: ActApi;
const evidence = DECISION;

const departments = ['C', 'D', 'E', 'F', 'G', 'H', 'I'].map((code) => ({
  code,
  name: `Sở ${code}`,
  kind: 'DEPARTMENT',
  parent: 'P',
  openedOn: '2020-01-01',
}));

/** An open task and an overdue one for each department. */
const tasks = departments.flatMap(({ code }) =>
  [
    { code: `${code}-OPEN`, dueDay: '2026-12-31' },
    { code: `${code}-LATE`, dueDay: '2026-10-01' },
  ].map((task) => ({
    ...task,
    title: task.code,
    leadUnit: code,
    assignedBy: 'P',
    assignedOn: '2026-08-01',
    dueKind: 'BY',
    field: 'LV',
  })),
);

const heads = departments.map(({ code }) => ({
  code: `${code}-HEAD`,
  leader: 'L2',
  unit: code,
  role: 'HEAD',
  from: '2026-01-01',
  legalStatus: 'CIVIL_SERVANT',
}));

beforeAll(async () => {
  api = await ActApi.open({ unit: departments, task: tasks, appointment: heads });
});

afterAll(() => api.close());

interface Unit {
  readonly closedOn: string | null;
  readonly openedOn: string;
}

async function unit(code: string): Promise<Unit | null> {
  const { data } = await api.answer<{ unit: Unit | null }>(`{ unit(code: "${code}") { openedOn closedOn } }`);
  return data!.unit;
}

/** Where a task went, as "from → to on". */
async function handovers(task: string): Promise<string[]> {
  const { data } = await api.answer<{
    task: { handovers: { on: string; fromUnit: { code: string }; toUnit: { code: string } }[] };
  }>(`{ task(code: "${task}") { handovers { on fromUnit { code } toUnit { code } } } }`);
  return data!.task.handovers.map(({ on, fromUnit, toUnit }) => `${fromUnit.code} → ${toUnit.code} ${on}`);
}

async function row(entity: string, code: string): Promise<Record<string, unknown> | undefined> {
  const [found] = await api.database.query(
    `select *, "from"::text as "from", "to"::text as "to" from "${entity}_version" where authority = 'T' and code = $1 and superseded_position is null`,
    [code],
  );
  return found;
}

describe('units', () => {
  it('merge: they end, open tasks pass with their dates, overdue ones stay, posts end', async () => {
    const before = await api.position();
    const { position } = await api.done('mergeUnits', {
      units: ['C', 'D'],
      into: 'E',
      on: '2026-11-15',
      evidence,
    });
    expect(position).toBe(before + 1);
    expect(await unit('C')).toMatchObject({ closedOn: '2026-11-15' });
    expect(await unit('E')).toMatchObject({ closedOn: null });
    expect(await handovers('C-OPEN')).toEqual(['C → E 2026-11-15']);
    expect(await handovers('D-OPEN')).toEqual(['D → E 2026-11-15']);
    expect(await handovers('C-LATE')).toEqual([]);
    expect(await handovers('E-OPEN')).toEqual([]);
    expect(await row('appointment', 'C-HEAD')).toMatchObject({ to: '2026-11-15' });
    expect(await row('appointment', 'E-HEAD')).toMatchObject({ to: null });
    // What was handed on is handed on again.
    await api.done('transferFunction', { unit: 'E', to: 'B', field: 'LV', on: '2026-11-16', evidence });
    expect(await handovers('C-OPEN')).toEqual(['C → E 2026-11-15', 'E → B 2026-11-16']);
    expect(await handovers('E-OPEN')).toEqual(['E → B 2026-11-16']);
    expect(await handovers('E-LATE')).toEqual([]);
    expect(await unit('E')).toMatchObject({ closedOn: null });
    expect(await api.refusals('transferFunction', { unit: 'E', to: 'B', field: 'LV2', evidence })).toEqual([
      'ALREADY_EXISTS to',
    ]);
  });

  it('split: others take over, one of them the open tasks', async () => {
    await api.done('openUnit', {
      code: 'F1',
      name: { vi: 'Sở F1', en: 'Department F1' },
      kind: 'DEPARTMENT',
      parent: 'P',
      openedOn: '2026-11-01',
      evidence,
    });
    await api.done('splitUnit', { unit: 'F', into: ['F1', 'A'], tasksTo: 'F1', on: '2026-11-10', evidence });
    expect(await unit('F')).toMatchObject({ closedOn: '2026-11-10' });
    expect(await handovers('F-OPEN')).toEqual(['F → F1 2026-11-10']);
    expect(await handovers('F-LATE')).toEqual([]);
    const { data } = await api.answer<{ count: number }>('{ unit(code: "F") { code } }');
    expect(data).toEqual({ unit: { code: 'F' } });
    const lineage = await api.database.query<{ code: string }>(
      "select code from unit_lineage_version where predecessor = 'F' order by code",
    );
    expect(lineage.map(({ code }) => code)).toEqual(['F/A/SPLIT', 'F/F1/SPLIT']);
  });

  it('rename: the unit goes on under its own code, and everything in it stays', async () => {
    const { unit: renamed } = await api.done(
      'renameUnit',
      { unit: 'G', name: { vi: 'Sở G mới', en: 'New G' }, on: '2026-11-12', evidence },
      { select: 'unit { code name nameSince openedOn closedOn }' },
    );
    expect(renamed).toEqual({
      code: 'G',
      name: 'New G',
      nameSince: '2026-11-12',
      openedOn: '2020-01-01',
      closedOn: null,
    });
    expect(await handovers('G-OPEN')).toEqual([]);
    expect(await row('appointment', 'G-HEAD')).toMatchObject({ unit: 'G', to: null });
    const again = { unit: 'G', name: { vi: 'Sở G', en: 'G' }, evidence };
    expect(await api.refusals('renameUnit', { ...again, on: '2026-11-11' })).toEqual(['BEFORE_THE_LAST on']);
    expect(await api.refusals('renameUnit', { ...again, newCode: 'G2' })).toEqual([
      'RENAME_KEEPS_CODE newCode',
    ]);
  });

  it('are listed as of a day as far as they existed then, and all of them where no day is named', async () => {
    const codes = async (asOf: string | null): Promise<readonly string[]> => {
      const at = asOf === null ? '' : `, asOf: "${asOf}"`;
      const { data } = await api.answer<{ units: { nodes: readonly { code: string }[] } }>(
        `{ units(first: 100${at}) { nodes { code } } }`,
      );
      return data!.units.nodes.map(({ code }) => code);
    };
    const [before, since, all] = [await codes('2026-11-14'), await codes('2026-11-15'), await codes(null)];
    expect(before).toEqual(expect.arrayContaining(['C', 'D', 'E', 'F1']));
    expect(since).toEqual(expect.arrayContaining(['E', 'F1']));
    expect(since.filter((code) => ['C', 'D', 'F'].includes(code))).toEqual([]);
    expect(await codes('2026-10-31')).not.toContain('F1');
    expect(await codes('2019-12-31')).toEqual([]);
    expect(all).toEqual(expect.arrayContaining(['C', 'D', 'E', 'F', 'F1']));
  });

  it('refuses what makes no sense', async () => {
    expect(await api.refusals('mergeUnits', { units: ['C'], into: 'A', evidence })).toEqual([
      'UNIT_NOT_OPEN units',
    ]);
    expect(await api.refusals('mergeUnits', { units: ['A'], into: 'B', evidence })).toEqual([
      'UNIT_HAS_UNITS_BELOW units',
    ]);
    expect(await api.refusals('mergeUnits', { units: ['H'], into: 'H', evidence })).toEqual([
      'SAME_UNIT into',
    ]);
    expect(await api.refusals('mergeUnits', { units: [], into: 'H', evidence })).toEqual(['REQUIRED units']);
    expect(await api.refusals('mergeUnits', { units: ['H', 'H'], into: 'I', evidence })).toEqual([
      'DUPLICATE units',
    ]);
    expect(await api.refusals('mergeUnits', { units: ['H'], into: 'I', on: '2026-11-23', evidence })).toEqual(
      ['FUTURE_DAY on'],
    );
    expect(await api.refusals('splitUnit', { unit: 'H', into: ['I'], tasksTo: 'B', evidence })).toEqual([
      'NOT_A_SUCCESSOR tasksTo',
    ]);
    const fault = await api
      .act('mergeUnits', { units: ['H'], into: 'I', evidence }, { as: viewer('HOME_AFFAIRS_AUTHOR', 'H') })
      .catch((error: unknown) => error);
    expect((fault as ActFault).codes).toEqual(['FORBIDDEN']);
  });
});

describe('a post that begins once its unit has ended', () => {
  const LATER = {
    code: 'LATER',
    unit: 'I',
    leader: 'L2',
    post: { vi: 'Phó giám đốc', en: 'Deputy director' },
    from: '2026-11-20',
    isDeputy: true,
    legalStatus: 'CIVIL_SERVANT',
    evidence,
  };
  const merger = { units: ['I'], into: 'H', on: '2026-11-18', evidence };

  it('keeps the unit from ending, until it is taken back', async () => {
    await api.done('appointLeader', LATER);
    expect(await api.refusals('mergeUnits', merger)).toEqual(['POST_BEGINS_LATER on']);
    const before = await api.position();
    await api.done('revokeAppointment', { appointment: 'LATER', evidence });
    expect(await row('appointment', 'LATER')).toBeUndefined();
    const earlier = `{ leader(code: "L2", knownAt: { position: ${before} }) { appointments { code } } }`;
    expect(JSON.stringify(await api.answer(earlier))).toContain('LATER');
    expect(await api.refusals('revokeAppointment', { appointment: 'LATER', evidence })).toEqual([
      'UNKNOWN_REFERENCE appointment',
    ]);
    await api.done('mergeUnits', merger);
    expect(await api.refusals('appointLeader', LATER)).toEqual(['UNIT_NOT_OPEN unit']);
  });
});

describe('appointments', () => {
  const POST = {
    unit: 'A',
    post: { vi: 'Giám đốc', en: 'Director' },
    from: '2026-11-01',
    legalStatus: 'CIVIL_SERVANT',
    evidence,
  };

  it('ended by several at the same time ends once: the others are told, and the day is the winner’s', async () => {
    await api.done('appointLeader', { ...POST, code: 'RACED', leader: 'L1', isDeputy: true, fields: ['LV'] });
    const days = ['2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16'];
    const readAt = await api.position();
    const payloads = await Promise.all(
      days.map((to) =>
        api.act(
          'endAppointment',
          { appointment: 'RACED', to, evidence, readAt },
          { select: 'appointment { to }' },
        ),
      ),
    );
    const winners = payloads.filter(({ position }) => position !== null);
    expect(winners).toHaveLength(1);
    expect(await api.position()).toBe(readAt + 1);
    for (const { position, problems } of payloads)
      if (position === null)
        // Whoever comes so late as to find the post ended on or before the day that they give is told just that.
        expect(['LEDGER_CONFLICT REFUSED', 'APPOINTMENT_ENDED REFUSED']).toContain(
          problems.map(({ code, severity }) => `${code} ${severity}`).join(),
        );
    const { data } = await api.answer<{ leader: { appointments: { code: string; to: string }[] } }>(
      '{ leader(code: "L1") { appointments { code to } } }',
    );
    const raced = data!.leader.appointments.find(({ code }) => code === 'RACED');
    expect({ to: raced!.to }).toEqual(winners[0]!['appointment']);
  });

  it('a head is appointed, acted for and the post ended', async () => {
    const head = await api.done(
      'appointLeader',
      { ...POST, code: 'A1', leader: 'NEW', calledAs: { vi: 'Người mới', en: 'Newcomer' } },
      { select: 'appointment { role leader { label } }' },
    );
    expect(head['appointment']).toEqual({ role: 'HEAD', leader: { label: 'Newcomer' } });
    expect(await api.refusals('appointLeader', { ...POST, leader: 'L2' })).toEqual(['TWO_HEADS from']);
    await api.done('endAppointment', { appointment: 'A1', to: '2026-11-20', evidence });
    expect(await api.refusals('endAppointment', { appointment: 'A1', to: '2026-11-25', evidence })).toEqual([
      'APPOINTMENT_ENDED appointment',
    ]);
    expect(await api.refusals('endAppointment', { appointment: 'A1', to: '2026-11-01', evidence })).toEqual([
      'REVERSED_DATES to',
    ]);
    const acting = await api.done(
      'appointActing',
      { ...POST, leader: 'L2', from: '2026-11-20' },
      { select: 'appointment { role }' },
    );
    expect(acting['appointment']).toEqual({ role: 'ACTING' });
    const deputy = await api.done(
      'appointLeader',
      { ...POST, leader: 'L1', isDeputy: true, fields: ['LV'] },
      { select: 'appointment { role fields }' },
    );
    expect(deputy['appointment']).toEqual({ role: 'DEPUTY', fields: ['LV'] });
  });

  it('refuses unknown people, and people known by another word', async () => {
    expect(await api.refusals('appointLeader', { ...POST, unit: 'B', leader: 'NOBODY' })).toEqual([
      'UNKNOWN_REFERENCE leader',
    ]);
    const calledAs = { vi: 'Khác', en: 'Other' };
    expect(await api.refusals('appointLeader', { ...POST, leader: 'L1', calledAs })).toEqual([
      'ALREADY_EXISTS leader',
    ]);
    expect(await api.refusals('appointLeader', { ...POST, leader: 'L1', from: '2019-01-01' })).toEqual([
      'UNIT_NOT_OPEN unit',
    ]);
  });

  it('of writers at the same time, one appoints the head and the others are told', async () => {
    const payloads = await Promise.all(
      ['L1', 'L2', 'L1', 'L2'].map((leader) => api.act('appointLeader', { ...POST, unit: 'X', leader })),
    );
    expect(payloads.filter(({ position }) => position !== null)).toHaveLength(1);
    for (const { problems, position } of payloads)
      if (position === null) expect(['TWO_HEADS', 'LEDGER_CONFLICT']).toContain(problems[0]!.code);
  });
});

describe('what Home Affairs records of people and units', () => {
  const as = viewer('HOME_AFFAIRS_AUTHOR');

  it('findings and gate facts, with their documents', async () => {
    const { inspectionFinding } = await api.done(
      'recordInspectionFinding',
      { unit: 'B', text: 'Chậm giải ngân', remedyBy: '2026-12-31', evidence },
      { as, select: 'inspectionFinding { unit { code } foundOn document { number } }' },
    );
    expect(inspectionFinding).toEqual({
      unit: { code: 'B' },
      foundOn: DECISION.documentDate,
      document: { number: DECISION.documentNumber },
    });
    const gate = { code: 'K1', leader: 'L1', kind: 'DISCIPLINE', severity: 'REPRIMAND', evidence };
    await api.done('recordGateFact', gate, { as });
    expect(await api.refusals('recordGateFact', gate)).toEqual(['ALREADY_EXISTS code']);
    expect(await api.refusals('revokeGateFact', { gateFact: 'K1', on: '2026-11-01', evidence })).toEqual([
      'BEFORE_THE_LAST on',
    ]);
    await api.done('revokeGateFact', { gateFact: 'K1', evidence });
    expect(await api.refusals('revokeGateFact', { gateFact: 'K1', evidence })).toEqual([
      'GATE_FACT_REVOKED gateFact',
    ]);
    const fault = await api
      .act('recordGateFact', { ...gate, code: 'K2' }, { as: viewer('STANDING_AGENCY') })
      .catch((error: unknown) => error);
    expect((fault as ActFault).codes).toEqual(['FORBIDDEN']);
  });

  it('assessed values, once each, then corrected', async () => {
    const value = { leader: 'L1', period: '2026-Q3', criterion: 'd', value: '8.5', maximum: '10' };
    const { position } = await api.done('recordAssessedValue', { ...value, code: 'V1' }, { as });
    expect(await api.refusals('recordAssessedValue', value)).toEqual(['ALREADY_EXISTS criterion']);
    expect(await api.refusals('recordAssessedValue', { ...value, criterion: 'e', value: '11' })).toEqual([
      'ABOVE_SCALE value',
    ]);
    expect(await api.refusals('recordAssessedValue', { ...value, leader: null, criterion: 'e' })).toEqual([
      'REQUIRED leader',
    ]);
    const { assessment } = await api.done(
      'correctAssessedValue',
      { assessment: 'V1', value: '9', readAt: position },
      { select: 'assessment { value maximum }' },
    );
    expect(assessment).toEqual({ value: '9', maximum: '10' });
    expect(
      await api.refusals('correctAssessedValue', { assessment: 'V1', value: '7', readAt: position }),
    ).toEqual(['LEDGER_CONFLICT readAt']);
    const many = await api.done(
      'recordAssessedValues',
      { rows: ['1', '2'].map((criterion) => ({ ...value, unit: 'A', leader: null, criterion })) },
      { select: 'assessments { criterion }' },
    );
    expect(many['assessments']).toEqual([{ criterion: '1' }, { criterion: '2' }]);
  });
});

it('a calendar version replaces the one before, by notice', async () => {
  const input = { year: 2027, closed: ['2027-01-01'], confidence: 'READ', evidence };
  await api.done('addCalendarVersion', input);
  const { calendarYear } = await api.done(
    'addCalendarVersion',
    { ...input, closed: ['2027-01-01', '2027-09-02'], worked: ['2027-01-09'] },
    { select: 'calendarYear { year closed worked document { number } }' },
  );
  expect(calendarYear).toEqual({
    year: 2027,
    closed: ['2027-01-01', '2027-09-02'],
    worked: ['2027-01-09'],
    document: { number: DECISION.documentNumber },
  });
  expect(await api.refusals('addCalendarVersion', { ...input, year: 20_270 })).toEqual([
    'UNREADABLE_VALUE year',
  ]);
});

it('a calendar version does not replace one recorded after its caller read, of which it knows nothing', async () => {
  const input = { year: 2028, closed: ['2028-01-01'], confidence: 'READ', evidence };
  await api.done('addCalendarVersion', input);
  const readAt = await api.position();
  await api.done('addCalendarVersion', { ...input, closed: ['2028-01-01', '2028-09-02'] });
  const stale = { ...input, worked: ['2028-01-08'] };
  expect(await api.refusals('addCalendarVersion', { ...stale, readAt })).toEqual(['LEDGER_CONFLICT']);
  await api.done('addCalendarVersion', { ...stale, readAt: await api.position() });
});

it('leaves a ledger whose chain holds', async () => {
  expect(await api.faults()).toEqual([]);
});
