import { MIGRATIONS } from '../migrations/index.ts';
import { CATALOGUE } from './schemes/catalogue.ts';
import { ROLES } from './modules/roles.ts';
import { SCOPE_ENTITIES } from './modules/scope-entities.ts';
import type { DataModel } from './platform/model/data-model.ts';
import { CHANGE_TABLES } from './announcing/tables.ts';
import { ANNOUNCED_EVENTS } from './events/verify-events.ts';
import { SIMULATION_RUNS } from './configuration/simulation/simulation-run-table.ts';
import { completeRevision } from './schemes/revisions.ts';
import { SEALED_CARD } from './scoring/stored/sealed-cards.ts';
import { SCORE_CARD_TABLE } from './scoring/stored/stored-cards.ts';
import { SEALED_CARDS } from './scoring/stored/verify-sealed.ts';
import { CHECKS, ENTITIES } from './slices.ts';

/** The data model of the product: entities, checks, completion of rows, other tables, and migrations. */
export const DATA_MODEL: DataModel = {
  entities: ENTITIES,
  scopes: SCOPE_ENTITIES,
  roles: ROLES,
  checks: CHECKS,
  complete: completeRevision(CATALOGUE),
  tables: [SCORE_CARD_TABLE, SEALED_CARD, SIMULATION_RUNS, ...CHANGE_TABLES],
  attached: [ANNOUNCED_EVENTS, SEALED_CARDS],
  migrations: MIGRATIONS,
};
