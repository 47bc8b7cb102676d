import { isDeepStrictEqual } from 'node:util';
import type { Line, Run } from '../bench-run.ts';
import { atLeast, atMost, must } from '../bench-run.ts';
import { startChild } from '../child.ts';
import type { Load, Server } from '../load.ts';
import { ask, differenceOf, loadInTurn, loadSample, serverOf, stopServers } from '../load.ts';
import { ratioOf } from '../measure.ts';
import type { Province } from '../province.ts';
import type { Question } from '../questions.ts';
import { QUESTIONS, bodyOf } from '../questions.ts';

/** Least share of the bare handler’s requests, and most times its CPU. */
const TARGETS: Readonly<Record<string, readonly [requests: number, cpu: number | null]>> = {
  LeaderPage: [0.35, 6],
  UnitList: [0.65, 6],
  DeepList: [0.65, 8],
  CardPage: [0.5, null],
};

/** GraphQL pages through the real server beside a bare handler with one statement, the same answers checked first. */
export async function apiRows(run: Run, { scale, url, authority, position }: Province): Promise<Line[]> {
  const product = serverOf('product', '/graphql', await startChild('product', [url]));
  const bare = serverOf('bare', '/', await startChild('bare', [url, authority, String(position)]));
  const servers = [product, bare];
  try {
    const lines: Line[] = [];
    for (const question of QUESTIONS) {
      const body = bodyOf(question, authority);
      const [answer, expected] = [await ask(product, body), await ask(bare, body)];
      // What the answer says of its cost is the product’s alone.
      const { extensions: _, ...given } = JSON.parse(answer) as { extensions?: unknown };
      const due = JSON.parse(expected) as unknown;
      must(isDeepStrictEqual(given, due), `${question.name}: ${differenceOf(given, due)}`);
      lines.push(...(await measured(run, scale, question, body, servers, answer.length)));
    }
    return lines;
  } finally {
    await stopServers(servers);
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
  const budget = run.quick ? { rounds: 3, seconds: 0.4 } : { rounds: 7, seconds: 3 };
  const loads = await loadInTurn(servers, () => body, question.connections, budget);
  const line = (unit: string, what: string, pick: (load: Load) => number, target: Line['target']): Line => {
    const [product, limit] = ['product', 'bare'].map((name) => loadSample(loads.get(name)!, pick));
    return {
      row: `${question.row}: ${what}`,
      scale,
      unit,
      product: product!,
      limit: limit!,
      ratio: ratioOf(product!, limit!),
      target,
      beside: [],
      note: `${Math.round(size / 1024)} KB an answer, ${question.connections} connections`,
    };
  };
  const [requests, cpu] = TARGETS[question.name]!;
  return [
    line('req/s', 'requests', ({ rate }) => rate, atLeast(requests)),
    line('ms CPU', 'node CPU', (load) => load.cpu, cpu === null ? null : atMost(cpu)),
  ];
}
