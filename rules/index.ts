// Written by "npm run gen" from rules/*/*/rule.ts.
import { carriedOverTask } from './deadline/carried-over-task/rule.ts';
import { daysLate } from './deadline/days-late/rule.ts';
import { directingInPerson } from './deadline/directing-in-person/rule.ts';
import { obstacleClearance } from './deadline/obstacle-clearance/rule.ts';
import { onTimeShare } from './deadline/on-time-share/rule.ts';
import { qualityFailure } from './deadline/quality-failure/rule.ts';
import { reportTimeliness } from './deadline/report-timeliness/rule.ts';
import { unclearAssignment } from './deadline/unclear-assignment/rule.ts';
import { unexplainedDelay } from './deadline/unexplained-delay/rule.ts';
import { advancedWorker } from './emulation/advanced-worker/rule.ts';
import { collectiveDiscipline } from './emulation/collective-discipline/rule.ts';
import { collectiveShare } from './emulation/collective-share/rule.ts';
import { consecutiveTitles } from './emulation/consecutive-titles/rule.ts';
import { grassrootsFighter } from './emulation/grassroots-fighter/rule.ts';
import { holdsTitle } from './emulation/holds-title/rule.ts';
import { initiativeReach } from './emulation/initiative-reach/rule.ts';
import { pointsTable } from './emulation/points-table/rule.ts';
import { allTasksOnTime } from './home-affairs/all-tasks-on-time/rule.ts';
import { areaTargetShare } from './home-affairs/area-target-share/rule.ts';
import { assessedIndex } from './home-affairs/assessed-index/rule.ts';
import { beyondRequirement } from './home-affairs/beyond-requirement/rule.ts';
import { convertedProgress } from './home-affairs/converted-progress/rule.ts';
import { convertedQuality } from './home-affairs/converted-quality/rule.ts';
import { convertedQuantity } from './home-affairs/converted-quantity/rule.ts';
import { corruptionInUnit } from './home-affairs/corruption-in-unit/rule.ts';
import { degradation } from './home-affairs/degradation/rule.ts';
import { discipline } from './home-affairs/discipline/rule.ts';
import { generalCriterion } from './home-affairs/general-criterion/rule.ts';
import { longAbsence } from './home-affairs/long-absence/rule.ts';
import { onTimeQualityShare } from './home-affairs/on-time-quality-share/rule.ts';
import { periodMean } from './home-affairs/period-mean/rule.ts';
import { priorClass } from './home-affairs/prior-class/rule.ts';
import { repeatedNotCompleted } from './home-affairs/repeated-not-completed/rule.ts';
import { subordinateClasses } from './home-affairs/subordinate-classes/rule.ts';
import { targetsExceeded } from './home-affairs/targets-exceeded/rule.ts';
import { tasksDone } from './home-affairs/tasks-done/rule.ts';
import { unitDiscipline } from './home-affairs/unit-discipline/rule.ts';
import { componentMean } from './service-index/component-mean/rule.ts';
import { metricPoints } from './service-index/metric-points/rule.ts';
import { portalPoints } from './service-index/portal-points/rule.ts';
import { attainment } from './targets/attainment/rule.ts';
import { indexResult } from './targets/index-result/rule.ts';
import type { Condition, Rule } from './kit/rule.ts';

/** Every rule that a plugin may use, by id. */
export const RULES: Readonly<Record<string, Rule>> = byId([
  carriedOverTask,
  daysLate,
  directingInPerson,
  obstacleClearance,
  onTimeShare,
  qualityFailure,
  reportTimeliness,
  unclearAssignment,
  unexplainedDelay,
  pointsTable,
  assessedIndex,
  convertedProgress,
  convertedQuality,
  convertedQuantity,
  generalCriterion,
  periodMean,
  componentMean,
  metricPoints,
  portalPoints,
  attainment,
  indexResult,
]);

/** Every condition that a scheme may put before a class or a title, by id. */
export const CONDITIONS: Readonly<Record<string, Condition>> = byId([
  advancedWorker,
  collectiveDiscipline,
  collectiveShare,
  consecutiveTitles,
  grassrootsFighter,
  holdsTitle,
  initiativeReach,
  allTasksOnTime,
  areaTargetShare,
  beyondRequirement,
  corruptionInUnit,
  degradation,
  discipline,
  longAbsence,
  onTimeQualityShare,
  priorClass,
  repeatedNotCompleted,
  subordinateClasses,
  targetsExceeded,
  tasksDone,
  unitDiscipline,
]);

function byId<T extends Rule | Condition>(entries: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.map((entry) => [entry.id, entry]));
}
