import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Language } from '../../../rules/kit/text.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import { ApiFault } from '../../platform/faults.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tokens } from '../../platform/access/tokens.ts';
import type { Viewer } from '../../platform/model/viewer.ts';
import { inWords } from '../errors.ts';
import type { StreamArgs } from './delivery.ts';
import { Delivery } from './delivery.ts';
import type { StreamQuestion } from './documents.ts';
import { StreamDocuments } from './documents.ts';
import { EventStreams } from './event-stream.ts';
import type { Session } from './sessions.ts';
import { Sessions } from './sessions.ts';
import { WebSockets } from './websocket.ts';

/** What the transports of subscriptions are made with. */
export interface StreamOptions {
  readonly server: Server;
  readonly schema: GraphQLSchema;
  /** Whether the schema is shown. */
  readonly introspection: boolean;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newContext: (language: Language, viewer: Viewer) => RequestContext;
  /** A peer is pinged so often, and given as long to answer. */
  readonly heartbeatMilliseconds?: number;
}

const HEARTBEAT = 12_000;

/**
 * Subscriptions over WebSocket (graphql-ws) and server-sent events (graphql-sse).
 * Two transports of one delivery.
 */
export class Streams {
  readonly sessions: Sessions;
  readonly #webSockets: WebSockets;
  readonly #eventStreams: EventStreams;
  #stopped: Promise<void> | null = null;

  constructor(options: StreamOptions) {
    const {
      server,
      schema,
      introspection,
      tokens,
      clock,
      log,
      newContext,
      heartbeatMilliseconds = HEARTBEAT,
    } = options;
    const documents = new StreamDocuments(schema);
    const reporting = { log, showsSchema: introspection };
    const delivery = new Delivery(reporting);
    const sent = (error: GraphQLError, language: Language): GraphQLError => {
      inWords(error, language, reporting);
      return error;
    };
    this.sessions = new Sessions(tokens, clock, (error) => log.error({ err: error }, 'sessions of streams'));
    const prepare = (
      question: StreamQuestion,
      session: Session,
      language: Language,
    ): StreamArgs | GraphQLError[] => {
      const { operationName, variables } = question;
      const read = documents.read(question);
      if (!('document' in read)) return read.map((error) => sent(error, language));
      return {
        schema,
        document: read.document,
        documentKey: read.key,
        operationName,
        variableValues: variables,
        contextValue: newContext(language, session.viewer),
        session,
        language,
      };
    };
    const shared = { sessions: this.sessions, delivery, prepare, told: sent, log };
    this.#webSockets = new WebSockets(server, heartbeatMilliseconds, shared);
    this.#eventStreams = new EventStreams(shared);
  }

  /** Answers a request for a stream of server-sent events. @param read the body, where it was read already. */
  answer(request: IncomingMessage, response: ServerResponse, read?: string): Promise<void> {
    return this.#eventStreams.answer(request, response, read);
  }

  /** Ends every stream in order: subscribers connect again, here or elsewhere. */
  stop(): Promise<void> {
    this.sessions.stop();
    this.#eventStreams.stop();
    return (this.#stopped ??= this.#webSockets.stop());
  }
}

/** A subscription that was sent as a plain request. */
export function notHere(): GraphQLError {
  const fault = ApiFault.badInput('SUBSCRIPTION_NEEDS_A_STREAM', {
    vi: 'Subscription được nhận qua WebSocket ở /graphql (giao thức graphql-transport-ws) hoặc qua server-sent events (Accept: text/event-stream) ở /graphql và /graphql/stream',
    en: 'Subscriptions are answered over WebSocket at /graphql (protocol graphql-transport-ws) or as server-sent events (Accept: text/event-stream) at /graphql and /graphql/stream',
  });
  return new GraphQLError(fault.message, { originalError: fault, extensions: { http: { status: 400 } } });
}
