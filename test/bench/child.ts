import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';

/** A process of the bench’s own: what it does is its own peak of memory, its own CPU, its own first start. */
export interface Child {
  /** Asks and waits for the one answer. */
  ask<T>(question: string): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a program below children/, built or not as this one is, and waits for its first word. */
export async function startChild<T>(program: string, args: readonly string[]): Promise<Child & { first: T }> {
  const path = join(import.meta.dirname, 'children', program + extname(import.meta.filename));
  const child = fork(path, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const first = await answerOf<T>(child, program);
  return {
    first,
    ask(question) {
      child.send(question);
      return answerOf(child, program);
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}

async function answerOf<T>(child: ChildProcess, program: string): Promise<T> {
  const failed = new AbortController();
  try {
    const [answer] = (await Promise.race([
      once(child, 'message', { signal: failed.signal }),
      once(child, 'exit', { signal: failed.signal }).then(([code]) => {
        throw new Error(`${program} ended with ${code} before it answered`);
      }),
    ])) as [T];
    return answer;
  } finally {
    failed.abort();
  }
}

/** In the child: says something to the bench. */
export function say(answer: object): void {
  process.send!(answer);
}

/** In the child: answers questions until told to stop. */
export function answering(answers: Readonly<Record<string, () => object>>, stop: () => Promise<void>): void {
  process.on('message', (question: string) => {
    if (question === 'stop') void stop().then(() => process.disconnect());
    else say(answers[question]!());
  });
}
