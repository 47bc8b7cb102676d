import { MIGRATIONS } from '../migrations/index.ts';
import { PLUGINS } from '../plugins/index.ts';
import { REFERENCE_SCHEMES } from '../plugins/reference-schemes.ts';
import { CHECKS } from './modules/checks.ts';
import { NOUNS } from './modules/nouns.ts';
import type { House } from './platform/house.ts';
import type { Catalogue } from './scoring/revisions.ts';
import { completeRevision } from './scoring/revisions.ts';

/** What may be configured: the plugins of this release and the schemes that a revision may start from. */
export const CATALOGUE: Catalogue = { plugins: PLUGINS, schemes: REFERENCE_SCHEMES };

/** What the platform is told of the business: nouns, checks, completion of rows, and migrations. */
export const HOUSE: House = {
  nouns: NOUNS,
  checks: CHECKS,
  complete: completeRevision(CATALOGUE),
  migrations: MIGRATIONS,
};
