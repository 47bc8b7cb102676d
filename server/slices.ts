import { MODULES } from './modules/index.ts';
import type { CrossCheck } from './platform/model/cross-check.ts';
import type { Module, ModuleApi } from './platform/api/module.ts';
import { defineApi } from './platform/api/module.ts';
import type { AnyEntity } from './platform/model/entity.ts';
import { cardsModule } from './cards/index.ts';
import { eventsModule } from './events/index.ts';
import { draftsModule } from './configuration/index.ts';
import { schemesModule } from './schemes/index.ts';
import { scoringModule } from './scoring/index.ts';
import { trackingModule } from './tracking/index.ts';

/** Every module of the product, lower ones first. Data model and API are put together from this list. */
export const SLICES: readonly Module[] = [
  ...MODULES,
  trackingModule,
  schemesModule,
  scoringModule,
  cardsModule,
  eventsModule,
  draftsModule,
];

/** Every entity of the ledger, in the order in which a person reads a data folder. */
export const ENTITIES: readonly AnyEntity[] = SLICES.flatMap(({ entities }) => entities);

/** Every check that needs more than one row, in the order in which their problems are shown. */
export const CHECKS: readonly CrossCheck[] = [
  ...SLICES.flatMap(({ checks }) => checks),
  ...SLICES.flatMap(({ lastChecks }) => lastChecks),
];

/** All that the modules add to the API. Loads GraphQL’s types, which the data model does without. */
export async function wholeApi(): Promise<ModuleApi> {
  const apis = await Promise.all(SLICES.map(({ api }) => api()));
  return defineApi({
    types: apis.flatMap(({ api }) => api.types),
    acts: apis.flatMap(({ api }) => api.acts),
    resolvers: apis.flatMap(({ api }) => api.resolvers),
  });
}
