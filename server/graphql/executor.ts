import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { Kind, OperationTypeNode, execute, visit } from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { RequestContext } from '../platform/api/context.ts';

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/** Runs queries. `isKnown` tells by the SHA-256 of a document’s text whether it is one of ours. */
export function queryExecutor(schema: GraphQLSchema, isKnown: (hash: string) => boolean): Executor {
  const kept = new WeakMap<DocumentNode, Map<string | null, CompiledQuery | null>>();
  const compiledOf = (document: DocumentNode, operation: string | null): CompiledQuery | null => {
    let ofDocument = kept.get(document);
    if (!ofDocument) kept.set(document, (ofDocument = new Map()));
    let query = ofDocument.get(operation);
    if (query === undefined) ofDocument.set(operation, (query = compile(schema, document, operation)));
    return query;
  };
  return async ({ document, operation, operationName, queryHash, request, context }) => {
    const { compiles } = context as RequestContext;
    const isOurs = compiles === 'ALL' || (compiles === 'KNOWN' && isKnown(queryHash));
    const isQuery = (operation as typeof operation | undefined)?.operation === OperationTypeNode.QUERY;
    const query = isOurs && isQuery ? compiledOf(document, operationName) : null;
    if (query) {
      const result = await query.query(undefined, context, request.variables);
      // Whatever meets an error is answered by graphql-js, so that errors, their order and the nulls around them are
      // one thing; what was read is kept in the context.
      if (!result.errors) return result as never;
    }
    return (await execute({
      schema,
      document,
      contextValue: context,
      variableValues: request.variables,
      operationName: request.operationName,
    })) as never;
  };
}

/**
 * Hands an executor to Apollo Server, which takes one from a gateway only.
 * The schema is our own and never changes.
 */
export function gatewayOf(schema: GraphQLSchema, executor: Executor): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () => Promise.resolve({ executor }),
    stop: () => Promise.resolve(),
  };
}

/** Null where the document is one that the compiler does not get right. */
function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: string | null,
): CompiledQuery | null {
  if (!isCompilable(schema, document)) return null;
  const query = compileQuery(schema, document, operation ?? '', { disablingCapturingStackErrors: true });
  return isCompiledQuery(query) ? query : null;
}

/**
 * Whether the compiler’s answer is that of graphql-js.
 * It tells places of a document apart by their response names joined with "_", types of interfaces among them; and it
 * keeps one condition for each of these names, so that a field switched off in one place is gone from another, or
 * computed although it is switched off everywhere. No document with a directive is compiled.
 */
function isCompilable(schema: GraphQLSchema, document: DocumentNode): boolean {
  let isFine = true;
  visit(document, {
    [Kind.FIELD]({ name, alias }) {
      if (name.value.startsWith('__')) return;
      const shown = (alias ?? name).value;
      if (shown.includes('_') || schema.getType(shown)) isFine = false;
    },
    [Kind.DIRECTIVE]() {
      isFine = false;
    },
  });
  return isFine;
}
