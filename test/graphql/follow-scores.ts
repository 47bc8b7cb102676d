import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const query = readFileSync('schema/operations/integrator/ScoreChanged.graphql', 'utf8');

/** Hands every change of a score of an authority on, whatever breaks in between: a network, the server, this program. */
export async function followScores(url: string, token: () => Promise<string>, own: OwnDatabase) {
  while (!own.stopping.aborted) {
    const connectionParams = { authorization: `Bearer ${await token()}` };
    // Comes again by itself, from the place kept by then.
    const client = createClient({ url, connectionParams, webSocketImpl: WebSocket, retryAttempts: 0 });
    own.stopping.addEventListener('abort', () => void client.dispose(), { once: true });
    const variables = { authority: own.authority, after: await own.keptPlace() };
    try {
      for await (const { data } of client.iterate<{ scoreChanged: News }>({ query, variables }))
        await own.keep(data!.scoreChanged);
    } catch (error) {
      const message = JSON.stringify(error);
      if (message.includes('EXPIRED_POSITION')) await own.readAllCardsAnew();
      // A wrong request stays wrong: somebody must look at it.
      else if (/BAD_USER_INPUT|FORBIDDEN/.test(message)) throw new Error(message, { cause: error });
      else await setTimeout(1000);
    } finally {
      await client.dispose();
    }
  }
}

interface OwnDatabase {
  readonly authority: string;
  readonly stopping: AbortSignal;
  keptPlace(): Promise<string>;
  /** In one transaction: what is done with the event, and its place. */
  keep(news: News): Promise<void>;
  /** In one transaction: the cards of `scoreCards`, and `authority { position }` of the same question as the place. */
  readAllCardsAnew(): Promise<void>;
}

interface News {
  readonly place: string;
  readonly event: { readonly eventId: string } | null;
}
