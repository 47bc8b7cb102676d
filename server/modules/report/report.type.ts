import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { ReportFrequency } from '../choices.ts';
import { reportDutyEntity, submissionEntity } from './report.entity.ts';

@EntityType(reportDutyEntity, 'ReportDuty', {
  description: 'Chế độ báo cáo: who owes which report by when.',
  choices: { frequency: ReportFrequency },
})
export class ReportDuty extends EntityObject<typeof reportDutyEntity.columns> {}

@EntityType(submissionEntity, 'Submission', {
  description: 'Báo cáo đã nhận: which report arrived when, for which due day.',
})
export class Submission extends EntityObject<typeof submissionEntity.columns> {}
