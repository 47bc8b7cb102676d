import { randomUUID } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { SignJWT, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { Clock } from '../clock.ts';
import type { TokenTrust } from './tokens.ts';
import { DEFAULT_CLAIMS, grantText } from './tokens.ts';
import type { Viewer } from '../model/viewer.ts';

/*
 * Keys for trying out the embedded default. They are made once in its data folder by the first process that needs them: the
 * server, which trusts them, or the command that signs with them. Nothing else trusts them: another folder has other keys, and a
 * server with an issuer or a database of its own never looks for them.
 */

const ISSUER = 'leader-scorecard-demo';
const AUDIENCE = 'leader-scorecard';
const FILE = 'demo-keys.json';
const ALGORITHM = 'ES256';

/** The private key of a data folder. */
export interface DemoKeys {
  readonly key: JWK;
}

/** The keys of a data folder, made where there are none yet. Processes that make them at once end with the same ones. */
export async function openDemoKeys(folder: string): Promise<DemoKeys> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, FILE);
  const known = readIfThere(path);
  if (known !== null) return known;
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: ALGORITHM };
  const draft = join(folder, `.${FILE}.${key.kid}`);
  writeFileSync(draft, JSON.stringify({ key }), { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    // Unlike a rename, a link never replaces the keys that another process has made meanwhile; and the file appears whole.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readIfThere(path)!;
}

function readIfThere(path: string): DemoKeys | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DemoKeys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Trust in tokens signed with the demo keys. */
export function demoTrust({ key }: DemoKeys): TokenTrust {
  const { d: _private, ...publicKey } = key;
  return {
    issuer: ISSUER,
    audience: AUDIENCE,
    keys: { kind: 'KEYS', keys: { keys: [publicKey] } },
    claims: DEFAULT_CLAIMS,
  };
}

/** A signed token for a viewer, valid for so many hours from now. */
export async function signDemoToken(
  { key }: DemoKeys,
  viewer: Viewer,
  hours: number,
  clock: Clock,
): Promise<string> {
  const now = Math.floor(Date.parse(clock.now()) / 1000);
  const claims = {
    [DEFAULT_CLAIMS.grants]: viewer.grants.map(grantText),
    ...(viewer.leader !== null && { [DEFAULT_CLAIMS.leader]: viewer.leader }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, ...(key.kid !== undefined && { kid: key.kid }) })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(viewer.subject)
    .setIssuedAt(now)
    .setExpirationTime(now + hours * 3600)
    .sign(await importJWK(key, ALGORITHM));
}
