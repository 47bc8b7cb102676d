import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { JWK, JWTPayload } from 'jose';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { AccessFault, trustFrom } from '../../server/access.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { demoTrust, openDemoKeys, signDemoToken } from '../../server/platform/access/demo-keys.ts';
import type { KeySource, Tokens } from '../../server/platform/access/tokens.ts';
import { ROLES } from '../../server/modules/roles.ts';
import {
  DEFAULT_CLAIMS,
  LONGEST_TOKEN,
  TokenFault,
  bearerOf,
  grantText,
  openTokens,
} from '../../server/platform/access/tokens.ts';
import { temporaryFolder } from '../support/folders.ts';

const NOW = '2026-11-22T09:00:00Z';
const SECONDS = Date.parse(NOW) / 1000;
const CLAIMS = {
  sub: 'an.nguyen',
  scorecard_leader: 'HC-L1',
  scorecard_grants: ['HC:LEADER:HC-SO', 'HC:VIEWER'],
};

interface Pair {
  readonly kid: string;
  readonly publicKey: JWK;
  sign(claims: JWTPayload, header?: object): Promise<string>;
}

async function pair(kid: string, alg = 'ES256'): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    kid,
    publicKey: { ...(await exportJWK(publicKey)), kid, alg },
    sign: (claims, header = {}) =>
      new SignJWT({ iss: 'https://id.example', aud: 'scorecard', exp: SECONDS + 600, ...claims })
        .setProtectedHeader({ alg, kid, ...header })
        .sign(privateKey),
  };
}

let first: Pair;
let second: Pair;
beforeAll(async () => {
  [first, second] = await Promise.all([pair('first'), pair('second')]);
});

function tokensWith(keys: KeySource, clock: Clock = fixedClock(NOW)): Tokens {
  return openTokens(
    { issuer: 'https://id.example', audience: 'scorecard', keys, claims: DEFAULT_CLAIMS },
    clock,
    ROLES,
  );
}

const trusting = (...pairs: Pair[]): Tokens =>
  tokensWith({ kind: 'KEYS', keys: { keys: pairs.map(({ publicKey }) => publicKey) } });

async function faultOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TokenFault)) throw error ?? new Error('the token was believed');
  expect(error.text.vi).not.toBe('');
  return error.code;
}

