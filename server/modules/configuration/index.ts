import { defineModule } from '../../platform/api/module.ts';
import { pluginRevisionNoun, schemeRevisionNoun } from './configuration.noun.ts';
import { configurationProblems } from './configuration.problems.ts';

/** Revisions of schemes and plugins, as adopted. */
export const configurationModule = defineModule({
  name: 'configuration',
  entities: [pluginRevisionNoun, schemeRevisionNoun],
  problems: [configurationProblems],
});
