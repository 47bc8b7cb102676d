import type { Story } from '../../support/province.ts';
import { HEADER } from '../../support/province.ts';

const person = (code: string) => ({ code, label: `Tên của ${code}` });
const post = (leader: string, unit: string) => ({
  code: `${leader}-${unit}`,
  leader,
  unit,
  role: 'HEAD',
  from: '2024-01-01',
  legalStatus: 'CIVIL_SERVANT',
  post: `Chức vụ ${leader}-${unit}`,
});
export const PEOPLE = ['ANN', 'XUAN', 'BAO', 'CHI'];
export const UNITS = ['A', 'X', 'B'];
const each = (codes: readonly string[], prefix: string, row: (code: string) => object) =>
  codes.map((code) => ({ code: `${prefix}-${code}`, ...row(code) }));

/** Who received a task by a handover. */
export const RECEIVERS: Readonly<Record<string, string>> = { 'TASK-B': 'X' };

/** Below the province the departments A and B, and X below A. Ann heads A, Xuan X, Bao B; Chi has no post. */
export const STORY: Story = {
  ...HEADER,
  periodUnlock: [
    {
      period: '2024-Q1',
      number: 1,
      lockedOn: '2024-04-10',
      unlockedOn: '2024-04-12',
      reason: 'Mở lại để bổ sung',
    },
  ],
  unitLineage: [
    {
      predecessor: 'B',
      successor: 'X',
      kind: 'FUNCTION_TRANSFER',
      on: '2024-02-01',
      field: 'F',
      document: 'D',
    },
  ],
  calendarYear: [{ year: 2024, confidence: 'READ', document: 'D' }],
  plan: [{ code: 'PLAN', title: 'Kế hoạch', year: 2024, issuedBy: 'P', document: 'D' }],
  taskGroup: [{ code: 'GROUP', plan: 'PLAN', title: 'Nhóm nhiệm vụ' }],
  unit: [
    ...HEADER['unit']!,
    { code: 'X', name: 'Chi cục X', kind: 'ORGANISATION', parent: 'A', openedOn: '2020-01-01' },
  ],
  schemeRevision: [
    ...HEADER['schemeRevision']!,
    {
      scheme: 'service-index-2026',
      number: 1,
      effectiveFrom: '2024-01-01',
      configuration: 'reference:service-index-2026',
      example: true,
    },
  ],
  document: [{ code: 'D', kind: 'DECISION', title: 'Văn bản' }],
  leader: PEOPLE.map(person),
  appointment: [post('ANN', 'A'), post('XUAN', 'X'), post('BAO', 'B')],
  absence: each(PEOPLE, 'ABS', (leader) => ({ leader, kind: 'SICK', from: '2024-02-01', to: '2024-02-02' })),
  award: [
    ...each(PEOPLE, 'AW', (leader) => ({
      leader,
      award: 'ADVANCED_WORKER',
      year: 2024,
      awardedOn: '2024-05-01',
    })),
    ...each(UNITS, 'AW', (unit) => ({
      unit,
      award: 'ADVANCED_COLLECTIVE',
      year: 2024,
      awardedOn: '2024-05-01',
    })),
  ],
  initiative: each(PEOPLE, 'IN', (leader) => ({ leader, recognisedOn: '2024-05-01', reach: 'GRASSROOTS' })),
  assessment: each(PEOPLE, 'AS', (leader) => ({
    leader,
    period: '2024-Q2',
    criterion: 'c',
    value: '1',
    assessedOn: '2024-04-01',
  })),
  gateFact: each(PEOPLE, 'GF', (leader) => ({
    leader,
    kind: 'DISCIPLINE',
    severity: 'REPRIMAND',
    decidedOn: '2024-05-01',
    document: 'D',
  })),
  decidedRating: each(PEOPLE, 'DR', (leader) => ({
    leader,
    period: '2024-Q1',
    rating: 'GOOD',
    decidedOn: '2024-05-01',
  })),
  staffRating: UNITS.map((unit) => ({
    unit,
    period: '2024-Q1',
    rating: 'GOOD',
    people: 3,
    recordedOn: '2024-05-01',
  })),
  task: each(UNITS, 'TASK', (leadUnit) => ({
    title: `Việc của ${leadUnit}`,
    plan: 'PLAN',
    group: 'GROUP',
    leadUnit,
    assignedBy: 'P',
    assignedOn: '2024-04-01',
    dueKind: 'BY',
    dueDay: '2024-05-31',
    coordinatingUnits: leadUnit === 'X' ? ['B'] : [],
  })),
  extension: UNITS.map((unit) => ({
    task: `TASK-${unit}`,
    number: 1,
    documentDay: '2024-06-01',
    grantedBy: unit,
    newDueDay: '2024-06-30',
    unit,
  })),
  handover: [{ task: 'TASK-B', on: '2024-05-20', fromUnit: 'B', toUnit: RECEIVERS['TASK-B'] }],
  cause: each(UNITS, 'CAUSE', (unit) => ({
    task: `TASK-${unit}`,
    unit,
    covers: 'LATENESS',
    explainedOn: '2024-06-02',
    text: `Lý do của ${unit}`,
  })),
  qualityReview: UNITS.map((unit) => ({ task: `TASK-${unit}`, number: 1, unit, reviewedOn: '2024-06-03' })),
  obstacle: each(UNITS, 'OBS', (unit) => ({
    title: `Vướng mắc của ${unit}`,
    task: `TASK-${unit}`,
    blockedUnit: unit,
    owedBy: unit,
    kind: 'LEGAL',
    raisedOn: '2024-05-02',
    dueDay: '2024-05-20',
  })),
  directingAct: each(['ANN-A', 'BAO-B'], 'ACT', (of) => ({
    leader: of.split('-')[0],
    unit: of.split('-')[1],
    kind: 'MEETING_CHAIRED',
    on: '2024-05-05',
  })),
  reportDuty: each(UNITS, 'DUTY', (unit) => ({
    title: `Báo cáo của ${unit}`,
    unit,
    frequency: 'MONTHLY',
    firstDueOn: '2024-04-30',
    lastDueOn: '2024-06-30',
  })),
  submission: UNITS.map((unit) => ({
    duty: `DUTY-${unit}`,
    dueOn: '2024-04-30',
    number: 1,
    unit,
    submittedOn: '2024-04-29',
  })),
  metric: [{ code: 'M', title: 'Chỉ tiêu', kind: 'RATIO', direction: 'HIGHER_IS_BETTER' }],
  target: each(UNITS, 'TARGET', (unit) => ({
    metric: 'M',
    unit,
    kind: 'REACH_BY',
    from: '2024-04-01',
    by: '2024-05-31',
    minimum: '90',
    document: 'D',
  })),
  reading: UNITS.map((unit) => ({
    metric: 'M',
    unit,
    kind: 'RATIO',
    coversFrom: '2024-04-01',
    coversTo: '2024-05-31',
    source: 'SYSTEM',
    numerator: '45',
    denominator: '60',
    knownOn: '2024-06-01',
    document: 'D',
  })),
  publishedTotal: UNITS.map((unit) => ({
    unit,
    scheme: 'service-index-2026',
    period: '2024-Q2',
    line: 'service-index/CKMB',
    points: '7.5',
    rank: 2,
    document: 'D',
  })),
  partition: [
    {
      code: 'PARTITION',
      title: 'Cơ cấu',
      unit: 'P',
      on: '2024-06-01',
      total: 2,
      parts: ['1', '1'],
      document: 'D',
    },
  ],
  indexResult: UNITS.map((unit) => ({
    index: 'PAR-INDEX',
    unit,
    year: 2024,
    component: 'total',
    points: '90',
    maxPoints: '100',
    rank: 1,
    rankOf: 3,
    publishedOn: '2024-06-01',
    document: 'D',
  })),
  inspectionFinding: each(['ANN-A', 'XUAN-X', 'BAO-B'], 'FOUND', (of) => ({
    leader: of.split('-')[0],
    unit: of.split('-')[1],
    foundOn: '2024-05-06',
    text: `Kết luận về ${of}`,
    remedyBy: '2024-05-31',
    document: 'D',
  })),
  cohort: ['2024-Q1', '2024-Q2'].map((period) => ({
    scheme: 'project-06-leader-2024',
    period,
    group: '*',
    completeOn: '2024-06-01',
    headcount: 3,
    ratedElsewhere: 0,
    document: 'D',
  })),
  rankingPublication: [
    {
      scheme: 'project-06-leader-2024',
      period: '2024-Q1',
      group: '*',
      publishedOn: '2024-05-02',
      document: 'D',
    },
  ],
  pluginRevision: [
    {
      plugin: 'deadline',
      number: 1,
      effectiveFrom: '2024-01-01',
      configuration: '{}',
      example: true,
      document: 'D',
    },
  ],
};

/** Told next: the first quarter is locked, from where on its ranks are published. */
export const LOCKING: Story = {
  period: HEADER['period']!.flatMap((one) =>
    one['code'] === '2024-Q1' ? [{ ...one, lockedOn: '2024-05-02' }] : [],
  ),
};
