import type { RequestContext } from '../platform/api/context.ts';
import { service } from '../platform/services.ts';
import type { Catalogue } from './revisions.ts';

/** The catalogue as a service. */
export const CATALOGUE_SERVICE = service<Catalogue>('catalogue');

/** Everything that may be configured here: plugins and reference schemes. */
export function catalogueOf(context: RequestContext): Catalogue {
  return context.get(CATALOGUE_SERVICE);
}
