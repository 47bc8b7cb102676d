import { CalendarYear } from '../modules/calendar/calendar.type.ts';
import { Document } from '../modules/document/document.type.ts';
import { Award, Initiative } from '../modules/emulation/emulation.type.ts';
import {
  Assessment,
  Cohort,
  DecidedRating,
  GateFact,
  InspectionFinding,
  RankingPublication,
  StaffRating,
} from '../modules/evaluation/evaluation.type.ts';
import { IndexResult } from '../modules/index-result/index-result.type.ts';
import { Absence, Appointment, Leader } from '../modules/leader/leader.type.ts';
import { Metric, Partition, PublishedTotal, Reading, Target } from '../modules/metric/metric.type.ts';
import { DirectingAct } from '../modules/directing-act/directing-act.type.ts';
import { Obstacle } from '../modules/obstacle/obstacle.type.ts';
import { Period, PeriodUnlock } from '../modules/period/period.type.ts';
import { ReportDuty, Submission } from '../modules/report/report.type.ts';
import {
  Cause,
  Extension,
  Handover,
  Plan,
  QualityReview,
  Task,
  TaskGroup,
} from '../modules/task/task.type.ts';
import { Unit, UnitLineage } from '../modules/unit/unit.type.ts';

/** Types that are met only behind the Node interface, and all others of the ledger: named here so that the schema holds them. */
export const TYPES = [
  Absence,
  Appointment,
  Assessment,
  Award,
  CalendarYear,
  Cause,
  Cohort,
  DecidedRating,
  DirectingAct,
  Document,
  Extension,
  GateFact,
  Handover,
  IndexResult,
  Initiative,
  InspectionFinding,
  RankingPublication,
  Leader,
  Metric,
  Obstacle,
  Partition,
  Period,
  PeriodUnlock,
  Plan,
  PublishedTotal,
  QualityReview,
  Reading,
  ReportDuty,
  StaffRating,
  Submission,
  Target,
  Task,
  TaskGroup,
  Unit,
  UnitLineage,
] as const;
