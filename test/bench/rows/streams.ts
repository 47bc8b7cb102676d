import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Line, Run } from '../bench-run.ts';
import { atMost } from '../bench-run.ts';
import type { Child } from '../child.ts';
import { startChild } from '../child.ts';
import { ratioOf, sampleOf } from '../measure.ts';
import { connect } from '../postgres.ts';

const QUERY = readFileSync('schema/operations/integrator/ScoreChanged.graphql', 'utf8');

/** As long as what a subscriber is told of an event. */
const SENT = '{"type":"next"}'.padEnd(730);

/**
 * From the wish to announce an event to the last of so many subscribers told of it, beside a broadcast of the same bytes by bare
 * sockets.
 */
export async function streamRows(run: Run, server: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (const count of [1000, 5000]) lines.push(await fanOut(run, server, count));
  return lines;
}

async function fanOut(run: Run, server: string, count: number): Promise<Line> {
  const name = `leader_bench_streams_${process.pid}_${count}`;
  const bare = await connect(server, 1, '');
  await bare.query(`create database "${name}"`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  const children: Child<unknown>[] = [];
  const started = async <T>(child: Promise<Child<T>>): Promise<Child<T>> => {
    const one = await child;
    children.push(one);
    return one;
  };
  try {
    const product = await started(startChild('streams', [own.href]));
    const { address, token } = product.first;
    const subscribers = await started(startChild('listeners', [address, token, String(count), QUERY]));
    const limit = await started(startChild('sockets', [SENT]));
    const others = await started(startChild('listeners', [limit.first.address, '', String(count), '']));
    const sides = [
      { name: 'product', server: product, listeners: subscribers },
      { name: 'limit', server: limit, listeners: others },
    ] as const;
    const times = { product: [] as number[], limit: [] as number[] };
    for (let round = 0; round < (run.quick ? 5 : 15); round++) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        const arrived = side.listeners.work();
        const begin = performance.now();
        await Promise.all([side.server.work(), arrived]);
        times[side.name].push(performance.now() - begin);
      }
    }
    const [ours, theirs] = [sampleOf(times.product), sampleOf(times.limit)];
    return {
      row: `an event to the last of ${count} subscribers`,
      scale: 1,
      unit: 'ms',
      product: ours,
      limit: theirs,
      ratio: ratioOf(ours, theirs),
      target: atMost(2),
      beside: [],
      note: `with its transaction, the notice and the reading; ${availableParallelism()} cores, shared with PostgreSQL and the subscribers`,
    };
  } finally {
    for (const child of children.toReversed()) await child.stop();
    await bare.query(`drop database "${name}" with (force)`);
    await bare.end();
  }
}
