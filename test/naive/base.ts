import type { Day } from '../../rules/kit/day.ts';
import { parseDay } from '../../rules/kit/day.ts';
import type { DueKind } from '../../rules/kit/due-date.ts';
import type { PeriodKind } from '../../rules/kit/period.ts';
import type { UnitKind } from '../../rules/kit/subject.ts';
import { schemeRevisionEntity } from '../../server/modules/configuration/configuration.entity.ts';
import { reportDutyEntity } from '../../server/modules/report/report.entity.ts';
import { taskEntity } from '../../server/modules/task/task.entity.ts';
import { documentEntity } from '../../server/modules/document/document.entity.ts';
import { appointmentEntity, leaderEntity } from '../../server/modules/leader/leader.entity.ts';
import { metricEntity } from '../../server/modules/metric/metric.entity.ts';
import { periodEntity } from '../../server/modules/period/period.entity.ts';
import { unitEntity } from '../../server/modules/unit/unit.entity.ts';
import type { Change } from '../../server/platform/ledger/act.ts';
import { put } from '../../server/platform/ledger/act.ts';

export const SCHEMES = [
  'project-06-leader-2024',
  'civil-servant-2026',
  'civil-servant-2026-year',
  'emulation-2026',
  'service-index-2026',
  'decree-90-2020',
] as const;

const label = (text: string) => ({ vi: text, en: text });
const LONG_AGO = parseDay('2020-01-01');

interface PeriodRow {
  readonly code: string;
  readonly kind: PeriodKind;
  readonly from: Day;
  readonly to: Day;
  readonly cutOff: Day;
  readonly lockedOn: null;
  readonly sealedOn: null;
}

function period(code: string, kind: PeriodKind, from: string, to: string, daysToCutOff: number): PeriodRow {
  const end = parseDay(to);
  return {
    code,
    kind,
    from: parseDay(from),
    to: end,
    cutOff: end + daysToCutOff,
    lockedOn: null,
    sealedOn: null,
  };
}

export const PERIODS: readonly PeriodRow[] = [
  period('2025', 'YEAR', '2025-01-01', '2026-01-01', 9),
  period('2026', 'YEAR', '2026-01-01', '2027-01-01', 9),
  period('2026-Q1', 'QUARTER', '2026-01-01', '2026-04-01', 4),
  period('2026-Q2', 'QUARTER', '2026-04-01', '2026-07-01', 9),
  period('2026-Q3', 'QUARTER', '2026-07-01', '2026-10-01', -1),
  period('2026-06', 'MONTH', '2026-06-01', '2026-07-01', 0),
];

function unit(
  code: string,
  kind: UnitKind,
  parent: string | null,
  openedOn = LONG_AGO,
  closedOn: Day | null = null,
) {
  return put(unitEntity, {
    code,
    name: label(code),
    kind,
    parent,
    openedOn,
    closedOn,
    portalCode: null,
    nameSince: null,
    document: null,
  });
}

function metric(code: string, kind: 'RATIO' | 'COUNT' | 'PERCENTAGE', poolable: boolean): Change {
  return put(metricEntity, {
    code,
    title: label(code),
    kind,
    direction: 'HIGHER_IS_BETTER',
    measure: null,
    scaleMax: null,
    cumulative: false,
    poolable,
    field: 'F1',
    reportedBy: null,
    source: null,
    document: null,
  });
}

function post(code: string, leader: string, of: string, role: 'HEAD' | 'DEPUTY'): Change {
  return put(appointmentEntity, {
    code,
    leader,
    unit: of,
    post: label(code),
    role,
    from: LONG_AGO,
    to: null,
    fields: role === 'DEPUTY' ? ['F1'] : [],
    legalStatus: 'CIVIL_SERVANT',
    similarGroup: null,
    document: null,
  });
}

function task(
  code: string,
  leadUnit: string,
  dueKind: DueKind,
  dueDay: string,
  dueLength: number | null,
): Change {
  return put(taskEntity, {
    code,
    title: label(code),
    plan: null,
    group: null,
    leadUnit,
    coordinatingUnits: [],
    assignedBy: 'P',
    assignedOn: parseDay('2026-01-05'),
    field: 'F1',
    dueKind,
    dueDay: parseDay(dueDay),
    dueLength,
    deliverable: null,
    assignedQuantity: 2_000n,
    coefficient: 1_500n,
    doneQuantity: null,
    acceptedQuantity: null,
    beyondRequired: null,
    clearRecorded: true,
    clear: ['PERSON', 'WORK'],
    dependsOn: [],
    progressOwedBy: null,
    startedOn: null,
    submittedOn: null,
    acceptedSubmissionOn: null,
    acceptedOn: null,
    withdrawnOn: null,
    document: null,
  });
}

