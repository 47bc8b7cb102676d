import type { ActDeclaration } from '../platform/define-act.ts';
import { addCalendarVersion } from './calendar/calendar.acts.ts';
import { decideRating, declareCohort, publishRanking, withdrawRanking } from './evaluation/decision.acts.ts';
import {
  correctAssessedValue,
  recordAssessedValue,
  recordGateFact,
  recordInspectionFinding,
  revokeGateFact,
} from './evaluation/evaluation.acts.ts';
import { appointActing, appointLeader, endAppointment } from './leader/leader.acts.ts';
import { correctReading, recordReading, setTarget } from './metric/metric.acts.ts';
import { recordDirectingAct } from './directing-act/directing-act.acts.ts';
import { clearObstacle, raiseObstacle } from './obstacle/obstacle.acts.ts';
import { cutOffPeriod, lockPeriod, openPeriod, sealPeriod, unlockPeriod } from './period/period.acts.ts';
import { acceptReport, submitReport } from './report/report.acts.ts';
import { certifyCause, explainTask, revokeCause } from './task/cause.acts.ts';
import {
  acceptTask,
  assignTask,
  extendTaskDeadline,
  handOverTask,
  rejectTask,
  reportTaskProgress,
  submitTask,
  withdrawTask,
} from './task/task.acts.ts';
import { mergeUnits, openNewUnit, renameUnit, splitUnit, transferFunction } from './unit/unit.acts.ts';

/** Everything that may be done to the ledger through the API, one mutation each. */
export const ACTS: readonly ActDeclaration[] = [
  assignTask,
  reportTaskProgress,
  extendTaskDeadline,
  submitTask,
  acceptTask,
  rejectTask,
  withdrawTask,
  handOverTask,
  explainTask,
  certifyCause,
  revokeCause,
  raiseObstacle,
  clearObstacle,
  recordDirectingAct,
  recordReading,
  correctReading,
  setTarget,
  submitReport,
  acceptReport,
  recordInspectionFinding,
  recordGateFact,
  revokeGateFact,
  recordAssessedValue,
  correctAssessedValue,
  decideRating,
  declareCohort,
  publishRanking,
  withdrawRanking,
  appointLeader,
  appointActing,
  endAppointment,
  openNewUnit,
  mergeUnits,
  splitUnit,
  renameUnit,
  transferFunction,
  addCalendarVersion,
  openPeriod,
  cutOffPeriod,
  lockPeriod,
  unlockPeriod,
  sealPeriod,
];
