import { once } from 'node:events';
import { WebSocket } from 'ws';
import { answering, say } from '../child.ts';

/** So many subscribers of one server; their work is to wait until each was told one thing more. */
const [address, token, count, query] = process.argv.slice(2) as [string, string, string, string];
const sockets: WebSocket[] = [];
/** Messages so far, and how many there will be when the work is done: it may be done before it is asked about. */
let told = 0;
let expected = Number(count);
let done: PromiseWithResolvers<void> | null = null;

async function listen(): Promise<void> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  sockets.push(socket);
  const live = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text.includes('connection_ack')) {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    } else if (text.includes('"type":"next"')) {
      live.resolve();
      if (++told === expected) done?.resolve();
    } else {
      throw new Error(text);
    }
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await live.promise;
}

for (let begun = 0; begun < Number(count); begun += 50)
  await Promise.all(Array.from({ length: Math.min(50, Number(count) - begun) }, listen));

answering(
  async () => {
    for (const socket of sockets) socket.terminate();
  },
  async () => {
    expected += Number(count);
    done = Promise.withResolvers();
    if (told < expected) await done.promise;
  },
);
say({ told });
