import { defineModule } from '../../platform/api/module.ts';
import { directingActEntity } from './directing-act.entity.ts';
import { directingActProblems } from './directing-act.problems.ts';

/** What leaders do to direct the work. */
export const directingActModule = defineModule({
  name: 'directing-act',
  entities: [directingActEntity],
  problems: [directingActProblems],
  api: () => import('./api.ts'),
});
