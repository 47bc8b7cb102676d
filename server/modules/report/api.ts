import { defineApi } from '../../platform/api/module.ts';
import { ReportDuty, Submission } from './report.type.ts';
import { submitReport, acceptReport } from './report.acts.ts';
import { ReportResolver } from './report.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [ReportDuty, Submission],
  acts: [submitReport, acceptReport],
  resolvers: [ReportResolver],
});
