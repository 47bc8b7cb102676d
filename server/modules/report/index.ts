import { defineModule } from '../../platform/api/module.ts';
import { reportDutyEntity, submissionEntity } from './report.entity.ts';
import { reportProblems } from './report.problems.ts';

/** Duties to report and the reports that arrived. */
export const reportModule = defineModule({
  name: 'report',
  entities: [reportDutyEntity, submissionEntity],
  problems: [reportProblems],
  api: () => import('./api.ts'),
});
