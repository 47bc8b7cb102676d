import type { ScopeNouns } from '../platform/house.ts';
import type { AnyEntity } from '../platform/noun.ts';
import { calendarNoun } from './calendar/calendar.noun.ts';
import {
  configurationDecisionNoun,
  configurationDraftNoun,
  configurationSimulationNoun,
  configurationSubmissionNoun,
  pluginRevisionNoun,
  schemeRevisionNoun,
} from './configuration/configuration.noun.ts';
import { documentNoun } from './document/document.noun.ts';
import { awardNoun, initiativeNoun } from './emulation/emulation.noun.ts';
import {
  assessmentNoun,
  cohortNoun,
  decidedRatingNoun,
  gateFactNoun,
  inspectionFindingNoun,
  rankingPublicationNoun,
  staffRatingNoun,
} from './evaluation/evaluation.noun.ts';
import { indexResultNoun } from './index-result/index-result.noun.ts';
import { absenceNoun, appointmentNoun, leaderNoun } from './leader/leader.noun.ts';
import {
  metricNoun,
  partitionNoun,
  publishedTotalNoun,
  readingNoun,
  targetNoun,
} from './metric/metric.noun.ts';
import { directingActNoun } from './directing-act/directing-act.noun.ts';
import { obstacleNoun } from './obstacle/obstacle.noun.ts';
import { periodNoun, periodUnlockNoun } from './period/period.noun.ts';
import { reportDutyNoun, submissionNoun } from './report/report.noun.ts';
import {
  causeNoun,
  extensionNoun,
  handoverNoun,
  planNoun,
  qualityReviewNoun,
  taskGroupNoun,
  taskNoun,
} from './task/task.noun.ts';
import { lineageNoun, unitNoun } from './unit/unit.noun.ts';

/** Everything the ledger keeps, in an order in which a data folder can be read by a person: what is pointed to comes first. */
export const NOUNS: readonly AnyEntity[] = [
  documentNoun,
  unitNoun,
  lineageNoun,
  leaderNoun,
  appointmentNoun,
  absenceNoun,
  calendarNoun,
  periodNoun,
  periodUnlockNoun,
  planNoun,
  taskGroupNoun,
  taskNoun,
  handoverNoun,
  extensionNoun,
  causeNoun,
  qualityReviewNoun,
  obstacleNoun,
  directingActNoun,
  reportDutyNoun,
  submissionNoun,
  metricNoun,
  targetNoun,
  readingNoun,
  publishedTotalNoun,
  partitionNoun,
  indexResultNoun,
  assessmentNoun,
  gateFactNoun,
  inspectionFindingNoun,
  decidedRatingNoun,
  staffRatingNoun,
  cohortNoun,
  rankingPublicationNoun,
  awardNoun,
  initiativeNoun,
  pluginRevisionNoun,
  schemeRevisionNoun,
  configurationDraftNoun,
  configurationSimulationNoun,
  configurationSubmissionNoun,
  configurationDecisionNoun,
];

/** Rights reach over a unit and those below it, and over whoever held a post in them. */
export const SCOPE_NOUNS: ScopeNouns = {
  units: unitNoun,
  parent: 'parent',
  posts: appointmentNoun,
  leader: 'leader',
  unit: 'unit',
  from: 'from',
  to: 'to',
  handovers: handoverNoun,
  whole: 'task',
  receiver: 'toUnit',
};
