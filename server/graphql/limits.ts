import type {
  ASTVisitor,
  FragmentDefinitionNode,
  ParseOptions,
  SelectionNode,
  SelectionSetNode,
  ValidationContext,
} from 'graphql';
import { GraphQLError, Kind } from 'graphql';
import type { Text } from '../../rules/kit/text.ts';
import { ApiFault } from '../platform/faults.ts';

/**
 * What one operation may hold at most, all fragments written out.
 * The documents of schema/operations hold about a tenth of it.
 */
export const MOST = {
  tokens: 2000,
  depth: 15,
  fields: 1500,
  rootFields: 30,
  aliases: 300,
  directives: 100,
} as const;

/** Tokens are counted while the text is read: a longer one is not read to its end. */
export const PARSE_OPTIONS: ParseOptions = { maxTokens: MOST.tokens };

const WORDS: Readonly<Record<keyof typeof MOST, Text>> = {
  tokens: { vi: 'dài hơn {count} từ tố', en: 'is longer than {count} tokens' },
  depth: { vi: 'lồng {count} tầng', en: 'is {count} levels deep' },
  fields: { vi: 'có {count} trường', en: 'asks for {count} fields' },
  rootFields: { vi: 'có {count} trường gốc', en: 'has {count} root fields' },
  aliases: { vi: 'đặt {count} bí danh', en: 'gives {count} aliases' },
  directives: { vi: 'có {count} chỉ thị', en: 'carries {count} directives' },
};

const MEASURED = ['depth', 'fields', 'rootFields', 'aliases', 'directives'] as const;

/** How large a set of selections is, fragments written out; every selection counts as a field, a spread too. */
type Size = Readonly<Record<(typeof MEASURED)[number], number>>;

const NOTHING: Size = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 };

/**
 * Refuses documents that are deeper or larger than anybody needs.
 * A rule of validation, so nothing of them is carried out.
 */
export function documentLimits(context: ValidationContext): ASTVisitor {
  const sizeOf = measurer((name) => context.getFragment(name));
  return {
    OperationDefinition({ selectionSet }) {
      const size = sizeOf(selectionSet);
      for (const what of MEASURED)
        if (size[what] > MOST[what]) {
          const fault = tooLarge(what, size[what]);
          const extensions = { code: fault.fault };
          context.reportError(new GraphQLError(fault.text.en, { originalError: fault, extensions }));
        }
    },
  };
}

/** What the parser says where it stops reading, in our words; null for any other fault of a text. */
export function faultOfParser(error: GraphQLError): ApiFault | null {
  const stops = /Document contains more that \d+ tokens/.test(error.message);
  // The parser calls itself for every bracket that opens; how many the stack bears differs from machine to machine.
  return stops || isOverflow(error) ? tooLarge('tokens', MOST.tokens) : null;
}

function isOverflow({ originalError }: GraphQLError): boolean {
  return (
    originalError instanceof RangeError ||
    (originalError instanceof GraphQLError && isOverflow(originalError))
  );
}

function tooLarge(what: keyof typeof MOST, count: number): ApiFault {
  const { vi, en } = WORDS[what];
  return ApiFault.badInput('QUERY_TOO_LARGE', {
    vi: `Câu hỏi ${vi.replace('{count}', String(count))}; tối đa ${MOST[what]} được trả lời.`,
    en: `The query ${en.replace('{count}', String(count))}; at most ${MOST[what]} are answered.`,
  });
}

/** Every fragment is measured once, however often it is spread. */
function measurer(
  fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined,
): (set: SelectionSetNode) => Size {
  const known = new Map<string, Size>();

  const ofSet = (set: SelectionSetNode | undefined): Size =>
    (set?.selections ?? []).reduce((sum, selection) => plus(sum, ofSelection(selection)), NOTHING);

  const ofSelection = (selection: SelectionNode): Size => {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return plus(ofSet(selection.selectionSet), { ...NOTHING, fields: 1, directives });
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return plus(ofFragment(selection.name.value), { ...NOTHING, fields: 1, directives });
    const below = ofSet(selection.selectionSet);
    // The standard introspection query is deeper than any question: its shape is fixed, and graphql-js bounds it.
    const depth = selection.name.value.startsWith('__') ? 1 : below.depth + 1;
    return {
      depth,
      fields: below.fields + 1,
      rootFields: 1,
      aliases: below.aliases + (selection.alias ? 1 : 0),
      directives: below.directives + directives,
    };
  };

  const ofFragment = (name: string): Size => {
    const measured = known.get(name);
    if (measured) return measured;
    // A fragment that spreads itself ends here, and is another rule’s to refuse.
    known.set(name, NOTHING);
    const size = ofSet(fragmentOf(name)?.selectionSet);
    known.set(name, size);
    return size;
  };

  return ofSet;
}

function plus(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    rootFields: a.rootFields + b.rootFields,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
  };
}