describe('a bearer token', () => {
  it('says who asks, which leader that is, and what was granted over what', async () => {
    expect(await trusting(first).viewerOf(await first.sign(CLAIMS))).toEqual({
      subject: 'an.nguyen',
      leader: 'HC-L1',
      grants: [
        { authority: 'HC', role: 'LEADER', unit: 'HC-SO' },
        { authority: 'HC', role: 'VIEWER', unit: null },
      ],
    });
  });

  it('keeps every grant that is written as text', () => {
    const grant = { authority: 'HC', role: 'UNIT_REPORTER', unit: 'HC:odd:code' } as const;
    expect(grantText(grant)).toBe('HC:UNIT_REPORTER:HC:odd:code');
  });

  it('passes over what other systems put into the same claim, and grants nothing for unknown roles', async () => {
    const token = await first.sign({ sub: 'x', scorecard_grants: ['/users', 'HC:KING', 'HC', ':AUDITOR'] });
    expect((await trusting(first).viewerOf(token)).grants).toEqual([]);
  });

  it('is believed from its beginning to its end by the app’s own clock, half a minute more or less', async () => {
    const token = await first.sign({ ...CLAIMS, nbf: SECONDS, exp: SECONDS + 60 });
    const at = (seconds: number) =>
      openTokens(
        {
          issuer: 'https://id.example',
          audience: 'scorecard',
          keys: { kind: 'KEYS', keys: { keys: [first.publicKey] } },
          claims: DEFAULT_CLAIMS,
        },
        fixedClock(new Date((SECONDS + seconds) * 1000).toISOString()),
        ROLES,
      ).viewerOf(token);
    expect((await at(89)).subject).toBe('an.nguyen');
    expect(await faultOf(at(91))).toBe('EXPIRED_TOKEN');
    expect((await at(-29)).subject).toBe('an.nguyen');
    expect(await faultOf(at(-31))).toBe('EXPIRED_TOKEN');
  });

  it('of another issuer, for another audience, by another key, without an end or unsigned is not believed', async () => {
    const tokens = trusting(first);
    const code = async (token: Promise<string>) => faultOf(tokens.viewerOf(await token));
    expect(await code(first.sign({ ...CLAIMS, iss: 'https://evil.example' }))).toBe('UNTRUSTED_TOKEN');
    expect(await code(first.sign({ ...CLAIMS, aud: 'another' }))).toBe('UNTRUSTED_TOKEN');
    expect(await code(first.sign({ ...CLAIMS, exp: undefined }))).toBe('UNTRUSTED_TOKEN');
    expect(await code(second.sign(CLAIMS))).toBe('UNTRUSTED_TOKEN');
    expect(await code(second.sign(CLAIMS, { kid: 'first' }))).toBe('UNTRUSTED_TOKEN');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = part({ iss: 'https://id.example', aud: 'scorecard', exp: SECONDS + 60, ...CLAIMS });
    expect(await code(Promise.resolve(`${part({ alg: 'none' })}.${body}.`))).toBe('UNTRUSTED_TOKEN');
  });

  it('signed with a public key as if it were a shared secret is not believed', async () => {
    const secret = Buffer.from(JSON.stringify(first.publicKey));
    const token = await new SignJWT({
      iss: 'https://id.example',
      aud: 'scorecard',
      exp: SECONDS + 60,
      ...CLAIMS,
    })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(secret);
    expect(await faultOf(trusting(first).viewerOf(token))).toBe('UNTRUSTED_TOKEN');
  });

  it.each([
    ['without an account', { sub: undefined }],
    ['with an empty account', { sub: '' }],
    ['with an account that is no text', { sub: 7 }],
    ['with a leader that is no text', { sub: 'x', scorecard_leader: ['HC-L1'] }],
    ['with grants that are no list', { sub: 'x', scorecard_grants: 'HC:AUDITOR' }],
    ['with too many grants', { sub: 'x', scorecard_grants: Array.from({ length: 201 }, () => 'HC:AUDITOR') }],
  ])('%s is refused for its claims', async (_name, claims) => {
    expect(await faultOf(trusting(first).viewerOf(await first.sign(claims as never)))).toMatch(
      /UNREADABLE_CLAIMS|UNTRUSTED_TOKEN/,
    );
  });

  it('longer than anybody needs is refused before it is read', async () => {
    const token = await first.sign({ ...CLAIMS, padding: 'x'.repeat(LONGEST_TOKEN) });
    expect(await faultOf(trusting(first).viewerOf(token))).toBe('MALFORMED_TOKEN');
  });

  it('made of anything at all, or of a true one with something changed, is refused as a token, never as a failure', async () => {
    const tokens = trusting(first);
    const good = await first.sign(CLAIMS);
    const changed = fc
      .tuple(fc.nat(good.length - 1), fc.string({ minLength: 1, maxLength: 3, unit: 'binary' }))
      .map(([at, text]) => good.slice(0, at) + text + good.slice(at + 1));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), changed), async (token) => {
        if (token === good) return;
        const viewer = await tokens.viewerOf(token).catch((error: unknown) => error);
        // The last characters of a signature may carry unused bits: then it is the same token, and says the same.
        if (viewer instanceof TokenFault) expect(viewer.code).not.toBe('UNREACHABLE_KEYS');
        else expect(viewer).toEqual(await tokens.viewerOf(good));
      }),
      { numRuns: 300 },
    );
  });

  it('is taken from an Authorization header of the Bearer kind only', () => {
    expect(bearerOf(undefined)).toBeNull();
    expect(bearerOf('Bearer abc')).toBe('abc');
    expect(bearerOf('bearer  abc ')).toBe('abc');
    for (const header of ['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'abc'])
      expect(() => bearerOf(header), header).toThrow(TokenFault);
  });
});

