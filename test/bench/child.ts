import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';

/** Milliseconds since its start at which a process had loaded its modules, opened its folder, and answered. */
export interface Opening {
  readonly loaded: number;
  readonly open: number;
  readonly answered: number;
  readonly cards: number;
}

/** The first word of each program below children/. */
interface FirstWords {
  readonly memory: { readonly cards: number; readonly before: number; readonly peak: number };
  readonly embedded: Opening;
  readonly product: { readonly address: string };
  readonly bare: { readonly address: string };
  readonly peer: { readonly address: string };
  readonly computer: { readonly cards: number };
  readonly streams: { readonly address: string; readonly token: string };
  readonly sockets: { readonly address: string };
  readonly listeners: object;
}

/** A process of the bench’s own: what it does is its own peak of memory, its own CPU, its own first start. */
export interface Child<Word> {
  readonly first: Word;
  /** What it has used so far. */
  cpu(): Promise<NodeJS.CpuUsage>;
  /** Has it do its work once more; milliseconds. Only of programs that have a work. */
  work(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a program, built or not as this one is, and waits for its first word. */
export async function startChild<Program extends keyof FirstWords>(
  program: Program,
  args: readonly string[],
): Promise<Child<FirstWords[Program]>> {
  const path = join(import.meta.dirname, 'children', program + extname(import.meta.filename));
  // Servers from the registry check more of themselves elsewhere.
  const env = { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' };
  const child = fork(path, args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const first = (await wordOf(child, program)) as FirstWords[Program];
  return {
    first,
    cpu() {
      child.send('cpu');
      return wordOf(child, program) as Promise<NodeJS.CpuUsage>;
    },
    work() {
      child.send('work');
      return wordOf(child, program) as Promise<number>;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      // One that has said all it had to say goes by itself.
      if (child.connected) child.send('stop', () => undefined);
      await ended;
    },
  };
}

async function wordOf(child: ChildProcess, program: string): Promise<unknown> {
  const listening = new AbortController();
  const { signal } = listening;
  try {
    const [word] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`${program} ended with ${code} before it answered`);
      }),
    ]);
    return word;
  } finally {
    listening.abort();
  }
}

/** In the child: says something to the bench. */
export function say(answer: object | number): void {
  process.send!(answer);
}

/** In the child: tells what it has used when asked, does its work when told to, until told to stop. */
export function answering(stop: () => Promise<void>, work?: () => Promise<unknown>): void {
  process.on('message', (question: 'cpu' | 'work' | 'stop') => {
    if (question === 'cpu') say(process.cpuUsage());
    else if (question === 'work') void timeOf(work!).then(say);
    else void stop().then(() => process.disconnect());
  });
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
