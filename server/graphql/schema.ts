import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import type { NonEmptyArray, PubSub } from 'type-graphql';
import { actMutations } from '../platform/api/act-mutations.ts';
import { ACT_SUPPORT } from '../modules/act-support.ts';
import { installDirectFields } from '../platform/api/direct-field.ts';
import { loosenLinks } from '../platform/api/entity-type.ts';
import { wholeApi } from '../slices.ts';
import { DiscrepancyResolver, RootResolver } from './root.resolver.ts';

const NO_TOPICS: PubSub = {
  publish: (topic) => {
    throw new Error(`there is no topic ${topic}`);
  },
  subscribe: (topic) => {
    throw new Error(`there is no topic ${topic}`);
  },
};

let built: Promise<GraphQLSchema> | null = null;

/** The whole schema. Built once per process: the decorators’ registry is one per process too. */
export function schema(): Promise<GraphQLSchema> {
  built ??= build();
  return built;
}

async function build(): Promise<GraphQLSchema> {
  const { types, acts, resolvers } = await wholeApi();
  const whole = await buildSchema({
    resolvers: [
      RootResolver,
      DiscrepancyResolver,
      ...resolvers,
      actMutations(acts, ACT_SUPPORT),
    ] as unknown as NonEmptyArray<() => void>,
    // Types that are met only behind the Node interface, and all others of the ledger.
    orphanedTypes: [...types],
    // Inputs are checked by their types and by what they are used for; no global middleware (it makes execution six
    // times slower).
    validate: false,
    // Every subscription says itself where its events come from.
    pubSub: NO_TOPICS,
  });
  return loosenLinks(installDirectFields(whole));
}

/** The schema as text, in an order that does not depend on how it was put together. */
export async function schemaText(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await schema()))}\n`;
}
