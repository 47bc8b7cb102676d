import { availableParallelism } from 'node:os';
import type { Line, Run } from '../bench-run.ts';
import { must } from '../bench-run.ts';
import type { Child } from '../child.ts';
import { startChild } from '../child.ts';
import { loadInTurn, loadSample, serverOf, stopServers } from '../load.ts';
import { ratioOf, sampleOf } from '../measure.ts';
import type { Province } from '../province.ts';
import { QUESTIONS, bodyOf } from '../questions.ts';

const ASKED = QUESTIONS.filter(({ name }) => name === 'LeaderPage' || name === 'CardPage');

const ROW = 'two processes by one:';
const cores = () => `${availableParallelism()} cores, shared with PostgreSQL and with the bench`;

/** Two server processes that share one database, beside one alone: what a second replica brings on this machine. */
export async function replicaRows(run: Run, province: Province): Promise<Line[]> {
  return [...(await pages(run, province)), await wholeProvince(run, province)];
}

async function pages(run: Run, { scale, url, authority }: Province): Promise<Line[]> {
  const children = [await startChild('product', [url]), await startChild('product', [url])];
  const one = serverOf('one', '/graphql', children[0]!);
  const two = serverOf('two', '/graphql', ...children);
  try {
    const lines: Line[] = [];
    for (const question of ASKED) {
      const budget = run.quick ? { rounds: 2, seconds: 0.3 } : { rounds: 7, seconds: 3 };
      // Both have computed the page before they are timed, and answer it alike: loadInTurn sees to that.
      const loads = await loadInTurn(
        [two, one],
        () => bodyOf(question, authority),
        question.connections,
        budget,
      );
      const [both, alone] = ['two', 'one'].map((name) => loadSample(loads.get(name)!, ({ rate }) => rate));
      lines.push({
        row: `${ROW} ${question.row}: requests`,
        scale,
        unit: 'req/s',
        product: both!,
        limit: alone!,
        ratio: ratioOf(both!, alone!),
        target: null,
        beside: [],
        note: `${question.connections} connections dealt out; ${cores()}`,
      });
    }
    return lines;
  } finally {
    await stopServers([two]);
  }
}

/** How many cold provinces a minute: one process after itself, two side by side. */
async function wholeProvince(run: Run, { scale, url, authority, position }: Province): Promise<Line> {
  const args = [String(scale), url, authority, String(position)];
  const children = [await startChild('computer', args), await startChild('computer', args)];
  try {
    must(children[0]!.first.cards === children[1]!.first.cards, 'the processes see different provinces');
    const rates: Record<'one' | 'two', number[]> = { one: [], two: [] };
    for (let round = 0; round < (run.quick ? 2 : 7); round++) {
      const order = round % 2 === 0 ? (['one', 'two'] as const) : (['two', 'one'] as const);
      for (const who of order)
        rates[who].push(await provincesAMinute(who === 'two' ? children : [children[0]!]));
    }
    const [both, alone] = [sampleOf(rates.two), sampleOf(rates.one)];
    return {
      row: `${ROW} whole province, snapshot cold`,
      scale,
      unit: 'a minute',
      product: both,
      limit: alone,
      ratio: ratioOf(both, alone),
      target: null,
      beside: [],
      note: `each computes the province ${TURNS} times, nothing kept; ${cores()}`,
    };
  } finally {
    for (const child of children) await child.stop();
  }
}

const TURNS = 2;

async function provincesAMinute(children: readonly Child<unknown>[]): Promise<number> {
  const start = performance.now();
  await Promise.all(
    children.map(async (child) => {
      for (let turn = 0; turn < TURNS; turn++) await child.work();
    }),
  );
  return (TURNS * children.length * 60_000) / (performance.now() - start);
}
