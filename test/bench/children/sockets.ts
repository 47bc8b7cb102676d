import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { answering, say } from '../child.ts';

/** The limit of subscriptions: the same bytes to every socket, with nothing asked and nobody known. */
const [text] = process.argv.slice(2) as [string];
const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await once(sockets, 'listening');
sockets.on('connection', (socket) => socket.on('message', () => socket.send('{"type":"next","ready":true}')));
answering(
  async () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  },
  async () => {
    for (const socket of sockets.clients) socket.send(text);
  },
);
say({ address: `http://127.0.0.1:${(sockets.address() as AddressInfo).port}`, token: '' });
