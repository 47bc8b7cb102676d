import { defineApi } from '../platform/api/module.ts';
import { SchemeResolver, SchemeRevisionResolver } from './scheme.resolver.ts';
import { PluginResolver } from './plugin.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  resolvers: [SchemeResolver, SchemeRevisionResolver, PluginResolver],
});
