import type { ActDeclaration } from '../acts/define-act.ts';
import type { CrossCheck } from '../model/cross-check.ts';
import type { AnyEntity } from '../model/entity.ts';
import type { Sentences } from '../problems.ts';

/** A class that the GraphQL schema is made of. */
type SchemaClass = abstract new (...parameters: never[]) => object;

/** One slice of the product: all that it adds to the data model and to the API. */
export interface Module {
  readonly name: string;
  /** Entities, in the order in which a person reads their files: what is pointed to comes first. */
  readonly entities: readonly AnyEntity[];
  /** Checks that need more than one row. */
  readonly checks: readonly CrossCheck[];
  /** Checks whose problems come after those of every module's `checks`. */
  readonly lastChecks: readonly CrossCheck[];
  /** Catalogues of what is refused or flagged here. */
  readonly problems: readonly { readonly own: Sentences }[];
  /** Its part of the API, loaded only to serve it: computing and importing need no GraphQL type. */
  readonly api: () => Promise<{ readonly api: ModuleApi }>;
}

/** What one slice adds to the API. */
export interface ModuleApi {
  /** GraphQL types of the entities; many are met only behind the Node interface. */
  readonly types: readonly SchemaClass[];
  /** What may be done to the ledger through the API, one mutation each. */
  readonly acts: readonly ActDeclaration[];
  readonly resolvers: readonly SchemaClass[];
}

/** Declares a module, once, in the index of its folder; what it does not name it does not have. */
export function defineModule(spec: Pick<Module, 'name'> & Partial<Module>): Module {
  return {
    entities: [],
    checks: [],
    lastChecks: [],
    problems: [],
    api: async () => ({ api: defineApi({}) }),
    ...spec,
  };
}

/** Declares a module's part of the API, once, in the `api.ts` beside its index. */
export function defineApi(spec: Partial<ModuleApi>): ModuleApi {
  return { types: [], acts: [], resolvers: [], ...spec };
}
