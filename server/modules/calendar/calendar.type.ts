import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { SourceConfidence } from '../choices.ts';
import { calendarNoun } from './calendar.noun.ts';

@NounType(calendarNoun, 'CalendarYear', {
  description: 'Lịch làm việc năm: days off besides weekends, and weekend days worked in exchange.',
  choices: { confidence: SourceConfidence },
})
export class CalendarYear extends NounObject<typeof calendarNoun.columns> {}
