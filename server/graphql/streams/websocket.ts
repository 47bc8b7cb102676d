import type { IncomingMessage, Server } from 'node:http';
import type { ExecutionArgs } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Context } from 'graphql-ws';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Language } from '../../../rules/kit/text.ts';
import { ApiFault } from '../../platform/faults.ts';
import { TokenFault, bearerOf } from '../../platform/access/tokens.ts';
import { languageOf } from '../http.ts';
import type { StreamArgs } from './delivery.ts';
import { StreamFault } from './delivery.ts';
import type { Session } from './sessions.ts';
import type { StreamTools } from './stream-tools.ts';

/** Bytes of a message: a token, or a question. Who sends one is not known before it is read. */
const LARGEST_MESSAGE = 256 * 1024;

/** The most subscriptions of one connection. */
const MOST_SUBSCRIPTIONS = 50;

/** Peers that do not answer the closing of their socket are cut off after so many milliseconds. */
const PATIENCE = 500;

/** A try-again-later of WebSocket itself: clients come back by themselves. */
const TRY_AGAIN_LATER = 1013;

interface Extra extends Record<PropertyKey, unknown> {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  session?: Session;
  language?: Language;
}

type Connection = Context<Record<string, unknown>, Extra>;

/** Subscriptions over graphql-transport-ws, at the address of the API. */
export class WebSockets {
  readonly #sockets: WebSocketServer;
  readonly #dispose: () => void | Promise<void>;

  constructor(server: Server, heartbeatMilliseconds: number, tools: StreamTools) {
    this.#sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: LARGEST_MESSAGE });
    const { delivery, told: sent, log } = tools;
    const transport = useServer<Record<string, unknown>, Extra>(
      {
        onConnect: (connection) => connect(connection, tools),
        onDisconnect: ({ extra }) => {
          if (extra.session) tools.sessions.close(extra.session);
        },
        onSubscribe: ({ extra, subscriptions }, _id, question) => {
          const { session, language = 'vi' } = extra;
          if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS) return [sent(tooMany(), language)];
          return tools.prepare(question, session!, language);
        },
        subscribe: (args: ExecutionArgs) => delivery.subscribe(args as StreamArgs),
        onError: (_connection, _id, _question, errors) => {
          const cause = errors[0]?.originalError;
          return (cause instanceof StreamFault ? cause.errors : errors).map((error) =>
            error instanceof GraphQLError ? error.toJSON() : error,
          );
        },
      },
      this.#sockets,
      heartbeatMilliseconds,
    );
    this.#dispose = () => transport.dispose();
    this.#sockets.on('wsClientError', (error) => log.debug({ err: error }, 'no WebSocket'));
  }

  async stop(): Promise<void> {
    const impatient = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
    }, PATIENCE);
    await this.#dispose();
    clearTimeout(impatient);
  }
}

/** Believes the token of the first message, else that of the request which opened the socket; without one the socket closes. */
async function connect(connection: Connection, { sessions, log }: StreamTools): Promise<boolean> {
  const { extra, connectionParams = {} } = connection;
  const { socket, request } = extra;
  const said = (name: string): string | undefined => {
    const value = Object.entries(connectionParams).find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof value === 'string' ? value : request.headers[name]?.toString();
  };
  extra.language = languageOf({ headers: { 'accept-language': said('accept-language') } });
  try {
    const session = await sessions.open(bearerOf(said('authorization')));
    // Closed while the token was looked at: nobody will tell of its end any more.
    if (socket.readyState !== socket.OPEN) {
      sessions.close(session);
      return false;
    }
    extra.session = session;
    session.whenLost((fault) => closeFor(socket, fault));
    return true;
  } catch (error) {
    if (!(error instanceof TokenFault)) throw error;
    if (error.code === 'UNREACHABLE_KEYS') log.error({ err: error }, 'the keys of the issuer cannot be had');
    closeFor(socket, error);
    return false;
  }
}

/** Clients of the protocol come back with another token after FORBIDDEN, and give up after UNAUTHORIZED. */
function closeFor(socket: WebSocket, { code, text }: TokenFault): void {
  const status =
    code === 'EXPIRED_TOKEN'
      ? CloseCode.Forbidden
      : code === 'UNREACHABLE_KEYS'
        ? TRY_AGAIN_LATER
        : CloseCode.Unauthorized;
  socket.close(status, `${code}: ${text.en}`.slice(0, 123));
}

function tooMany(): GraphQLError {
  const fault = ApiFault.badInput('TOO_MANY_SUBSCRIPTIONS', {
    vi: `Mỗi kết nối có tối đa ${MOST_SUBSCRIPTIONS} subscription`,
    en: `A connection carries at most ${MOST_SUBSCRIPTIONS} subscriptions`,
  });
  return new GraphQLError(fault.message, { originalError: fault });
}
