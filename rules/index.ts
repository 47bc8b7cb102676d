import { carriedOverTask } from './deadline/carried-over-task/rule.ts';
import { daysLate } from './deadline/days-late/rule.ts';
import { directingInPerson } from './deadline/directing-in-person/rule.ts';
import { obstacleClearance } from './deadline/obstacle-clearance/rule.ts';
import { onTimeShare } from './deadline/on-time-share/rule.ts';
import { qualityFailure } from './deadline/quality-failure/rule.ts';
import { reportTimeliness } from './deadline/report-timeliness/rule.ts';
import { unclearAssignment } from './deadline/unclear-assignment/rule.ts';
import { unexplainedDelay } from './deadline/unexplained-delay/rule.ts';
import type { Condition, Rule } from './kit/rule.ts';
import { metricPoints } from './service-index/metric-points/rule.ts';
import { portalPoints } from './service-index/portal-points/rule.ts';
import { attainment } from './targets/attainment/rule.ts';
import { indexResult } from './targets/index-result/rule.ts';

/** Every rule that a plugin may use, by id. */
export const RULES: Readonly<Record<string, Rule>> = index([
  carriedOverTask,
  daysLate,
  directingInPerson,
  obstacleClearance,
  onTimeShare,
  qualityFailure,
  reportTimeliness,
  unclearAssignment,
  unexplainedDelay,
  metricPoints,
  portalPoints,
  attainment,
  indexResult,
]);

/** Every condition that a scheme may put before a class or a title, by id. */
export const CONDITIONS: Readonly<Record<string, Condition>> = index([]);

function index<T extends Rule | Condition>(entries: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.map((entry) => [entry.id, entry]));
}
