import type { ApolloServerPlugin } from '@apollo/server';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import {
  GraphQLError,
  Kind,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import { DEFAULT_PAGE, LARGEST_PAGE } from '../platform/api/connection.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/faults.ts';
import type { CostKind } from '../platform/api/cost-kind.ts';
import { costKindOf } from '../platform/api/cost-kind.ts';

/**
 * The dearest operation that is carried out.
 * A page of a hundred cards explained in full: half a second of one processor.
 */
export const MOST_COST = 200_000;

/** What one field of one row costs; all else is measured in it. */
const FIELD = 1;

/** What work costs beside it. */
const WORK: Readonly<Record<CostKind, number>> = { CARD: 100, COHORT: 2000, SPAN: 20_000 };

/** How many rows a list is taken to have where the question does not say: lines of a card, posts of a leader. */
const UNSAID_ROWS = 5;

/** An act: a transaction of its own. */
const ACT = 100;

type Variables = Readonly<Record<string, unknown>>;

/** What a set of selections costs, as far as that depends on nothing but the variables. */
interface Cost {
  readonly fixed: number;
  readonly lists: readonly { readonly rows: Rows; readonly row: Cost }[];
}

/** How many rows; a function where variables say it. */
type Rows = number | ((variables: Variables) => number);

/** Tells what an operation costs at most, before anything of it is carried out. */
export type CostOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
) => number;

/**
 * Costs of the operations of a schema.
 * Fields weigh what the schema says; the rows of a list are those requested (`first`, a list of ids, the rows of a bulk
 * act). A document is worked through once, however often it is sent. It must have passed validation.
 */
export function costsOf(schema: GraphQLSchema): CostOf {
  const known = new WeakMap<OperationDefinitionNode, Known>();
  return (document, operation, variables) => {
    let found = known.get(operation);
    if (!found) {
      const cost = new Weigher(schema, document, operation).cost();
      known.set(operation, (found = { cost, defaults: defaultsOf(operation) }));
    }
    return total(found.cost, found.defaults === null ? variables : { ...found.defaults, ...variables });
  };
}

