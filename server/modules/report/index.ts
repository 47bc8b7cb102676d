import { defineModule } from '../../platform/api/module.ts';
import { reportDutyEntity, submissionEntity } from './report.entity.ts';
import { ReportDuty, Submission } from './report.type.ts';
import { submitReport, acceptReport } from './report.acts.ts';
import { reportProblems } from './report.problems.ts';
import { ReportResolver } from './report.resolver.ts';

/** Duties to report and the reports that arrived. */
export const reportModule = defineModule({
  name: 'report',
  entities: [reportDutyEntity, submissionEntity],
  types: [ReportDuty, Submission],
  acts: [submitReport, acceptReport],
  problems: [reportProblems],
  resolvers: [ReportResolver],
});
