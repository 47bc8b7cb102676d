import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { SourceConfidence } from '../choices.ts';
import { calendarEntity } from './calendar.entity.ts';

@EntityType(calendarEntity, 'CalendarYear', {
  description: 'Lịch làm việc năm: days off besides weekends, and weekend days worked in exchange.',
  choices: { confidence: SourceConfidence },
})
export class CalendarYear extends EntityObject<typeof calendarEntity.columns> {}
