import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ASTNode, DocumentNode } from 'graphql';
import { Kind, parse, print, visit } from 'graphql';

/**
 * Documents that the server knows beforehand.
 * Those committed with the product, and those an operator adds.
 */
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
 * Reads every .graphql file of schema/operations and of the operator’s folder.
 * A document is known by its exact text, and as clients that parse it send it: printed anew, comments gone, with or
 * without the __typename that Apollo Client and urql add to every object.
 *
 * @throws GraphQLError where a file is no GraphQL; Error where the folder is not there.
 */
export function knownDocuments(folder: string | null): KnownDocuments {
  const texts = new Map<string, string>();
  for (const text of [COMMITTED, ...(folder === null ? [] : [folder])].flatMap(textsIn)) {
    const document = parse(text);
    const forms = [text, print(document), print(withTypenames(document))];
    for (const form of forms.flatMap((one) => [one, one.trim()])) texts.set(hashOf(form), form);
  }
  return { textOf: (hash) => texts.get(hash) ?? null, has: (hash) => texts.has(hash) };
}

function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    [Kind.SELECTION_SET](set, _key, parent) {
      const isRoot = (parent as ASTNode | undefined)?.kind === Kind.OPERATION_DEFINITION;
      const isRequested = set.selections.some(
        (one) => one.kind === Kind.FIELD && one.name.value === TYPENAME,
      );
      if (isRoot || isRequested) return undefined;
      const name = { kind: Kind.NAME, value: TYPENAME } as const;
      return { ...set, selections: [...set.selections, { kind: Kind.FIELD, name }] };
    },
  });
}

const TYPENAME = '__typename';

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
