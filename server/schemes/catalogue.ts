import { PLUGINS } from '../../plugins/index.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import type { Catalogue } from './revisions.ts';

/** Everything that may be configured here. */
export const CATALOGUE: Catalogue = { plugins: PLUGINS, schemes: new Map(Object.entries(REFERENCE_SCHEMES)) };
