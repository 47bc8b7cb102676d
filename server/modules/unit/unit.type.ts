import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { LineageKind, UnitKind } from '../choices.ts';
import { lineageNoun, unitNoun } from './unit.noun.ts';

@NounType(unitNoun, 'Unit', {
  description: 'Cơ quan, đơn vị: a dated node of the organisation tree.',
  choices: { kind: UnitKind },
})
export class Unit extends NounObject<typeof unitNoun.columns> {}

@NounType(lineageNoun, 'UnitLineage', {
  description: 'Quan hệ kế thừa: a predecessor and a successor in a reorganisation.',
  choices: { kind: LineageKind },
})
export class UnitLineage extends NounObject<typeof lineageNoun.columns> {}