describe('keys that change', () => {
  it('are read again from their file: new ones count, withdrawn ones no longer', async () => {
    const path = join(temporaryFolder(), 'jwks.json');
    const write = (...pairs: Pair[]) =>
      writeFileSync(path, JSON.stringify({ keys: pairs.map(({ publicKey }) => publicKey) }));
    write(first);
    let now = Date.parse(NOW);
    const tokens = tokensWith(
      { kind: 'FILE', path },
      { now: () => new Date(now).toISOString(), today: () => 0 },
    );
    expect((await tokens.viewerOf(await first.sign(CLAIMS))).subject).toBe('an.nguyen');
    expect(await faultOf(tokens.viewerOf(await second.sign(CLAIMS)))).toBe('UNTRUSTED_TOKEN');
    write(first, second);
    now += 10_000;
    expect((await tokens.viewerOf(await second.sign(CLAIMS))).subject).toBe('an.nguyen');
    write(second);
    now += 10_000;
    expect(await faultOf(tokens.viewerOf(await first.sign(CLAIMS)))).toBe('UNTRUSTED_TOKEN');
    writeFileSync(path, 'no keys at all');
    now += 10_000;
    expect(await faultOf(tokens.viewerOf(await second.sign(CLAIMS)))).toBe('UNREACHABLE_KEYS');
  });

  it('are fetched from their address; an address that does not answer is not the token’s fault', async () => {
    let answer: object | null = null;
    const server = createServer((_request, response) => {
      if (answer === null) response.writeHead(500).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    onTestFinished(() => void server.close());
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
    const tokens = tokensWith({ kind: 'URL', url });
    expect(await faultOf(tokens.viewerOf(await first.sign(CLAIMS)))).toBe('UNREACHABLE_KEYS');
    answer = { keys: [first.publicKey] };
    expect((await tokens.viewerOf(await first.sign(CLAIMS))).subject).toBe('an.nguyen');
    expect(await faultOf(tokens.viewerOf(await second.sign(CLAIMS)))).toBe('UNTRUSTED_TOKEN');
  });
});

describe('settings', () => {
  it('name an issuer, whole', () => {
    const keys = JSON.stringify({ keys: [first.publicKey] });
    const trust = trustFrom({
      OIDC_ISSUER: 'https://id.example',
      OIDC_AUDIENCE: 'scorecard',
      OIDC_JWKS: keys,
      OIDC_GRANTS_CLAIM: 'groups',
    });
    expect(trust).toMatchObject({
      issuer: 'https://id.example',
      claims: { subject: 'sub', grants: 'groups' },
    });
    expect(() => trustFrom({ OIDC_ISSUER: 'https://id.example' })).toThrow(AccessFault);
    expect(() => trustFrom({ OIDC_ISSUER: 'i', OIDC_AUDIENCE: 'a', OIDC_JWKS: '/no/such/file' })).toThrow(
      AccessFault,
    );
  });

  it('believe the demo keys only where nothing of one’s own is configured', () => {
    expect(trustFrom({})).toBeNull();
    expect(trustFrom({ DATABASE_URL: '', OIDC_ISSUER: '' })).toBeNull();
    expect(() => trustFrom({ DATABASE_URL: 'postgresql://somewhere/db' })).toThrow(AccessFault);
  });
});

describe('demo keys', () => {
  const viewer = {
    subject: 'demo',
    leader: 'HC-L1',
    grants: [{ authority: 'HC', role: 'LEADER', unit: 'HC-SO' }],
  } as const;

  it('are made once in a data folder, for its owner’s eyes, and believed by whoever opens it', async () => {
    const folder = join(temporaryFolder(), 'data');
    mkdirSync(folder);
    const [one, two] = await Promise.all([openDemoKeys(folder), openDemoKeys(folder)]);
    expect(two).toEqual(one);
    expect(statSync(join(folder, 'demo-keys.json')).mode & 0o077).toBe(0);
    const clock = fixedClock(NOW);
    const tokens = openTokens(demoTrust(await openDemoKeys(folder)), clock, ROLES);
    expect(await tokens.viewerOf(await signDemoToken(one, viewer, 1, clock))).toEqual(viewer);
  });

  it('of one folder are not believed at another, and what believes them holds no private key', async () => {
    const [ours, theirs] = await Promise.all([
      openDemoKeys(temporaryFolder()),
      openDemoKeys(temporaryFolder()),
    ]);
    const clock = fixedClock(NOW);
    const token = await signDemoToken(theirs, viewer, 1, clock);
    expect(await faultOf(openTokens(demoTrust(ours), clock, ROLES).viewerOf(token))).toBe('UNTRUSTED_TOKEN');
    expect(JSON.stringify(demoTrust(ours))).not.toContain(ours.key.d);
  });
});
