import { defineModule } from '../../platform/api/module.ts';
import { unitEntity, lineageEntity } from './unit.entity.ts';
import { noCycleOfUnits } from './unit.checks.ts';
import { unitProblems } from './unit.problems.ts';

/** Units and how they came from one another. */
export const unitModule = defineModule({
  name: 'unit',
  entities: [unitEntity, lineageEntity],
  checks: [noCycleOfUnits],
  problems: [unitProblems],
  api: () => import('./api.ts'),
});
