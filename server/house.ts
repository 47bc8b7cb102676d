import { MIGRATIONS } from '../migrations/index.ts';
import { CHECKS } from './modules/checks.ts';
import { NOUNS } from './modules/nouns.ts';
import type { House } from './platform/house.ts';

/** What the platform is told of the business: nouns, checks and migrations. */
export const HOUSE: House = { nouns: NOUNS, checks: CHECKS, migrations: MIGRATIONS };
