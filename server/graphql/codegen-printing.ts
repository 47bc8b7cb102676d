import type { ASTNode, DefinitionNode, DirectiveNode, DocumentNode, SelectionNode } from 'graphql';
import { Kind, OperationTypeNode, print, visit } from 'graphql';

/**
 * A document as GraphQL Code Generator prints it before it takes the hash.
 * Sorted by names, and on one line (printExecutableGraphQLDocument of @graphql-tools/documents). Root fields of a mutation
 * keep their order: it is the order in which they are done.
 */
export function printedByCodegen(document: DocumentNode): string {
  const sorted = visit(document, {
    [Kind.DOCUMENT]: (node) => ({ ...node, definitions: sortedBy(node.definitions, keyOfDefinition) }),
    [Kind.OPERATION_DEFINITION]: (node) => ({
      ...node,
      variableDefinitions: sortedBy(node.variableDefinitions ?? [], ({ variable }) => variable.name.value),
    }),
    [Kind.SELECTION_SET](node, _key, parent) {
      const above = parent as ASTNode | undefined;
      const isInOrder =
        above?.kind === Kind.OPERATION_DEFINITION && above.operation === OperationTypeNode.MUTATION;
      return isInOrder ? undefined : { ...node, selections: sortedBy(node.selections, keyOfSelection) };
    },
    [Kind.FRAGMENT_SPREAD]: (node) => ({ ...node, directives: sortedDirectives(node.directives) }),
    [Kind.INLINE_FRAGMENT]: (node) => ({ ...node, directives: sortedDirectives(node.directives) }),
  });
  return onOneLine(print(sorted));
}

function keyOfDefinition(node: DefinitionNode): string {
  return `${node.kind} ${'name' in node ? (node.name?.value ?? '\uFFFF') : '\uFFFF'}`;
}

/** Fields by their names, not by their aliases, then named fragments, then others. */
function keyOfSelection(node: SelectionNode): string {
  if (node.kind === Kind.FIELD) return `0${node.name.value}`;
  if (node.kind === Kind.FRAGMENT_SPREAD) return `1${node.name.value}`;
  const below = sortedBy(node.selectionSet.selections, keyOfSelection);
  return `2${node.typeCondition?.name.value ?? ''}${onOneLine(below.map(print).join(' '))}`;
}

function sortedDirectives(directives: readonly DirectiveNode[] = []): DirectiveNode[] {
  return sortedBy(directives, ({ name }) => name.value);
}

function sortedBy<T>(nodes: readonly T[], keyOf: (node: T) => string): T[] {
  const keyed = nodes.map((node) => ({ node, key: keyOf(node) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ node }) => node);
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
