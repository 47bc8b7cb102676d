import { calendarEntity } from '../../modules/calendar/calendar.entity.ts';
import {
  pluginRevisionEntity,
  schemeRevisionEntity,
} from '../../modules/configuration/configuration.entity.ts';
import { documentEntity } from '../../modules/document/document.entity.ts';
import { awardEntity, initiativeEntity } from '../../modules/emulation/emulation.entity.ts';
import {
  assessmentEntity,
  cohortEntity,
  decidedRatingEntity,
  gateFactEntity,
  staffRatingEntity,
} from '../../modules/evaluation/evaluation.entity.ts';
import { indexResultEntity } from '../../modules/index-result/index-result.entity.ts';
import { absenceEntity, appointmentEntity, leaderEntity } from '../../modules/leader/leader.entity.ts';
import { metricEntity, readingEntity, targetEntity } from '../../modules/metric/metric.entity.ts';
import { directingActEntity } from '../../modules/directing-act/directing-act.entity.ts';
import { obstacleEntity } from '../../modules/obstacle/obstacle.entity.ts';
import { periodEntity } from '../../modules/period/period.entity.ts';
import { reportDutyEntity, submissionEntity } from '../../modules/report/report.entity.ts';
import {
  causeEntity,
  extensionEntity,
  handoverEntity,
  planEntity,
  qualityReviewEntity,
  taskGroupEntity,
  taskEntity,
} from '../../modules/task/task.entity.ts';
import { lineageEntity, unitEntity } from '../../modules/unit/unit.entity.ts';
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
  yield table(documentEntity, documentEntries());
  yield table(unitEntity, unitEntries(units, ledger));
  yield table(leaderEntity, leaderEntries(posts, ledger));
  yield table(appointmentEntity, appointmentEntries(posts, ledger));
  yield table(calendarEntity, calendarEntries(ledger));
  yield table(periodEntity, periodEntries());
  yield table(planEntity, planEntries());
  yield table(taskGroupEntity, groupEntries());
  yield table(taskEntity, tasksWithCast(options, units, ledger));
  yield table(directingActEntity, directingEntries(options, posts, ledger));
  yield table(reportDutyEntity, dutyEntries(options, units, ledger));
  yield table(submissionEntity, submissionEntries(options, units, ledger));
  yield table(metricEntity, metricEntries(options));
  yield table(targetEntity, targetEntries(options, units, ledger));
  yield table(readingEntity, readingEntries(options, units, ledger));
  yield table(indexResultEntity, indexResultEntries(options, units, ledger));
  yield table(assessmentEntity, assessmentEntries(options, units, posts, ledger));
  yield table(decidedRatingEntity, decidedRatingEntries(options, units, ledger));
  yield table(staffRatingEntity, staffRatingEntries(options, units, ledger));
  yield table(pluginRevisionEntity, pluginRevisionEntries());
  yield table(schemeRevisionEntity, schemeRevisionEntries(ledger));
  if (!options.cast) return;
  yield table(lineageEntity, lineageEntries(ledger));
  yield table(absenceEntity, absenceEntries(ledger));
  yield table(handoverEntity, handoverEntries(ledger));
  yield table(extensionEntity, extensionEntries(ledger));
  yield table(causeEntity, causeEntries(ledger));
  yield table(qualityReviewEntity, reviewEntries(ledger));
  yield table(obstacleEntity, obstacleEntries(ledger));
  yield table(gateFactEntity, gateEntries(ledger));
  yield table(cohortEntity, cohortEntries(posts, ledger));
  yield table(awardEntity, awardEntries(ledger));
  yield table(initiativeEntity, initiativeEntries(ledger));
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
