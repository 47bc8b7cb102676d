import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

/** Receives the text of a pg_notify, or null where some may have been missed. */
export type Hear = (text: string | null) => void;

/** Ends the listening; resolves once no more calls come. */
export type StopListening = () => Promise<void>;

/** A connection of the driver that is not in the pool. */
export interface NoticeConnection {
  connect(): Promise<unknown>;
  query(sql: string): Promise<unknown>;
  on(event: 'notification', hear: (notice: { readonly payload?: string }) => void): unknown;
  on(event: 'error' | 'end', hear: () => void): unknown;
  end(): Promise<void>;
}

/** A connection that was lost is looked for again after so many milliseconds. */
const AGAIN_AFTER = 1000;

/**
 * Listens on a connection of its own, and connects again when that is lost.
 *
 * Notices can be missed: a caller that needs certainty reads the data they are about on every call, also on null, and from time
 * to time.
 */
export async function listenOn(
  newConnection: () => NoticeConnection,
  channel: string,
  hear: Hear,
): Promise<StopListening> {
  const stopping = new AbortController();
  const first = await connected(newConnection(), channel, hear);
  const stayConnected = async (): Promise<void> => {
    for (let connection: Connected | null = first; !stopping.signal.aborted;) {
      if (connection === null) {
        await setTimeout(AGAIN_AFTER, null, { signal: stopping.signal, ref: false }).catch(() => undefined);
        if (stopping.signal.aborted) return;
        connection = await connected(newConnection(), channel, hear).catch(() => null);
        if (connection !== null) hear(null);
      } else {
        await Promise.race([connection.lost, aborted(stopping.signal)]);
        await connection.end();
        connection = null;
      }
    }
  };
  const ended = stayConnected();
  return async () => {
    stopping.abort();
    await ended;
  };
}

interface Connected {
  readonly lost: Promise<void>;
  end(): Promise<void>;
}

async function connected(connection: NoticeConnection, channel: string, hear: Hear): Promise<Connected> {
  const lost = new Promise<void>((resolve) => {
    connection.on('error', resolve);
    connection.on('end', resolve);
  });
  const end = () => connection.end().catch(() => undefined);
  connection.on('notification', ({ payload }) => hear(payload ?? ''));
  try {
    await connection.connect();
    await connection.query(`listen "${channel}"`);
  } catch (error) {
    await end();
    throw error;
  }
  return { lost, end };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
