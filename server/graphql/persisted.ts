import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../platform/api/context.ts';
import type { KnownDocuments } from './known-documents.ts';

/**
 * Lets known documents be sent by their SHA-256 alone.
 * As `extensions.persistedQuery` (Apollo’s clients) or as `documentId`, with or without "sha256:" before it. A hash that
 * nobody knows is answered with PERSISTED_QUERY_NOT_FOUND.
 */
export function documentIds(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ request }) {
      const body = request.http?.body;
      if (request.query !== undefined || typeof body !== 'object' || body === null) return;
      const { documentId } = body as { readonly documentId?: unknown };
      if (typeof documentId !== 'string') return;
      const sha256Hash = documentId.replace(/^sha256:/, '');
      request.extensions = { ...request.extensions, persistedQuery: { version: 1, sha256Hash } };
    },
  };
}

/**
 * The store in which Apollo Server looks up persisted documents: known ones only.
 * A stranger’s document is not stored, and is sent whole every time.
 */
export function persistedDocuments(known: KnownDocuments) {
  return {
    get: (key: string) => Promise.resolve(known.textOf(key.replace(/^apq:/, '')) ?? undefined),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(false),
  };
}
