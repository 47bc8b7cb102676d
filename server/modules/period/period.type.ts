import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { PeriodKind } from '../choices.ts';
import { periodEntity, periodUnlockEntity } from './period.entity.ts';

@EntityType(periodEntity, 'Period', {
  description: 'Kỳ đánh giá: a month, quarter or year, with the day on which figures are read for good.',
  choices: { kind: PeriodKind },
})
export class Period extends EntityObject<typeof periodEntity.columns> {}

@EntityType(periodUnlockEntity, 'PeriodUnlock', {
  description: 'Mở khóa kỳ: a locked period that was opened again, and why.',
})
export class PeriodUnlock extends EntityObject<typeof periodUnlockEntity.columns> {}
