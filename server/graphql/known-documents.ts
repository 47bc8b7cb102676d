import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ASTNode, DocumentNode } from 'graphql';
import { Kind, OperationTypeNode, parse, print, visit } from 'graphql';
import { z } from 'zod';
import type { Text } from '../../rules/kit/text.ts';
import { printedByCodegen } from './codegen-printing.ts';

/**
 * Documents that the server knows beforehand.
 * Those committed with the product, and those an operator adds.
 */
export interface KnownDocuments {
  /** The text with this hash (hexadecimal) or of this name, as a client sends it; null where there is none. */
  readonly textOf: (hash: string) => string | null;
  /** Whether a text with this hash is known. */
  readonly has: (hash: string) => boolean;
}

/** The folder that holds package.json: server/ lies in it, or dist/server/ does. */
const root = ['../..', '../../..']
  .map((up) => join(import.meta.dirname, up))
  .find((folder) => existsSync(join(folder, 'package.json')))!;

const COMMITTED = join(root, 'schema/operations');

/** A file of known documents that cannot be used; the message says which and why, in both languages. */
export class DocumentsFault extends Error {
  constructor(path: string, { vi, en }: Text) {
    super(`${path}: ${vi} (${en})`);
  }
}

/** A document, with the names that its clients’ builds gave it beside its hashes. */
interface KnownDocument {
  readonly text: string;
  readonly ids: readonly string[];
}

/**
 * Reads every .graphql file and every manifest of schema/operations and of the operator’s folder.
 * A document is known by its exact text, as clients that parse it send it, and by the name that a manifest gives it.
 *
 * @throws DocumentsFault where a file is no GraphQL or no manifest; Error where the folder is not there.
 */
export function knownDocuments(folder: string | null): KnownDocuments {
  const texts = new Map<string, string>();
  const folders = [COMMITTED, ...(folder === null ? [] : [folder])];
  for (const path of folders.flatMap(filesIn))
    for (const { text, ids } of reading(path)) {
      for (const form of formsOf(text, path).flatMap((one) => [one, one.trim()]))
        for (const hash of [hashOf(form), sha1Of(form)]) texts.set(hash, form);
      for (const id of ids) texts.set(id, text);
    }
  return { textOf: (hash) => texts.get(hash) ?? null, has: (hash) => texts.has(hash) };
}

/**
 * The texts that clients make of a document: as it is written; printed anew, comments gone; with the __typename that Apollo
 * Client and urql add to every object; and each as GraphQL Code Generator prints it.
 */
function formsOf(text: string, path: string): string[] {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    throw new DocumentsFault(path, unreadable(error));
  }
  const named = withTypenames(document, false);
  const generated = [document, named, withTypenames(document, true)].map(printedByCodegen);
  return [text, print(document), print(named), ...generated];
}

/** Clients add it last, and not to the root; code generators first, and to the root too, of a subscription excepted. */
function withTypenames(document: DocumentNode, atRoot: boolean): DocumentNode {
  return visit(document, {
    [Kind.SELECTION_SET](set, _key, parent) {
      const above = parent as ASTNode | undefined;
      const isRoot = above?.kind === Kind.OPERATION_DEFINITION;
      const isLeftOut = isRoot && (!atRoot || above.operation === OperationTypeNode.SUBSCRIPTION);
      const isRequested = set.selections.some(
        (one) => one.kind === Kind.FIELD && one.name.value === TYPENAME,
      );
      if (isLeftOut || isRequested) return undefined;
      const added = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: TYPENAME } } as const;
      const selections = atRoot ? [added, ...set.selections] : [...set.selections, added];
      return { ...set, selections };
    },
  });
}

const TYPENAME = '__typename';

/** SHA-256 of a document’s text, hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sha1Of(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((name) => /\.(graphql|json)$/.test(name))
    .toSorted()
    .map((name) => join(folder, name));
}

function reading(path: string): readonly KnownDocument[] {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.json') ? documentsOfManifest(path, text) : [{ text, ids: [] }];
}

const ApolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** What Relay’s compiler and GraphQL Code Generator write: texts by their hashes. */
const PlainManifest = z.record(z.string(), z.string());

function documentsOfManifest(path: string, text: string): readonly KnownDocument[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new DocumentsFault(path, unreadable(error));
  }
  const apollo = ApolloManifest.safeParse(content);
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => ({ text: body, ids: [bare(id)] }));
  const plain = PlainManifest.safeParse(content);
  if (plain.success) return Object.entries(plain.data).map(([id, body]) => ({ text: body, ids: [bare(id)] }));
  throw new DocumentsFault(path, NO_MANIFEST);
}

/** The hash alone: clients write "sha256:" before it or not. */
export function bare(id: string): string {
  return id.replace(/^sha256:/, '');
}

const NO_MANIFEST: Text = {
  vi: 'không phải bản kê tài liệu của Apollo, Relay hay GraphQL Code Generator',
  en: 'no manifest of Apollo, Relay or GraphQL Code Generator',
};

function unreadable(error: unknown): Text {
  const detail = (error as Error).message;
  return { vi: `không đọc được: ${detail}`, en: `it cannot be read: ${detail}` };
}
