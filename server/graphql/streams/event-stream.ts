import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { OperationArgs, RequestParams } from 'graphql-sse';
import { createHandler } from 'graphql-sse';
import type { Text } from '../../../rules/kit/text.ts';
import { bearerOf } from '../../platform/access/tokens.ts';
import { ApiFault } from '../../platform/faults.ts';
import { languageOf, readBody, takes } from '../http.ts';
import type { StreamArgs } from './delivery.ts';
import { StreamFault } from './delivery.ts';
import type { Session } from './sessions.ts';
import type { StreamTools } from './stream-tools.ts';

/** Events that may wait in a response for its peer to take them; what follows waits where it is counted. */
const MOST_IN_RESPONSE = 8;

const EVENTS = 'text/event-stream';

const ONLY_EVENTS: Text = {
  vi: `Kênh này chỉ trả lời bằng server-sent events: Accept phải nhận ${EVENTS}`,
  en: `Server-sent events are all that is answered here: Accept must take ${EVENTS}`,
};

/** How far a response is behind what it was given. */
class Pace {
  #waiting = 0;
  #isOver = false;
  #taken: PromiseWithResolvers<void> | null = null;

  /** Resolves once there is room for one more. */
  async give(): Promise<void> {
    while (this.#waiting >= MOST_IN_RESPONSE && !this.#isOver) {
      this.#taken ??= Promise.withResolvers();
      await this.#taken.promise;
    }
    this.#waiting += 1;
  }

  take(): void {
    this.#waiting -= 1;
    this.#taken?.resolve();
    this.#taken = null;
  }

  /** Nobody takes anything any more, and nobody waits for it. */
  end(): void {
    this.#isOver = true;
    this.#taken?.resolve();
  }
}

interface Extra {
  readonly session: Session;
  readonly pace: Pace;
}

/**
 * Subscriptions as server-sent events, one request a subscription.
 * "Distinct connections" of graphql-sse. The streams that the library would share between requests are closed: their names
 * could be guessed, and belong to no token.
 */
export class EventStreams {
  readonly #tools: StreamTools;
  readonly #open = new Set<ServerResponse>();
  readonly #handle: ReturnType<typeof createHandler<IncomingMessage, Extra>>;
  #isStopping = false;

  constructor(tools: StreamTools) {
    this.#tools = tools;
    const { delivery, prepare } = tools;
    this.#handle = createHandler<IncomingMessage, Extra>({
      authenticate: () => null,
      validate: () => [],
      onSubscribe: ({ raw, context }, params: RequestParams) => {
        const prepared = prepare(params, context.session, languageOf(raw));
        return Array.isArray(prepared) ? { data: null, errors: prepared } : (prepared as OperationArgs);
      },
      subscribe: (args: ExecutionArgs) => endingInErrors(delivery.subscribe(args as StreamArgs)),
      onNext: (_context, { context }) => context.pace.give(),
    });
  }

  /** @param read the body, where it was read already. @throws TokenFault, BodyFault, ApiFault before the stream begins. */
  async answer(request: IncomingMessage, response: ServerResponse, read?: string): Promise<void> {
    const { sessions } = this.#tools;
    if (!takes(request, EVENTS)) {
      request.resume();
      throw new ApiFault('NOT_ACCEPTABLE', 'ONLY_EVENTS', ONLY_EVENTS);
    }
    const session = await sessions.open(bearerOf(request.headers.authorization));
    const pace = new Pace();
    response.once('close', () => pace.end());
    try {
      const [body, { status, statusText, headers }] = await this.#handle({
        method: request.method!,
        url: request.url!,
        // The library takes nothing but the bare type for a wish for events; that there is one was looked at above.
        headers: {
          get: (name) =>
            name.toLowerCase() === 'accept' ? EVENTS : request.headers[name.toLowerCase()]?.toString(),
        },
        body: () => read ?? readBody(request),
        raw: request,
        context: { session, pace },
      });
      response.writeHead(status, statusText, headers);
      if (body === null || typeof body === 'string') response.end(body ?? undefined);
      else await this.#send(response, body, pace);
    } finally {
      sessions.close(session);
    }
  }

  /** Cuts every stream off without completing it, so that clients come again. */
  stop(): void {
    this.#isStopping = true;
    for (const response of this.#open) response.end();
  }

  async #send(
    response: ServerResponse,
    body: AsyncGenerator<string, void, undefined>,
    pace: Pace,
  ): Promise<void> {
    this.#open.add(response);
    const over = () => void body.return(undefined);
    response.once('close', over);
    try {
      if (response.destroyed || this.#isStopping) over();
      for await (const text of body) {
        if (!(await isWritten(response, text))) break;
        if (text.startsWith('event: next')) pace.take();
      }
    } finally {
      this.#open.delete(response);
      pace.end();
      response.end();
    }
  }
}

/** Resolves once the system has taken the text over. */
function isWritten(response: ServerResponse, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.writable) response.write(text, (error) => resolve(!error));
    else resolve(false);
  });
}

/** What ends a stream is its last result: server-sent events have no message of their own for it. */
async function* withErrors(
  stream: AsyncGenerator<ExecutionResult, void, void>,
): AsyncGenerator<ExecutionResult, void, void> {
  try {
    yield* stream;
  } catch (error) {
    if (!(error instanceof StreamFault)) throw error;
    yield { errors: error.errors };
  }
}

/** The same, ending at once when it is stopped, not with the next event. */
function endingInErrors(
  stream: AsyncGenerator<ExecutionResult, void, void>,
): AsyncGenerator<ExecutionResult, void, void> {
  const ending = withErrors(stream);
  const end = ending.return.bind(ending);
  ending.return = async (value) => {
    await stream.return();
    return end(value);
  };
  return ending;
}
