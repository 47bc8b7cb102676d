import type { Story } from '../../support/province.ts';
import { GROUND } from '../../support/province.ts';

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
  ...GROUND,
  unit: [
    ...GROUND['unit']!,
    { code: 'X', name: 'Chi cục X', kind: 'ORGANISATION', parent: 'A', openedOn: '2020-01-01' },
  ],
  schemeRevision: [
    ...GROUND['schemeRevision']!,
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
};
