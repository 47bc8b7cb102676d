import { isDeepStrictEqual } from 'node:util';
import type { Line, Run } from '../bench-run.ts';
import { must } from '../bench-run.ts';
import { startChild } from '../child.ts';
import type { Load, Server } from '../load.ts';
import { ask, differenceOf, loadInTurn, loadSample, serverOf, stopServers } from '../load.ts';
import { ratioOf } from '../measure.ts';
import { versionOfPeer } from '../peers/package-of-peers.ts';
import { bodyForViews, contentOf, dropViews, makeViews } from '../peers/views.ts';
import { connect } from '../postgres.ts';
import type { Province } from '../province.ts';
import type { Question } from '../questions.ts';
import { QUESTIONS, bodyOf } from '../questions.ts';

interface Peer {
  readonly program: string;
  readonly package: string;
  readonly how: string;
}

const PEERS: readonly Peer[] = [
  { program: 'postgraphile', package: 'postgraphile', how: 'over views' },
  { program: 'mercurius', package: 'mercurius', how: 'with jit' },
  { program: 'apollo', package: '@apollo/server', how: 'as it comes' },
];

/** Pages that a peer has to compute scores for are ours alone. */
const ASKED = QUESTIONS.filter((question) => bodyForViews(question) !== null);

/** GraphQL servers from the registry on the same database, in the same rounds as the bare handler and our server. */
export async function peerServerRows(run: Run, province: Province): Promise<Line[]> {
  const connection = await connect(province.url);
  const servers: Server[] = [];
  try {
    await makeViews(connection, province.authority);
    const { url, authority, position } = province;
    servers.push(serverOf('bare', '/', await startChild('bare', [url, authority, String(position)])));
    servers.push(serverOf('product', '/graphql', await startChild('product', [url])));
    for (const { program } of PEERS) {
      const child = await startChild('peer', [program, url, authority, String(position)]);
      servers.push(serverOf(program, '/graphql', child));
    }
    const lines: Line[] = [];
    for (const question of ASKED) {
      const body = bodyOf(question, authority);
      const bodyFor = ({ name }: Server) => (name === 'postgraphile' ? bodyForViews(question)! : body);
      const contentBy = async (server: Server) => {
        // What the product says of the cost is its own.
        const { extensions: _, ...answer } = JSON.parse(await ask(server, bodyFor(server))) as object & {
          extensions?: unknown;
        };
        return contentOf(answer);
      };
      const due = await contentBy(servers[0]!);
      for (const server of servers) {
        const given = await contentBy(server);
        must(
          isDeepStrictEqual(given, due),
          `${question.name} by ${server.name}: ${differenceOf(given, due)}`,
        );
      }
      const budget = run.quick ? { rounds: 2, seconds: 0.3 } : { rounds: 5, seconds: 2 };
      const loads = await loadInTurn(servers, bodyFor, question.connections, budget);
      for (const peer of PEERS) lines.push(...linesOf(peer, question, province.scale, loads));
    }
    return lines;
  } finally {
    await stopServers(servers);
    await dropViews(connection);
    await connection.end();
  }
}

function linesOf(
  { program, package: name, how }: Peer,
  question: Question,
  scale: number,
  loads: ReadonlyMap<string, readonly Load[]>,
): Line[] {
  const line = (unit: string, what: string, pick: (load: Load) => number): Line => {
    const [peer, limit, ours] = [program, 'bare', 'product'].map((one) => loadSample(loads.get(one)!, pick));
    return {
      row: `peer ${program} ${how}: ${question.row}: ${what}`,
      scale,
      unit,
      product: peer!,
      limit: limit!,
      ratio: ratioOf(peer!, limit!),
      target: null,
      beside: [{ name: 'our server', sample: ours!, ratio: ratioOf(peer!, ours!) }],
      note: `${name} ${versionOfPeer(name)} in the place of the product, ${question.connections} connections`,
    };
  };
  return [line('req/s', 'requests', ({ rate }) => rate), line('ms CPU', 'node CPU', ({ cpu }) => cpu)];
}