interface Known {
  readonly cost: Cost;
  readonly defaults: Variables | null;
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables | null {
  const entries = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** Refuses operations that cost too much, and shows in every answer what its operation costs at most. */
export function costLimit(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const costOf = costsOf(schema);
  return {
    async requestDidStart() {
      let cost: number | null = null;
      return {
        async didResolveOperation({ document, operation, request }) {
          if (!operation) return;
          cost = costOf(document, operation, request.variables ?? {});
          if (cost > MOST_COST) throw tooDear(cost);
        },
        async willSendResponse({ response: { body } }) {
          if (cost === null || body.kind !== 'single') return;
          const { singleResult } = body;
          singleResult.extensions = { ...singleResult.extensions, cost: { cost, most: MOST_COST } };
        },
      };
    },
  };
}

/** What is said of an operation that costs more than MOST_COST. */
export function tooDear(cost: number): GraphQLError {
  const fault = ApiFault.badInput('QUERY_TOO_DEAR', {
    vi: `Câu hỏi có chi phí ${cost}; tối đa ${MOST_COST} được trả lời. Hãy hỏi trang nhỏ hơn (first) hoặc ít tầng hơn.`,
    en: `The query costs ${cost}; at most ${MOST_COST} is answered. Ask for smaller pages (first) or fewer levels.`,
  });
  const extensions = { code: fault.fault, http: { status: 400 } };
  return new GraphQLError(fault.text.en, { originalError: fault, extensions });
}

function total({ fixed, lists }: Cost, variables: Variables): number {
  let sum = fixed;
  for (const { rows, row } of lists)
    sum += (typeof rows === 'number' ? rows : rows(variables)) * total(row, variables);
  return sum;
}

/** What is being added up of one set of selections. */
class Sum {
  fixed = 0;
  readonly lists: { readonly rows: Rows; readonly row: Cost }[] = [];
  /** One row of the lists in it that do not say themselves how many rows they have. */
  #unsaid: Sum | null = null;

  get unsaid(): Sum {
    this.#unsaid ??= new Sum();
    return this.#unsaid;
  }

  addList(rows: Rows, row: Cost): void {
    if (typeof rows === 'number' && row.lists.length === 0) this.fixed += rows * row.fixed;
    else this.lists.push({ rows, row });
  }

  add({ fixed, lists }: Cost): void {
    this.fixed += fixed;
    this.lists.push(...lists);
  }

  /** @param rows of the lists that do not say it themselves */
  cost(rows: Rows): Cost {
    if (this.#unsaid !== null) this.addList(rows, this.#unsaid.cost(UNSAID_ROWS));
    this.#unsaid = null;
    return { fixed: this.fixed, lists: this.lists };
  }
}

class Weigher {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** What is done once for a place of the document, not once for a row. */
  #once = 0;

  constructor(schema: GraphQLSchema, { definitions }: DocumentNode, operation: OperationDefinitionNode) {
    this.#schema = schema;
    this.#operation = operation;
    this.#fragments = new Map(
      definitions
        .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  cost(): Cost {
    const sum = new Sum();
    const root = this.#schema.getRootType(this.#operation.operation);
    if (root) this.#weigh(this.#operation.selectionSet, root, sum);
    sum.fixed += this.#once;
    return sum.cost(UNSAID_ROWS);
  }

  /** What the work behind a field or type costs for each row. */
  #work(element: GraphQLField<unknown, unknown> | GraphQLNamedType): number {
    const work = costKindOf(element);
    if (work === null) return 0;
    if (work === 'CARD') return WORK.CARD;
    this.#once += WORK[work];
    return 0;
  }

  #weigh({ selections }: SelectionSetNode, type: GraphQLNamedType, sum: Sum): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        this.#weighField(selection, type, sum);
        continue;
      }
      const part =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (!part) continue;
      const condition = part.typeCondition?.name.value;
      const narrowed = (condition && this.#schema.getType(condition)) || type;
      if (narrowed !== type) sum.fixed += this.#work(narrowed);
      this.#weigh(part.selectionSet, narrowed, sum);
    }
  }

  #weighField(node: FieldNode, parent: GraphQLNamedType, sum: Sum): void {
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field) {
      // The whole schema is a long answer; no ledger is read for it.
      sum.fixed += node.name.value === '__schema' ? WORK.COHORT : FIELD;
      return;
    }
    const type = getNamedType(field.type);
    const isAct = parent === this.#schema.getMutationType();
    const itself = FIELD + this.#work(field) + (isAct ? ACT : 0);
    if (!node.selectionSet || !isCompositeType(type)) {
      sum.fixed += itself;
      return;
    }
    const below = new Sum();
    const rows = this.#rowsOf(field, node);
    this.#weigh(node.selectionSet, type, below);
    below.fixed += this.#work(type);
    sum.fixed += itself;
    if (!isListType(getNullableType(field.type))) sum.add(below.cost(rows ?? UNSAID_ROWS));
    else if (rows === null) sum.unsaid.add(below.cost(UNSAID_ROWS));
    else sum.addList(rows, below.cost(UNSAID_ROWS));
  }

  /** How many rows are requested of a field; null where its arguments do not say. */
  #rowsOf({ args }: GraphQLField<unknown, unknown>, { arguments: given = [] }: FieldNode): Rows | null {
    for (const { name, type } of args) {
      const value = given.find((one) => one.name.value === name)?.value;
      const kind = getNullableType(type);
      if (name === 'first') return this.#read(value, pageSize);
      // Required, it lists what is requested; a list that may be left out is a filter.
      if (kind !== type && isListType(kind)) return this.#read(value, lengthOf);
      if (!isInputObjectType(kind)) continue;
      const list = Object.values(kind.getFields()).find(
        (part) => getNullableType(part.type) !== part.type && isListType(getNullableType(part.type)),
      );
      if (list && kind !== type)
        return this.#read(value, (whole) => lengthOf((whole as Variables | null | undefined)?.[list.name]));
    }
    return null;
  }

  #read(node: ValueNode | undefined, rowsIn: (value: unknown) => number): Rows {
    if (!node) return rowsIn(null);
    const isNamed = node.kind !== Kind.VARIABLE && node.kind !== Kind.LIST && node.kind !== Kind.OBJECT;
    return isNamed
      ? rowsIn(valueFromASTUntyped(node))
      : (variables) => rowsIn(valueFromASTUntyped(node, variables));
  }
}

/** Sizes that are out of bounds are refused by the list itself. */
function pageSize(first: unknown): number {
  return typeof first === 'number' ? Math.min(Math.max(first, 0), LARGEST_PAGE) : DEFAULT_PAGE;
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 1;
}
