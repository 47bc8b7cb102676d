import { Agent, request } from 'node:http';
import type { Child } from './child.ts';
import type { Sample } from './measure.ts';
import { sampleOf } from './measure.ts';

/** A server that is asked under load: one process, or several on one database among which the connections are dealt out. */
export interface Server {
  readonly name: string;
  readonly processes: readonly Process[];
}

interface Process {
  readonly child: Child<{ readonly address: string; readonly token?: string }>;
  readonly url: URL;
  readonly agent: Agent;
}

/** What one server did in one round. */
export interface Load {
  /** Requests answered in a second. */
  readonly rate: number;
  /** Milliseconds of the server process’s CPU for one request, the database not counted. */
  readonly cpu: number;
}

export function serverOf(name: string, path: string, ...children: readonly Process['child'][]): Server {
  const processes = children.map((child) => ({
    child,
    url: new URL(path, child.first.address),
    agent: new Agent({ keepAlive: true }),
  }));
  return { name, processes };
}

export async function stopServers(servers: readonly Server[]): Promise<void> {
  for (const { child, agent } of servers.flatMap(({ processes }) => processes)) {
    agent.destroy();
    await child.stop();
  }
}

export interface Rounds {
  readonly rounds: number;
  /** How long one server is kept busy in one round. */
  readonly seconds: number;
}

/**
 * Keeps the servers busy in turn, round after round, the order turning round each time; half a round beforehand is thrown away.
 * Every answer under load is held against the server’s first one, which whoever calls this has compared with the others’: the
 * data stand still.
 */
export async function loadInTurn(
  servers: readonly Server[],
  bodyFor: (server: Server) => string,
  connections: number,
  { rounds, seconds }: Rounds,
): Promise<Map<string, readonly Load[]>> {
  const loads = new Map<string, Load[]>(servers.map(({ name }) => [name, []]));
  const turns = new Map<string, (seconds: number) => Promise<Load>>();
  for (const server of servers) {
    const body = bodyFor(server);
    const first = await ask(server, body);
    turns.set(server.name, (long) => load(server, body, first, connections, long));
  }
  for (const { name } of servers) await turns.get(name)!(seconds / 2);
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? servers : servers.toReversed();
    for (const { name } of order) loads.get(name)!.push(await turns.get(name)!(seconds));
  }
  return loads;
}

export function loadSample(loads: readonly Load[], pick: (load: Load) => number): Sample {
  return sampleOf(loads.map(pick));
}

/** What every process of a server answers. @throws Error where they differ, and on anything but an answer without errors. */
export async function ask({ name, processes }: Server, body: string): Promise<string> {
  const [first, ...others] = await Promise.all(processes.map((process) => post(process, body)));
  const other = others.find((answer) => answer !== first);
  if (other !== undefined) throw new Error(`${name} answers both ways: ${differenceOf(first, other)}`);
  if ('errors' in (JSON.parse(first!) as object)) throw new Error(`${name}: ${first!.slice(0, 500)}`);
  return first!;
}

/** Keeps every connection busy for a while. @throws Error on an answer other than the one that is due. */
async function load(
  { name, processes }: Server,
  body: string,
  due: string,
  connections: number,
  seconds: number,
): Promise<Load> {
  const before = await cpuOf(processes);
  const start = performance.now();
  const end = start + seconds * 1000;
  let answered = 0;
  const busy = async (process: Process) => {
    while (performance.now() < end) {
      const answer = await post(process, body);
      if (answer !== due) throw new Error(`${name} under load: ${differenceOf(answer, due)}`);
      answered++;
    }
  };
  await Promise.all(
    Array.from({ length: connections }, (_, index) => busy(processes[index % processes.length]!)),
  );
  const elapsed = (performance.now() - start) / 1000;
  return { rate: answered / elapsed, cpu: ((await cpuOf(processes)) - before) / answered };
}

/** Milliseconds that the processes have used so far. */
async function cpuOf(processes: readonly Process[]): Promise<number> {
  const used = await Promise.all(processes.map(({ child }) => child.cpu()));
  return used.reduce((sum, { user, system }) => sum + (user + system) / 1000, 0);
}

function post({ child, url, agent }: Process, body: string): Promise<string> {
  const { token } = child.first;
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url.href}: ${response.statusCode} ${text.slice(0, 500)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Where two answers first part, with some of what surrounds it. */
export function differenceOf(a: unknown, b: unknown): string {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return `…${left.slice(Math.max(0, at - 100), at + 200)} | …${right.slice(Math.max(0, at - 100), at + 200)}`;
}
