import { defineModule } from '../../platform/api/module.ts';
import { unitEntity, lineageEntity } from './unit.entity.ts';
import { Unit, UnitLineage } from './unit.type.ts';
import { openNewUnit, mergeUnits, splitUnit, renameUnit, transferFunction } from './unit.acts.ts';
import { noCycleOfUnits } from './unit.checks.ts';
import { unitProblems } from './unit.problems.ts';
import { UnitResolver } from './unit.resolver.ts';

/** Units and how they came from one another. */
export const unitModule = defineModule({
  name: 'unit',
  entities: [unitEntity, lineageEntity],
  types: [Unit, UnitLineage],
  acts: [openNewUnit, mergeUnits, splitUnit, renameUnit, transferFunction],
  checks: [noCycleOfUnits],
  problems: [unitProblems],
  resolvers: [UnitResolver],
});
