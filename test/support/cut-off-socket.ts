import { WebSocket } from 'ws';

/** A socket that may be cut off while it connects. `ws` reports that when nobody listens any more. */
export class CutOffSocket extends WebSocket {
  constructor(...options: ConstructorParameters<typeof WebSocket>) {
    super(...options);
    this.on('error', () => undefined);
  }
}
