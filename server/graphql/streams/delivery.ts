import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { GraphQLError, createSourceEventStream, execute } from 'graphql';
import type { Language } from '../../../rules/kit/text.ts';
import type { TokenFault } from '../../platform/access/tokens.ts';
import type { News } from '../../events/event-feed.ts';
import type { ErrorReporting } from '../errors.ts';
import { inWords } from '../errors.ts';
import type { Session } from './sessions.ts';

/** A subscription on its way to one subscriber. */
export interface StreamArgs extends ExecutionArgs {
  readonly session: Session;
  readonly language: Language;
  /** The same for the same document. */
  readonly documentKey: number;
}

/** A stream that ends with errors, in the subscriber’s language. */
export class StreamFault extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]!.message);
    this.errors = errors;
  }
}

/**
 * Answers subscriptions.
 * Each event is executed once for all subscribers with the same rights, document and variables; the right to the stream
 * is looked at before each.
 */
export class Delivery {
  readonly #reporting: ErrorReporting;
  readonly #answered = new WeakMap<News, Map<string, Promise<ExecutionResult>>>();

  constructor(reporting: ErrorReporting) {
    this.#reporting = reporting;
  }

  /** Never fails itself; what fails is thrown where the stream is read, as StreamFault. */
  subscribe(args: StreamArgs): AsyncGenerator<ExecutionResult, void, void> {
    const { session, documentKey, operationName, variableValues } = args;
    const key = `${documentKey} ${operationName ?? ''} ${JSON.stringify(variableValues ?? {})}`;
    const source = createSourceEventStream(args);
    let lost: TokenFault | null = null;
    const forget = session.whenLost((fault) => {
      lost = fault;
      void end();
    });
    const end = async (): Promise<void> => {
      forget();
      const stream = await source.catch(() => null);
      if (stream !== null && Symbol.asyncIterator in stream) await (stream as Source).return(undefined);
    };
    const fault = (errors: readonly unknown[]): StreamFault =>
      new StreamFault(errors.map((error) => this.#sent(error, args.language)));
    const next = async (): Promise<IteratorResult<ExecutionResult, void>> => {
      try {
        const stream = await source;
        if (!(Symbol.asyncIterator in stream)) throw fault((stream.errors ?? []).map(asCallers));
        const { done, value } = await (stream as Source).next();
        if (lost !== null) throw lost;
        if (done === true) return { done: true, value: undefined };
        session.check();
        return { done: false, value: await this.#answer(args, key, value) };
      } catch (error) {
        await end();
        throw error instanceof StreamFault ? error : fault([error]);
      }
    };
    return {
      next,
      async return() {
        await end();
        return { done: true, value: undefined };
      },
      async throw(error) {
        await end();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
      async [Symbol.asyncDispose]() {
        await end();
      },
    };
  }

  #answer(args: StreamArgs, key: string, news: News): Promise<ExecutionResult> {
    let answers = this.#answered.get(news);
    if (!answers) this.#answered.set(news, (answers = new Map<string, Promise<ExecutionResult>>()));
    let answer = answers.get(key);
    if (!answer) answers.set(key, (answer = this.#execute(args, news)));
    return answer;
  }

  async #execute(args: StreamArgs, news: News): Promise<ExecutionResult> {
    const { schema, document, operationName, variableValues, language } = args;
    const result = await execute({
      schema,
      document,
      operationName,
      variableValues,
      rootValue: news,
      contextValue: news.context,
    });
    return result.errors
      ? { ...result, errors: result.errors.map((error) => this.#sent(error, language)) }
      : result;
  }

  #sent(error: unknown, language: Language): GraphQLError {
    const sent =
      error instanceof GraphQLError
        ? error
        : new GraphQLError((error as Error).message, { originalError: error as Error });
    inWords(sent, language, this.#reporting);
    return sent;
  }
}

/** What graphql-js itself refuses, such as variables of a wrong type, is the caller’s. */
function asCallers(error: GraphQLError): GraphQLError {
  const { originalError } = error;
  if (originalError === undefined || originalError instanceof GraphQLError)
    error.extensions['code'] = 'BAD_USER_INPUT';
  return error;
}

type Source = AsyncGenerator<News, void, void>;
