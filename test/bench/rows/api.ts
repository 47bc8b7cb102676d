import { Agent, request } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import type { Line, Run } from '../bench-run.ts';
import { atLeast, atMost, must } from '../bench-run.ts';
import type { Child } from '../child.ts';
import { startChild } from '../child.ts';
import type { Sample } from '../measure.ts';
import { ratioOf, sampleOf } from '../measure.ts';
import type { Province } from '../province.ts';
import type { Question } from '../questions.ts';
import { QUESTIONS } from '../questions.ts';

const CONNECTIONS = 30;

/** Least share of the bare handler’s requests, and most times its CPU. */
const TARGETS: Readonly<Record<string, readonly [requests: number, cpu: number | null]>> = {
  LeaderPage: [0.35, 6],
  UnitList: [0.65, 6],
  DeepList: [0.65, 8],
  CardPage: [0.5, null],
};

interface Server {
  readonly name: string;
  readonly url: URL;
  readonly child: Child<{ readonly address: string }>;
  readonly agent: Agent;
}

interface Round {
  readonly rate: number;
  /** Milliseconds of the server’s CPU for one request. */
  readonly cpu: number;
}

/** GraphQL pages through the real server beside a bare handler with one statement, the same answers checked first. */
export async function apiRows(run: Run, { scale, url, authority, position }: Province): Promise<Line[]> {
  const servers = [
    await startServer('product', [url], '/graphql'),
    await startServer('bare', [url, authority, String(position)], '/'),
  ] as const;
  try {
    const lines: Line[] = [];
    for (const question of QUESTIONS) {
      const body = JSON.stringify({
        operationName: question.name,
        query: question.document,
        variables: { authority, first: question.first },
      });
      const [answer, bare] = [await post(servers[0], body), await post(servers[1], body)];
      must(sameAnswer(answer, bare), `${question.name}: ${differenceOf(answer, bare)}`);
      lines.push(...(await measured(run, scale, question, body, servers, answer.length)));
    }
    return lines;
  } finally {
    for (const { child, agent } of servers) {
      agent.destroy();
      await child.stop();
    }
  }
}

async function measured(
  run: Run,
  scale: number,
  question: Question,
  body: string,
  servers: readonly Server[],
  size: number,
): Promise<Line[]> {
  const rounds = new Map<string, Round[]>(servers.map(({ name }) => [name, []]));
  const seconds = run.quick ? 0.8 : 3;
  for (const server of servers) await load(server, body, seconds / 2);
  for (let round = 0; round < (run.quick ? 3 : 7); round++) {
    const order = round % 2 === 0 ? servers : servers.toReversed();
    for (const server of order) rounds.get(server.name)!.push(await load(server, body, seconds));
  }
  const sample = (name: string, pick: (round: Round) => number): Sample =>
    sampleOf(rounds.get(name)!.map(pick));
  const line = (unit: string, what: string, pick: (round: Round) => number, target: Line['target']): Line => {
    const [product, limit] = [sample('product', pick), sample('bare', pick)];
    const note = `${Math.round(size / 1024)} KB an answer, ${CONNECTIONS} connections`;
    return {
      row: `${question.row}: ${what}`,
      scale,
      unit,
      product,
      limit,
      ratio: ratioOf(product, limit),
      target,
      beside: [],
      note,
    };
  };
  const [requests, cpu] = TARGETS[question.name]!;
  return [
    line('req/s', 'requests', ({ rate }) => rate, atLeast(requests)),
    line('ms CPU', 'node CPU', (round) => round.cpu, cpu === null ? null : atMost(cpu)),
  ];
}

async function startServer(name: 'product' | 'bare', args: readonly string[], path: string): Promise<Server> {
  const child = await startChild(name, args);
  const url = new URL(path, child.first.address);
  return { name, url, child, agent: new Agent({ keepAlive: true, maxSockets: CONNECTIONS }) };
}

/** Keeps every connection busy for a while. */
async function load(server: Server, body: string, seconds: number): Promise<Round> {
  const before = await server.child.cpu();
  const start = performance.now();
  const end = start + seconds * 1000;
  let answered = 0;
  const busy = async () => {
    while (performance.now() < end) {
      await post(server, body);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, busy));
  const elapsed = (performance.now() - start) / 1000;
  const after = await server.child.cpu();
  const cpu = (after.user - before.user + after.system - before.system) / 1000;
  return { rate: answered / elapsed, cpu: cpu / answered };
}

/** @throws Error on anything but an answer without errors. */
function post({ url, agent }: Server, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        const isGood = response.statusCode === 200 && !text.startsWith('{"errors"');
        if (isGood) resolve(text);
        else reject(new Error(`${url.href}: ${response.statusCode} ${text.slice(0, 500)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function sameAnswer(a: string, b: string): boolean {
  return isDeepStrictEqual(JSON.parse(a), JSON.parse(b));
}

function differenceOf(a: string, b: string): string {
  const [left, right] = [a, b].map((text) => JSON.stringify(JSON.parse(text)));
  let at = 0;
  while (at < left!.length && left![at] === right![at]) at++;
  return `…${left!.slice(Math.max(0, at - 100), at + 200)} | …${right!.slice(Math.max(0, at - 100), at + 200)}`;
}
