import { defineModule } from '../platform/api/module.ts';
import { revisionProblems } from './revision.problems.ts';

/** Plugins, schemes and their revisions, as readers see them. */
export const schemesModule = defineModule({
  name: 'schemes',
  problems: [revisionProblems],
  api: () => import('./api.ts'),
});
