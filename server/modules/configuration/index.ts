import { defineModule } from '../../platform/api/module.ts';
import { pluginRevisionEntity, schemeRevisionEntity } from './configuration.entity.ts';
import { configurationProblems } from './configuration.problems.ts';

/** Revisions of schemes and plugins, as adopted. */
export const configurationModule = defineModule({
  name: 'configuration',
  entities: [pluginRevisionEntity, schemeRevisionEntity],
  problems: [configurationProblems],
});
