import { defineModule } from '../platform/api/module.ts';
import { revisionProblems } from './revision.problems.ts';
import { SchemeResolver, SchemeRevisionResolver } from './scheme.resolver.ts';
import { PluginResolver } from './plugin.resolver.ts';

/** Plugins, schemes and their revisions, as readers see them. */
export const schemesModule = defineModule({
  name: 'schemes',
  problems: [revisionProblems],
  resolvers: [SchemeResolver, SchemeRevisionResolver, PluginResolver],
});