function duty(code: string, of: string, frequency: 'MONTHLY' | 'EVERY_DAYS'): Change {
  return put(reportDutyEntity, {
    code,
    title: label(code),
    unit: of,
    recipient: 'P',
    frequency,
    everyDays: frequency === 'EVERY_DAYS' ? 20 : null,
    firstDueOn: parseDay('2025-12-31'),
    lastDueOn: null,
    field: 'F1',
    document: null,
  });
}

const CLOSING = parseDay('2026-07-01');

/**
 * What every ledger begins with; random acts correct and retract parts of it. C and N become N on 1 July 2026 where lineage is
 * drawn.
 */
export const BASE: readonly Change[] = [
  put(documentEntity, {
    code: 'D',
    number: null,
    title: label('D'),
    kind: 'DECISION',
    issuedOn: null,
    issuedBy: null,
    url: null,
  }),
  unit('P', 'PROVINCE', null),
  unit('A', 'DEPARTMENT', 'P'),
  unit('B', 'DEPARTMENT', 'P', LONG_AGO, CLOSING),
  unit('C', 'COMMUNE', 'A'),
  unit('N', 'DEPARTMENT', 'P', CLOSING),
  ...['L1', 'L2', 'L3', 'L4'].map((code) => put(leaderEntity, { code, label: label(code) })),
  post('H1', 'L1', 'A', 'HEAD'),
  post('H2', 'L2', 'B', 'HEAD'),
  post('H3', 'L3', 'P', 'HEAD'),
  post('DEP', 'L4', 'A', 'DEPUTY'),
  ...PERIODS.map((row) => put(periodEntity, row)),
  metric('M1', 'RATIO', true),
  metric('M2', 'COUNT', true),
  metric('M3', 'PERCENTAGE', true),
  metric('PUBLISH_ON_TIME', 'RATIO', false),
  metric('PUBLIC_CONTENT_FULL', 'RATIO', false),
  task('T1', 'A', 'BY', '2026-06-30', null),
  task('T2', 'B', 'BEFORE', '2026-07-01', null),
  task('T3', 'A', 'TERM_WORKING_DAYS', '2026-03-20', 7),
  task('T4', 'P', 'BY', '2026-04-01', null),
  duty('R1', 'A', 'MONTHLY'),
  duty('R2', 'B', 'EVERY_DAYS'),
  ...SCHEMES.map((scheme) =>
    put(schemeRevisionEntity, {
      scheme,
      number: 1,
      effectiveFrom: LONG_AGO,
      effectiveTo: null,
      configuration: `reference:${scheme}`,
      example: true,
      document: null,
    }),
  ),
];

/**
 * Codes that random rows point to, by entity, and codes of the rows themselves, by entity and column.
 * There are few, so that rows meet and correct each other.
 */
export const CODES: Readonly<Record<string, readonly string[]>> = {
  unit: ['P', 'A', 'B', 'C', 'N', 'A'],
  leader: ['L1', 'L2', 'L3', 'L4'],
  task: ['T1', 'T2', 'T3', 'T4'],
  metric: ['M1', 'M2', 'M3', 'PUBLISH_ON_TIME', 'PUBLIC_CONTENT_FULL', 'M1', 'M2'],
  period: PERIODS.map(({ code }) => code),
  reportDuty: ['R1', 'R2'],
  field: ['F1', 'F2'],
  'unit.code': ['B', 'C', 'N'],
  'appointment.code': ['H1', 'H2', 'H3', 'DEP', 'N1', 'N2', 'N3', 'N4'],
  'absence.code': ['AB1', 'AB2'],
  'period.code': ['2026-Q1', '2026-Q2', '2026'],
  'task.code': ['T1', 'T2', 'T3', 'T4'],
  'cause.code': ['K1', 'K2', 'K3'],
  'obstacle.code': ['O1', 'O2', 'O3'],
  'directingAct.code': ['X1', 'X2', 'X3'],
  'reportDuty.code': ['R1', 'R2'],
  'metric.code': ['M1', 'M2', 'M3', 'PUBLISH_ON_TIME'],
  'target.code': ['G1', 'G2', 'G3', 'G4'],
  'assessment.code': ['S1', 'S2', 'S3', 'S4'],
  'gateFact.code': ['Y1', 'Y2'],
  'decidedRating.code': ['Z1', 'Z2'],
  'award.code': ['W1', 'W2'],
  'initiative.code': ['I1'],
};
