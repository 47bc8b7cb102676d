import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print } from 'graphql';

/** Documents that the server knows before anybody asks: those committed with the product, and those an operator adds. */
export interface KnownDocuments {
  /** The text with this SHA-256 (hexadecimal), as a client sends it; null where there is none. */
  readonly textOf: (hash: string) => string | null;
  /** Whether a text with this SHA-256 is known. */
  readonly has: (hash: string) => boolean;
}

/** The folder that holds package.json: server/ lies in it, or dist/server/ does. */
const root = ['../..', '../../..']
  .map((up) => join(import.meta.dirname, up))
  .find((folder) => existsSync(join(folder, 'package.json')))!;

const COMMITTED = join(root, 'schema/operations');

/**
 * Reads every .graphql file of schema/operations and of the operator’s folder. A document is known by its exact text, and as clients that
 * parse it send it: printed anew, comments gone.
 * @throws GraphQLError where a file is no GraphQL; Error where the folder is not there.
 */
export function knownDocuments(folder: string | null): KnownDocuments {
  const texts = new Map<string, string>();
  for (const text of [COMMITTED, ...(folder === null ? [] : [folder])].flatMap(textsIn)) {
    const printed = print(parse(text));
    for (const form of [text, text.trim(), printed, printed.trim()]) texts.set(hashOf(form), form);
  }
  return { textOf: (hash) => texts.get(hash) ?? null, has: (hash) => texts.has(hash) };
}

/** SHA-256 of a document’s text, hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function textsIn(folder: string): string[] {
  return readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((name) => name.endsWith('.graphql'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
