// Who may do what, told once more by hand: the roles of every mutation, and the units that it touches with the inputs given here.
import type { Viewer } from '../../../server/platform/model/viewer.ts';
import type { GrantRole } from '../../../server/modules/roles.ts';
import { BELOW } from './oracle.ts';

const HOME_AFFAIRS = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER'] as const;
const AUTHOR = ['HOME_AFFAIRS_AUTHOR'] as const;
const APPROVER = ['HOME_AFFAIRS_APPROVER'] as const;
const AGENCY = ['STANDING_AGENCY'] as const;
const REPORTERS = ['UNIT_REPORTER', 'STANDING_AGENCY', 'INTEGRATOR'] as const;

/** The authority as a whole. */
const WHOLE = null;

export interface Doing {
  readonly by: readonly GrantRole[];
  /** Every one of these units must lie in a scope of the account; null where the act is about the whole authority. */
  readonly units: readonly string[] | null;
  /** What names things of the story; the rest of what is required is made up. */
  readonly input: Readonly<Record<string, unknown>>;
}

const doing = (by: readonly GrantRole[], units: readonly string[] | null, input: object = {}): Doing => ({
  by,
  units,
  input: input as Doing['input'],
});

const scheme = 'project-06-leader-2024';
const READING = {
  metric: 'M',
  unit: 'A',
  coversFrom: '2024-04-01',
  coversTo: '2024-05-31',
  source: 'SYSTEM',
};
const DRAFT = `SCHEME/${scheme}/1`;

