import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../platform/api/context.ts';
import type { KnownDocuments } from './known-documents.ts';
import { bare } from './known-documents.ts';

/**
 * Lets documents be sent by their hash alone.
 * As `extensions.persistedQuery` (Apollo’s clients) or as `documentId`, with or without "sha256:" before it. A hash that
 * nobody knows is answered with PERSISTED_QUERY_NOT_FOUND: clients send the text with it then.
 */
export function documentIds(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ request }) {
      const body = request.http?.body;
      if (request.query !== undefined || typeof body !== 'object' || body === null) return;
      const { documentId } = body as { readonly documentId?: unknown };
      if (typeof documentId !== 'string') return;
      const sha256Hash = bare(documentId);
      request.extensions = { ...request.extensions, persistedQuery: { version: 1, sha256Hash } };
    },
  };
}

/** Texts of strangers that are kept at most, and the characters of one; what is longer is sent whole every time. */
const MOST_KEPT = 500;
const LONGEST_KEPT = 32 * 1024;

/**
 * The store in which Apollo Server looks up persisted documents.
 * Known ones first. A stranger’s valid document is kept by its hash once it was sent with it (automatic persisted queries),
 * in this process, until so many others came later; it runs like any other that is sent whole, never compiled.
 */
export function persistedDocuments(known: KnownDocuments) {
  const kept = new Map<string, string>();
  const keep = (hash: string, text: string): void => {
    // What was looked up last is the last to go.
    kept.delete(hash);
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(hash, text);
  };
  const lookUp = (hash: string): string | undefined => {
    const text = kept.get(hash);
    if (text !== undefined) keep(hash, text);
    return text;
  };
  const hashOfKey = (key: string): string => key.replace(/^apq:/, '');
  return {
    get: (key: string) => Promise.resolve(known.textOf(hashOfKey(key)) ?? lookUp(hashOfKey(key))),
    set(key: string, text: string) {
      if (text.length <= LONGEST_KEPT) keep(hashOfKey(key), text);
      return Promise.resolve();
    },
    delete: (key: string) => Promise.resolve(kept.delete(hashOfKey(key))),
  };
}
