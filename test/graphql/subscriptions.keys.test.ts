// A stream outlives neither the keys that its token was signed with, nor ends for keys that cannot be had for a while.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { StreamApi, live, subscribe, sent } from '../support/streams.ts';
import { eventually } from '../support/eventually.ts';

let streams: StreamApi;
let path: string;
let ownKeys: string;
beforeEach(async () => {
  path = join(temporaryFolder(), 'jwks.json');
  streams = await StreamApi.open({}, (own) => {
    if (own.kind !== 'KEYS') throw new Error('the keys of the demo are given as they are');
    ownKeys = JSON.stringify(own.keys);
    writeFileSync(path, ownKeys);
    return { kind: 'FILE', path };
  });
}, 60_000);
afterEach(() => streams.close());

/** What the server does every few seconds, at this time. */
async function lookAt(time: string): Promise<void> {
  streams.api.itIs('2026-11-22', time);
  await streams.api.app.streams.sessions.checkAll();
}

async function otherKeys(): Promise<string> {
  const { publicKey } = await generateKeyPair('ES256', { extractable: true });
  return JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'another', alg: 'ES256' }] });
}

it('of a key that was withdrawn, every stream ends within a minute, and says why', async () => {
  let closed: object | null = null;
  const client = streams.client(await streams.token(), {
    on: { closed: (event) => (closed = event as object) },
  });
  const overSocket = subscribe(client);
  const overEvents = await streams.sse();
  await live(overSocket, overEvents);
  await lookAt('09:01:00');
  await streams.change();
  const before = overEvents.news[0]!.place;
  const expected = await streams.pulled(before);
  expect(expected.length).toBeGreaterThan(0);
  await Promise.all([sent(overSocket, expected), sent(overEvents, expected)]);

  writeFileSync(path, await otherKeys());
  await lookAt('09:02:00');
  await eventually(() => expect(closed).not.toBeNull());
  expect(closed).toMatchObject({
    code: 4401,
    reason: expect.stringContaining('UNTRUSTED_TOKEN') as string,
  });
  await eventually(() => expect(overEvents.fault()).not.toBeNull());
  expect(overEvents.fault()).toMatchObject({
    extensions: { code: 'UNAUTHENTICATED', problems: [{ code: 'UNTRUSTED_TOKEN' }] },
  });
  await streams.change();
  expect(overSocket.places()).toEqual(expected);
  expect(overEvents.places()).toEqual(expected);
});

it('of keys that cannot be had, streams go on, and end once the keys are there and theirs is not among them', async () => {
  const reader = await streams.sse();
  await live(reader);
  writeFileSync(path, 'no keys at all');
  await lookAt('09:01:00');
  await streams.change();
  const expected = await streams.pulled(reader.news[0]!.place);
  await sent(reader, expected);
  expect(reader.fault()).toBeNull();

  writeFileSync(path, await otherKeys());
  await lookAt('09:01:05');
  await eventually(() => expect(reader.fault()).not.toBeNull());
  expect(reader.fault()).toMatchObject({ extensions: { problems: [{ code: 'UNTRUSTED_TOKEN' }] } });
});
