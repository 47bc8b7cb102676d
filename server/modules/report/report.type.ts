import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { ReportFrequency } from '../choices.ts';
import { reportDutyNoun, submissionNoun } from './report.noun.ts';

@NounType(reportDutyNoun, 'ReportDuty', {
  description: 'Chế độ báo cáo: who owes which report by when.',
  choices: { frequency: ReportFrequency },
})
export class ReportDuty extends NounObject<typeof reportDutyNoun.columns> {}

@NounType(submissionNoun, 'Submission', {
  description: 'Báo cáo đã nhận: which report arrived when, for which due day.',
})
export class Submission extends NounObject<typeof submissionNoun.columns> {}
