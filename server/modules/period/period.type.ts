import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { PeriodKind } from '../choices.ts';
import { periodNoun, periodUnlockNoun } from './period.noun.ts';

@NounType(periodNoun, 'Period', {
  description: 'Kỳ đánh giá: a month, quarter or year, with the day on which figures are read for good.',
  choices: { kind: PeriodKind },
})
export class Period extends NounObject<typeof periodNoun.columns> {}

@NounType(periodUnlockNoun, 'PeriodUnlock', {
  description: 'Mở khóa kỳ: a locked period that was opened again, and why.',
})
export class PeriodUnlock extends NounObject<typeof periodUnlockNoun.columns> {}
