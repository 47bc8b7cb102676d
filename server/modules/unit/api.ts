import { defineApi } from '../../platform/api/module.ts';
import { Unit, UnitLineage } from './unit.type.ts';
import { openNewUnit, mergeUnits, splitUnit, renameUnit, transferFunction } from './unit.acts.ts';
import { UnitResolver } from './unit.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [Unit, UnitLineage],
  acts: [openNewUnit, mergeUnits, splitUnit, renameUnit, transferFunction],
  resolvers: [UnitResolver],
});
