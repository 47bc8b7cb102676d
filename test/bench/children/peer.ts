import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answering, say } from '../child.ts';
import { loadersFor, resolversFor, TYPES } from '../peers/by-hand.ts';
import { loadPeer } from '../peers/package-of-peers.ts';
import { VIEWS } from '../peers/views.ts';
import { connect } from '../postgres.ts';

/**
 * A GraphQL server from the registry on a province. What the bench uses of each is declared here, since the product does not know
 * them.
 */
const [peer, url, authority, position] = process.argv.slice(2) as [string, string, string, string];

interface Started {
  readonly address: string;
  stop(): Promise<void>;
}

interface Fastify {
  register(plugin: unknown, options: object): Promise<void>;
  listen(options: object): Promise<string>;
  close(): Promise<void>;
}

interface Apollo {
  start(): Promise<void>;
  stop(): Promise<void>;
  executeHTTPGraphQLRequest(request: object): Promise<{
    readonly status?: number;
    readonly headers: ReadonlyMap<string, string>;
    readonly body: { readonly string: string };
  }>;
}

const PEERS: Readonly<Record<string, () => Promise<Started>>> = { mercurius, postgraphile, apollo };

async function mercurius(): Promise<Started> {
  const pool = await connect(url, 10);
  const fastify = (loadPeer('fastify') as () => Fastify)();
  await fastify.register(loadPeer('mercurius'), {
    schema: TYPES,
    resolvers: resolversFor(authority),
    context: () => loadersFor(pool, authority, Number(position)),
    jit: 1,
    cache: true,
  });
  const address = await fastify.listen({ port: 0, host: '127.0.0.1' });
  return { address, stop: () => fastify.close().then(() => pool.end()) };
}

/** Apollo Server as it comes, on node:http. */
async function apollo(): Promise<Started> {
  const pool = await connect(url, 10);
  const { ApolloServer, HeaderMap } = loadPeer('@apollo/server') as {
    ApolloServer: new (options: object) => Apollo;
    HeaderMap: new (entries: readonly [string, string][]) => Map<string, string>;
  };
  const server = new ApolloServer({ typeDefs: TYPES, resolvers: resolversFor(authority) });
  await server.start();
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request.setEncoding('utf8');
    for await (const chunk of request) body += chunk as string;
    const headers = new HeaderMap(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body: JSON.parse(body) as object },
      context: async () => loadersFor(pool, authority, Number(position)),
    });
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = answer.status ?? 200;
    response.end(answer.body.string);
  };
  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const address = await listen(http);
  return {
    address,
    async stop() {
      await close(http);
      await server.stop();
      await pool.end();
    },
  };
}

async function postgraphile(): Promise<Started> {
  const { postgraphile: make } = loadPeer('postgraphile') as {
    postgraphile: (preset: object) => { createServ(grafserv: unknown): PeerServ; release(): Promise<void> };
  };
  const { PostGraphileAmberPreset } = loadPeer('postgraphile/presets/amber') as Record<string, object>;
  const { makePgService } = loadPeer('postgraphile/adaptors/pg') as {
    makePgService: (options: object) => object;
  };
  const { grafserv } = loadPeer('postgraphile/grafserv/node') as { grafserv: unknown };
  const instance = make({
    extends: [PostGraphileAmberPreset],
    // The same server-side setting as every other side has.
    pgServices: [
      makePgService({
        connectionString: url,
        schemas: [VIEWS],
        pubsub: false,
        poolConfig: { max: 10, options: '-c jit=off' },
      }),
    ],
    grafserv: { graphiql: false, watch: false },
    grafast: { explain: false },
    gather: { installWatchFixtures: false },
  });
  const http = createServer();
  await instance.createServ(grafserv).addTo(http);
  const address = await listen(http);
  return { address, stop: () => close(http).then(() => instance.release()) };
}

interface PeerServ {
  addTo(server: Server): Promise<void>;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

const started = await PEERS[peer]!();
answering(() => started.stop());
say({ address: started.address });