/** TASK-A is led by A and was assigned by P; TASK-B is led by B and was handed over to X. */
export const ACTING: Readonly<Record<string, Doing>> = {
  assignTask: doing(AGENCY, ['A', 'X'], { assignedBy: 'A', leadUnit: 'X' }),
  reportTaskProgress: doing(REPORTERS, ['A'], { task: 'TASK-A' }),
  extendTaskDeadline: doing(AGENCY, ['P'], { task: 'TASK-A', newDueDay: '2024-08-01' }),
  submitTask: doing(REPORTERS, ['X'], { task: 'TASK-B' }),
  acceptTask: doing(AGENCY, ['A'], { task: 'TASK-OF-A' }),
  rejectTask: doing(AGENCY, ['A'], { task: 'TASK-OF-A' }),
  withdrawTask: doing(AGENCY, ['P'], { task: 'TASK-A' }),
  handOverTask: doing(AGENCY, ['A', 'B'], { task: 'TASK-A', toUnit: 'B' }),
  explainTask: doing(['UNIT_REPORTER', 'STANDING_AGENCY', 'LEADER'], ['A'], { task: 'TASK-A' }),
  certifyCause: doing(['STANDING_AGENCY', 'HOME_AFFAIRS_APPROVER'], ['X', 'A'], {
    cause: 'CAUSE-X',
    certifiedBy: 'A',
  }),
  revokeCause: doing(['STANDING_AGENCY', 'HOME_AFFAIRS_APPROVER'], ['A'], { cause: 'CAUSE-A' }),
  raiseObstacle: doing(['UNIT_REPORTER', 'STANDING_AGENCY', 'LEADER'], ['A'], {
    blockedUnit: 'A',
    owedBy: 'B',
  }),
  clearObstacle: doing(['UNIT_REPORTER', 'STANDING_AGENCY'], ['A'], { obstacle: 'OBS-A' }),
  recordDirectingAct: doing(['UNIT_REPORTER', 'STANDING_AGENCY'], ['A'], { leader: 'ANN', unit: 'A' }),
  recordReading: doing(REPORTERS, ['A'], { ...READING, source: 'ANOTHER' }),
  correctReading: doing(REPORTERS, ['A'], READING),
  setTarget: doing(['STANDING_AGENCY', ...HOME_AFFAIRS], ['A'], {
    metric: 'M',
    unit: 'A',
    minimum: '1',
    code: 'TARGET-A',
    by: '2024-07-31',
  }),
  submitReport: doing(REPORTERS, ['A'], { duty: 'DUTY-A', dueOn: '2024-04-30' }),
  acceptReport: doing(AGENCY, ['A'], { submission: 'DUTY-X/2024-04-30/1' }),
  recordInspectionFinding: doing([...HOME_AFFAIRS, 'STANDING_AGENCY'], ['A'], { unit: 'A' }),
  recordGateFact: doing(HOME_AFFAIRS, ['A'], { leader: 'ANN' }),
  revokeGateFact: doing(HOME_AFFAIRS, ['A'], { gateFact: 'GF-ANN' }),
  recordAssessedValue: doing(HOME_AFFAIRS, ['X'], { leader: 'XUAN', period: '2024-Q2' }),
  correctAssessedValue: doing(HOME_AFFAIRS, ['B'], { assessment: 'AS-BAO' }),
  // Chi holds no post: what is decided of her is the authority's.
  decideRating: doing(HOME_AFFAIRS, WHOLE, { leader: 'CHI', period: '2024-Q2' }),
  declareCohort: doing(HOME_AFFAIRS, WHOLE, { scheme, period: '2024-Q2' }),
  publishRanking: doing(APPROVER, WHOLE, { scheme, period: '2024-Q2' }),
  withdrawRanking: doing(APPROVER, WHOLE, { rankingPublication: `${scheme}/2024-Q1/*` }),
  appointLeader: doing(HOME_AFFAIRS, ['A'], { leader: 'CHI', unit: 'A' }),
  appointActing: doing(HOME_AFFAIRS, ['B'], { leader: 'CHI', unit: 'B' }),
  revokeAppointment: doing(HOME_AFFAIRS, ['A'], { appointment: 'ANN-A' }),
  endAppointment: doing(HOME_AFFAIRS, ['A'], { appointment: 'ANN-A' }),
  openUnit: doing(HOME_AFFAIRS, ['A'], { code: 'NEW', parent: 'A' }),
  mergeUnits: doing(HOME_AFFAIRS, ['X', 'A'], { units: ['X'], into: 'A' }),
  splitUnit: doing(HOME_AFFAIRS, ['A', 'X', 'B'], { unit: 'A', into: ['X', 'B'], tasksTo: 'X' }),
  renameUnit: doing(HOME_AFFAIRS, ['A'], { unit: 'A' }),
  transferFunction: doing(HOME_AFFAIRS, ['A', 'X'], { unit: 'A', to: 'X' }),
  addCalendarVersion: doing([...HOME_AFFAIRS, 'ADMINISTRATOR'], WHOLE, { year: 2024 }),
  openPeriod: doing(HOME_AFFAIRS, WHOLE, {
    code: '2024-Q4',
    from: '2024-10-01',
    to: '2025-01-01',
    cutOff: '2024-12-31',
  }),
  correctPeriod: doing(HOME_AFFAIRS, WHOLE, {
    period: '2024-Q3',
    kind: 'QUARTER',
    from: '2024-07-01',
    to: '2024-10-01',
    cutOff: '2024-10-05',
  }),
  cutOffPeriod: doing(HOME_AFFAIRS, WHOLE, { period: '2024-Q2' }),
  lockPeriod: doing(APPROVER, WHOLE, { period: '2024-Q2' }),
  unlockPeriod: doing(APPROVER, WHOLE, { period: '2024-Q1' }),
  sealPeriod: doing(APPROVER, WHOLE, { period: '2024-Q1' }),
  startConfigurationDraft: doing(AUTHOR, WHOLE, { kind: 'SCHEME', configures: scheme }),
  changeConfigurationDraft: doing(AUTHOR, WHOLE, { draft: DRAFT, configuration: '{}' }),
  submitConfigurationDraft: doing(AUTHOR, WHOLE, { draft: DRAFT }),
  approveConfigurationDraft: doing(APPROVER, WHOLE, { draft: DRAFT }),
  rejectConfigurationDraft: doing(APPROVER, WHOLE, { draft: DRAFT }),
  simulateConfigurationDraft: doing(HOME_AFFAIRS, WHOLE, { draft: DRAFT, periods: [] }),
  cancelConfigurationSimulation: doing(HOME_AFFAIRS, WHOLE, {
    simulation: '00000000-0000-4000-8000-000000000000',
  }),
};

/** The same on many rows, under a name of its own. */
export const IN_BULK: Readonly<Record<string, string>> = {
  assignTasks: 'assignTask',
  reportTasksProgress: 'reportTaskProgress',
  submitTasks: 'submitTask',
  acceptTasks: 'acceptTask',
  recordReadings: 'recordReading',
  correctReadings: 'correctReading',
  setTargets: 'setTarget',
  submitReports: 'submitReport',
  acceptReports: 'acceptReport',
  recordDirectingActs: 'recordDirectingAct',
  recordAssessedValues: 'recordAssessedValue',
  decideRatings: 'decideRating',
};

export function mayDo({ grants }: Viewer, { by, units }: Doing): boolean {
  const mine = grants.filter(
    ({ authority, role }) => authority === 'T' && (by as readonly string[]).includes(role),
  );
  return (units ?? [null]).every((touched) =>
    mine.some(({ unit }) => unit === null || (touched !== null && (BELOW[unit] ?? []).includes(touched))),
  );
}
