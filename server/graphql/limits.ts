import type { ASTVisitor, FragmentDefinitionNode, SelectionSetNode, ValidationContext } from 'graphql';
import { GraphQLError, Kind } from 'graphql';
import type { Text } from '../../rules/kit/text.ts';
import { ApiFault } from '../platform/api/faults.ts';

export const DEEPEST = 15;
export const MOST_FIELDS = 1500;
export const MOST_ROOT_FIELDS = 30;

interface Size {
  readonly depth: number;
  readonly fields: number;
}

/** Refuses documents that are deeper or larger than anybody needs. Introspection is left alone: its own shape is fixed. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  const known = new Map<string, Size>();
  const open = new Set<string>();

  const sizeOf = (set: SelectionSetNode | undefined): Size => {
    let depth = 0;
    let fields = 0;
    for (const selection of set?.selections ?? []) {
      let size: Size;
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue;
        const below = sizeOf(selection.selectionSet);
        size = { depth: below.depth + 1, fields: below.fields + 1 };
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        size = sizeOf(selection.selectionSet);
      } else {
        size = ofFragment(context.getFragment(selection.name.value));
      }
      depth = Math.max(depth, size.depth);
      fields += size.fields;
    }
    return { depth, fields };
  };

  const ofFragment = (fragment: FragmentDefinitionNode | null | undefined): Size => {
    // A cycle is another rule’s to refuse.
    if (!fragment || open.has(fragment.name.value)) return { depth: 0, fields: 0 };
    const name = fragment.name.value;
    const measured = known.get(name);
    if (measured) return measured;
    open.add(name);
    const size = sizeOf(fragment.selectionSet);
    open.delete(name);
    known.set(name, size);
    return size;
  };

  const refuse = (text: Text) =>
    context.reportError(
      new GraphQLError(text.en, {
        originalError: ApiFault.badInput('QUERY_TOO_LARGE', text),
        extensions: { code: 'BAD_USER_INPUT' },
      }),
    );

  return {
    OperationDefinition(node) {
      const { depth, fields } = sizeOf(node.selectionSet);
      const roots = node.selectionSet.selections.length;
      if (depth > DEEPEST)
        refuse({
          vi: `Câu hỏi lồng ${depth} tầng; tối đa ${DEEPEST} tầng được trả lời.`,
          en: `The query is ${depth} levels deep; at most ${DEEPEST} are answered.`,
        });
      if (fields > MOST_FIELDS)
        refuse({
          vi: `Câu hỏi có ${fields} trường; tối đa ${MOST_FIELDS} trường được trả lời.`,
          en: `The query asks for ${fields} fields; at most ${MOST_FIELDS} are answered.`,
        });
      if (roots > MOST_ROOT_FIELDS)
        refuse({
          vi: `Câu hỏi có ${roots} trường gốc; tối đa ${MOST_ROOT_FIELDS} trường được trả lời.`,
          en: `The query has ${roots} root fields; at most ${MOST_ROOT_FIELDS} are answered.`,
        });
    },
  };
}
