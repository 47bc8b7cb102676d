// `npm start` after its set-up: the built server as one process, from the first start to the second. `npm test` builds dist/
// first.
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';

const root = join(import.meta.dirname, '../..');
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
});

interface Server {
  readonly child: ChildProcess;
  readonly text: () => string;
  /** Where it listens, once it says so; rejects with all it said when it ends before. */
  readonly address: Promise<string>;
  readonly ended: Promise<number | null>;
}

function start(environment: Record<string, string>): Server {
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: { ...process.env, DATABASE_URL: '', PORT: '0', ...environment },
  });
  started.push(child);
  let text = '';
  let found: (address: string) => void;
  let failed: (reason: Error) => void;
  const address = new Promise<string>((resolve, reject) => {
    found = resolve;
    failed = reject;
  });
  address.catch(() => undefined);
  const hear = (part: string): void => {
    text += part;
    const match = /\(is running\):\s+(http:\/\/\S+)/.exec(text);
    if (match && text.includes('Ctrl-C')) found(match[1]!);
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      failed(new Error(text));
      resolve(code);
    });
  });
  return { child, text: () => text, address, ended };
}

/** Asks with the demo token that the server told when it started. */
async function ask<T>(server: Server, query: string): Promise<T> {
  const address = await server.address;
  const token = /authorization: Bearer ([^']+)'/.exec(server.text())![1]!;
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: T }).data;
}

/** The page as it is sent to whoever names the server so. */
function pageRequestedAs(host: string, address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { host, accept: 'text/html' } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

const AUTHORITIES = '{ authorities { code } }';

// A first start imports every sample; on a busy machine with two slow cores that takes minutes.
const PATIENCE = 300_000;

describe('the server as a process', { timeout: PATIENCE }, () => {
  it('fills an embedded database, answers, keeps a second process out, ends on a signal, and keeps the data', async () => {
    const folder = temporaryFolder();
    const first = start({ DATA_FOLDER: folder });
    const address = await first.address;
    const { authorities } = await ask<{ authorities: { code: string }[] }>(first, AUTHORITIES);
    expect(authorities.map(({ code }) => code).toSorted()).toEqual(['HC', 'NA', 'PHU-THO', 'VN']);
    const page = await fetch(`${address}/`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    // A browser on this machine asks as the demo account; one that comes by another name has no token to ask with.
    expect(await page.text()).toContain('Bearer ey');
    expect(await pageRequestedAs('scorecard.example', address)).not.toContain('Bearer ey');
    const stranger = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: AUTHORITIES }),
    });
    expect(stranger.status).toBe(401);
    expect((await fetch(`${address}/health/ready`)).status).toBe(200);

    const second = start({ DATA_FOLDER: folder });
    expect(await second.ended).toBe(1);
    expect(second.text()).toContain(address);

    const samePort = start({
      DATA_FOLDER: temporaryFolder(),
      SAMPLE_DATA: 'never',
      PORT: new URL(address).port,
    });
    expect(await samePort.ended).toBe(1);
    expect(samePort.text()).toContain(`port ${new URL(address).port} is taken`);

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.text()).toContain('the data are kept');

    const again = start({ DATA_FOLDER: folder });
    expect(await ask(again, AUTHORITIES)).toEqual({ authorities });
    expect(again.text()).not.toContain('importing sample data');
    again.child.kill('SIGINT');
    expect(await again.ended).toBe(0);
  });

  it('takes up a first start that was cut short', async () => {
    const folder = temporaryFolder();
    const cut = start({ DATA_FOLDER: folder });
    await new Promise<void>((resolve) => {
      cut.child.stdout!.on('data', () => {
        if (cut.text().includes('phu-tho-2026-q3')) resolve();
      });
    });
    cut.child.kill('SIGTERM');
    await cut.ended;
    const again = start({ DATA_FOLDER: folder });
    const { authorities } = await ask<{ authorities: { code: string }[] }>(again, AUTHORITIES);
    expect(authorities).toHaveLength(4);
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  it('does not start on a database of one’s own without an issuer, and hands out no demo tokens for it', async () => {
    const DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/nowhere';
    const server = start({ DATABASE_URL });
    expect(await server.ended).toBe(1);
    expect(server.text()).toContain('OIDC_ISSUER');
    expect(server.text()).not.toContain('    at ');
    const token = spawnSync(process.execPath, [join(root, 'dist/server/cli/token.js'), '--role', 'AUDITOR'], {
      env: { ...process.env, DATABASE_URL },
      encoding: 'utf8',
    });
    expect([token.status, token.stdout]).toEqual([1, '']);
    expect(token.stderr).toContain('OIDC_ISSUER');
  });

  it('says in one line what is wrong with its settings', async () => {
    const wrong = start({ PORT: 'abc' });
    expect(await wrong.ended).toBe(1);
    expect(wrong.text()).toContain('PORT');
    expect(wrong.text()).not.toContain('    at ');
  });
});
