import { calendarNoun } from '../../modules/calendar/calendar.noun.ts';
import { pluginRevisionNoun, schemeRevisionNoun } from '../../modules/configuration/configuration.noun.ts';
import { documentNoun } from '../../modules/document/document.noun.ts';
import { awardNoun, initiativeNoun } from '../../modules/emulation/emulation.noun.ts';
import {
  assessmentNoun,
  cohortNoun,
  decidedRatingNoun,
  gateFactNoun,
  staffRatingNoun,
} from '../../modules/evaluation/evaluation.noun.ts';
import { indexResultNoun } from '../../modules/index-result/index-result.noun.ts';
import { absenceNoun, appointmentNoun, leaderNoun } from '../../modules/leader/leader.noun.ts';
import { metricNoun, readingNoun, targetNoun } from '../../modules/metric/metric.noun.ts';
import { directingActNoun } from '../../modules/directing-act/directing-act.noun.ts';
import { obstacleNoun } from '../../modules/obstacle/obstacle.noun.ts';
import { periodNoun } from '../../modules/period/period.noun.ts';
import { reportDutyNoun, submissionNoun } from '../../modules/report/report.noun.ts';
import {
  causeNoun,
  extensionNoun,
  handoverNoun,
  planNoun,
  qualityReviewNoun,
  taskGroupNoun,
  taskNoun,
} from '../../modules/task/task.noun.ts';
import { lineageNoun, unitNoun } from '../../modules/unit/unit.noun.ts';
import { Ledger } from './acts.ts';
import {
  castTaskEntries,
  causeEntries,
  extensionEntries,
  handoverEntries,
  reviewEntries,
} from './cast-tasks.ts';
import { documentEntries } from './documents.ts';
import { metricEntries, readingEntries, targetEntries } from './figures.ts';
import {
  assessmentEntries,
  cohortEntries,
  decidedRatingEntries,
  gateEntries,
  indexResultEntries,
  staffRatingEntries,
} from './judgement.ts';
import { absenceEntries, appointmentEntries, leaderEntries, postsOf } from './leaders.ts';
import type { ProvinceOptions } from './options.ts';
import { directingEntries, dutyEntries, obstacleEntries, submissionEntries } from './reports.ts';
import type { SampleFile, Table } from './rows.ts';
import { fileOf, table } from './rows.ts';
import {
  awardEntries,
  calendarEntries,
  initiativeEntries,
  periodEntries,
  pluginRevisionEntries,
  schemeRevisionEntries,
} from './settings.ts';
import { groupEntries, planEntries, taskEntries } from './tasks.ts';
import { ROOT, lineageEntries, unitEntries, unitsOf } from './units.ts';

/**
 * The rows of a fictional province by entity.
 * Rows are made one at a time as they are read, and once only.
 */
export function* provinceTables(options: ProvinceOptions): Generator<Table> {
  const ledger = new Ledger(options.cast);
  const units = unitsOf(options);
  const posts = postsOf(options, units);
  yield table(documentNoun, documentEntries());
  yield table(unitNoun, unitEntries(units, ledger));
  yield table(leaderNoun, leaderEntries(posts, ledger));
  yield table(appointmentNoun, appointmentEntries(posts, ledger));
  yield table(calendarNoun, calendarEntries(ledger));
  yield table(periodNoun, periodEntries());
  yield table(planNoun, planEntries());
  yield table(taskGroupNoun, groupEntries());
  yield table(taskNoun, tasksWithCast(options, units, ledger));
  yield table(directingActNoun, directingEntries(options, posts, ledger));
  yield table(reportDutyNoun, dutyEntries(options, units, ledger));
  yield table(submissionNoun, submissionEntries(options, units, ledger));
  yield table(metricNoun, metricEntries(options));
  yield table(targetNoun, targetEntries(options, units, ledger));
  yield table(readingNoun, readingEntries(options, units, ledger));
  yield table(indexResultNoun, indexResultEntries(options, units, ledger));
  yield table(assessmentNoun, assessmentEntries(options, units, posts, ledger));
  yield table(decidedRatingNoun, decidedRatingEntries(options, units, ledger));
  yield table(staffRatingNoun, staffRatingEntries(options, units, ledger));
  yield table(pluginRevisionNoun, pluginRevisionEntries());
  yield table(schemeRevisionNoun, schemeRevisionEntries(ledger));
  if (!options.cast) return;
  yield table(lineageNoun, lineageEntries(ledger));
  yield table(absenceNoun, absenceEntries(ledger));
  yield table(handoverNoun, handoverEntries(ledger));
  yield table(extensionNoun, extensionEntries(ledger));
  yield table(causeNoun, causeEntries(ledger));
  yield table(qualityReviewNoun, reviewEntries(ledger));
  yield table(obstacleNoun, obstacleEntries(ledger));
  yield table(gateFactNoun, gateEntries(ledger));
  yield table(cohortNoun, cohortEntries(posts, ledger));
  yield table(awardNoun, awardEntries(ledger));
  yield table(initiativeNoun, initiativeEntries(ledger));
}

function* tasksWithCast(...args: Parameters<typeof taskEntries>): ReturnType<typeof taskEntries> {
  yield* taskEntries(...args);
  if (args[0].cast) yield* castTaskEntries(args[2]);
}

/** The files of a data folder of a fictional province, the same for the same options on any machine. */
export function* generateProvince(options: ProvinceOptions): Generator<SampleFile> {
  yield {
    file: 'authority',
    header: ['code', 'name.vi', 'name.en', 'rootUnit'],
    rows: [['HC', 'Tỉnh Mẫu (hư cấu)', 'Sample Province (fictional)', ROOT]],
  };
  yield {
    file: 'acts',
    header: ['act', 'recordedAt', 'actor', 'note'],
    rows: new Ledger(options.cast).lines(),
  };
  for (const one of provinceTables(options)) yield fileOf(one, options.cast);
}
