import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { LineageKind, UnitKind } from '../choices.ts';
import { lineageEntity, unitEntity } from './unit.entity.ts';

@EntityType(unitEntity, 'Unit', {
  description: 'Cơ quan, đơn vị: a dated node of the organisation tree.',
  choices: { kind: UnitKind },
})
export class Unit extends EntityObject<typeof unitEntity.columns> {}

@EntityType(lineageEntity, 'UnitLineage', {
  description: 'Quan hệ kế thừa: a predecessor and a successor in a reorganisation.',
  choices: { kind: LineageKind },
})
export class UnitLineage extends EntityObject<typeof lineageEntity.columns> {}
