import type { DocumentNode, GraphQLSchema } from 'graphql';
import { GraphQLError, OperationTypeNode, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import type { Text } from '../../../rules/kit/text.ts';
import { ApiFault } from '../../platform/faults.ts';
import type { CostOf } from '../cost.ts';
import { MOST_COST, costsOf, tooDear } from '../cost.ts';
import { PARSE_OPTIONS, documentLimits } from '../limits.ts';
import { faultOfVariables, readableTexts } from '../readable-texts.ts';

/** A document that may be run on a stream. */
export interface StreamDocument {
  readonly document: DocumentNode;
  /** The same for the same text. */
  readonly key: number;
}

/** Many subscribers send few texts; a stranger’s many texts push each other out. */
const MOST_KEPT = 200;

const ONLY_SUBSCRIPTIONS: Text = {
  vi: 'Kênh này chỉ nhận subscription; query và mutation được gửi bằng POST /graphql',
  en: 'Only subscriptions are answered here; send queries and mutations by POST to /graphql',
};

/**
 * Reads documents once.
 * Parsed, checked against the schema and the limits that hold for every query.
 */
export class StreamDocuments {
  readonly #schema: GraphQLSchema;
  readonly #costOf: CostOf;
  readonly #kept = new Map<string, StreamDocument>();
  #last = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
    this.#costOf = costsOf(schema);
  }

  /** @returns the faults of one that is not run. */
  read({ query, operationName, variables }: StreamQuestion): StreamDocument | readonly GraphQLError[] {
    const read = this.#kept.get(query) ?? this.#readAnew(query);
    if (!('document' in read)) return read;
    const operation = getOperationAST(read.document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      const fault = ApiFault.badInput('NO_SUBSCRIPTION', ONLY_SUBSCRIPTIONS);
      return [new GraphQLError(fault.message, { originalError: fault })];
    }
    const unreadable = faultOfVariables(variables ?? {});
    if (unreadable !== null) return [unreadable];
    // What each event costs.
    const cost = this.#costOf(read.document, operation, variables ?? {});
    return cost > MOST_COST ? [tooDear(cost)] : read;
  }

  #readAnew(text: string): StreamDocument | readonly GraphQLError[] {
    let document: DocumentNode;
    try {
      document = parse(text, PARSE_OPTIONS);
    } catch (error) {
      return [ofParser(error)];
    }
    const faults = validate(this.#schema, document, [...specifiedRules, documentLimits, readableTexts]);
    if (faults.length > 0) return faults;
    const read = { document, key: ++this.#last };
    if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(text, read);
    return read;
  }
}

/** Whatever keeps a text from being read: also one so deep that the parser’s calls do not fit the stack. */
function ofParser(error: unknown): GraphQLError {
  const extensions = { code: 'GRAPHQL_PARSE_FAILED' };
  const { message } = error as Error;
  if (!(error instanceof GraphQLError))
    return new GraphQLError(message, { originalError: error as Error, extensions });
  Object.assign(error.extensions, extensions);
  return error;
}

/** A question as a transport is sent it. */
export interface StreamQuestion {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}
