import { readFileSync, statSync } from 'node:fs';
import type { CryptoKey, JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Text } from '../../../rules/kit/text.ts';
import type { Clock } from '../clock.ts';
import type { Grant, Roles, Viewer } from '../model/viewer.ts';

/** Where the public keys of the token issuer come from. */
export type KeySource =
  | { readonly kind: 'URL'; readonly url: URL }
  | { readonly kind: 'FILE'; readonly path: string }
  | { readonly kind: 'KEYS'; readonly keys: JSONWebKeySet };

/** Which issuer’s tokens are accepted, and the names of their claims. */
export interface TokenTrust {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: KeySource;
  readonly claims: ClaimNames;
}

/** Names of the claims that are read. */
export interface ClaimNames {
  /** Text: the stable name of the account. */
  readonly subject: string;
  /** Text, may be missing: code of the leader that the account is. */
  readonly leader: string;
  /** List of texts "AUTHORITY:ROLE" or "AUTHORITY:ROLE:UNIT"; texts of other systems are ignored. */
  readonly grants: string;
}

/** Names of the claims where the configuration gives no others. */
export const DEFAULT_CLAIMS: ClaimNames = {
  subject: 'sub',
  leader: 'scorecard_leader',
  grants: 'scorecard_grants',
};

/** Accepted signature algorithms, all with a private key: a shared secret could also forge tokens. */
export const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

/** Longest token that is read, in characters. */
export const LONGEST_TOKEN = 8192;

/** Most grants that one token may carry. */
export const MOST_GRANTS = 200;

/** How much the clocks of issuer and server may differ, in seconds. */
const CLOCK_TOLERANCE = 30;

/** Shortest time between two looks at a file of keys, in milliseconds. */
const FILE_COOLDOWN = 5_000;

/** How long a checked token is not checked again, in milliseconds: so long a withdrawn key still counts. */
const BELIEF = 10_000;
const MOST_BELIEVED = 2000;

/** Why a token is not accepted; only UNREACHABLE_KEYS is not the caller's fault. */
export type TokenFaultCode =
  | 'NO_TOKEN'
  | 'MALFORMED_TOKEN'
  | 'UNTRUSTED_TOKEN'
  | 'EXPIRED_TOKEN'
  | 'UNREADABLE_CLAIMS'
  | 'UNREACHABLE_KEYS';

const FAULTS: Readonly<Record<TokenFaultCode, Text>> = {
  NO_TOKEN: {
    vi: 'Cần xác thực: gửi tiêu đề Authorization: Bearer kèm mã truy cập',
    en: 'Authentication is required: send the header Authorization: Bearer with an access token',
  },
  MALFORMED_TOKEN: {
    vi: 'Mã truy cập không đúng định dạng JWT',
    en: 'The access token is not a well-formed JWT',
  },
  UNTRUSTED_TOKEN: {
    vi: 'Mã truy cập không do nơi cấp được tin cậy ký cho hệ thống này',
    en: 'The access token was not signed for this system by the issuer it trusts',
  },
  EXPIRED_TOKEN: {
    vi: 'Mã truy cập đã hết hạn hoặc chưa có hiệu lực',
    en: 'The access token has expired or is not valid yet',
  },
  UNREADABLE_CLAIMS: {
    vi: 'Mã truy cập thiếu hoặc sai thông tin bắt buộc về tài khoản',
    en: 'The access token lacks what must be known of the account, or says it in a form not understood',
  },
  UNREACHABLE_KEYS: {
    vi: 'Chưa kiểm tra được mã truy cập vì không lấy được khóa công khai của nơi cấp; hãy thử lại',
    en: 'The access token cannot be checked now: the keys of its issuer cannot be had; try again',
  },
};

/** A token that is not accepted. */
export class TokenFault extends Error {
  readonly code: TokenFaultCode;
  readonly text: Text;

  constructor(code: TokenFaultCode, options?: ErrorOptions) {
    super(FAULTS[code].en, options);
    this.code = code;
    this.text = FAULTS[code];
  }
}

/** The viewer of a verified token, and until when the token is valid. */
export interface Belief {
  readonly viewer: Viewer;
  /** Milliseconds since 1970 from which on the token counts as expired. */
  readonly expires: number;
}

/** Verifies bearer tokens. */
export interface Tokens {
  /** @throws TokenFault. */
  believe(token: string): Promise<Belief>;
  /** @throws TokenFault. */
  viewerOf(token: string): Promise<Viewer>;
}

/**
 * The token of an Authorization header; null where the header is missing.
 * @throws TokenFault for a header that is not "Bearer" and a token
 */
export function bearerOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  const token = /^Bearer +([^\s]+) *$/i.exec(header)?.[1];
  if (token === undefined) throw new TokenFault('MALFORMED_TOKEN');
  return token;
}

/** Verifies the tokens of one issuer. */
export function openTokens(trust: TokenTrust, clock: Clock, roles: Roles): Tokens {
  const keyOf = keysOf(trust.keys, clock);
  const believed = new Map<string, Belief & { readonly from: number; readonly until: number }>();
  const believe: Tokens['believe'] = async (token) => {
    if (token.length > LONGEST_TOKEN) throw new TokenFault('MALFORMED_TOKEN');
    const now = Date.parse(clock.now());
    const known = believed.get(token);
    if (known && known.from <= now && now < known.until) return known;
    believed.delete(token);
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        issuer: trust.issuer,
        audience: trust.audience,
        algorithms: [...ALGORITHMS],
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE,
        currentDate: new Date(clock.now()),
      });
      const viewer = viewerFrom(payload, trust.claims, roles);
      if (believed.size >= MOST_BELIEVED) believed.clear();
      const expires = (payload.exp! + CLOCK_TOLERANCE) * 1000;
      const belief = { viewer, expires, from: now, until: Math.min(now + BELIEF, payload.exp! * 1000) };
      believed.set(token, belief);
      return belief;
    } catch (error) {
      throw faultOf(error);
    }
  };
  return { believe, viewerOf: async (token) => (await believe(token)).viewer };
}

function faultOf(error: unknown): unknown {
  if (error instanceof TokenFault) return error;
  const fault = (code: TokenFaultCode) => new TokenFault(code, { cause: error });
  if (error instanceof errors.JWTExpired) return fault('EXPIRED_TOKEN');
  if (error instanceof errors.JWTClaimValidationFailed)
    return fault(error.claim === 'nbf' ? 'EXPIRED_TOKEN' : 'UNTRUSTED_TOKEN');
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid)
    return fault('MALFORMED_TOKEN');
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported
  )
    return fault('UNTRUSTED_TOKEN');
  // Whatever else the library refuses in bytes that a stranger sent is the stranger's fault, never the server's.
  return fault('MALFORMED_TOKEN');
}

/** A key resolver; failing to get any keys is a fault of its own, other than not finding a token's key. */
function keysOf(source: KeySource, clock: Clock): JWTVerifyGetKey {
  if (source.kind === 'KEYS') return createLocalJWKSet(source.keys);
  if (source.kind === 'FILE') return keysOfFile(source.path, clock);
  const remote = createRemoteJWKSet(source.url);
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      // Fetched and readable, but without this token's key: the token's fault.
      if (remote.jwks() !== undefined && isAboutOneKey(error)) throw error;
      throw new TokenFault('UNREACHABLE_KEYS', { cause: error });
    }
  };
}

function isAboutOneKey(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

/**
 * Keys of a file that may be replaced while the server runs: the new ones count, and withdrawn ones stop counting, seconds later.
 */
function keysOfFile(path: string, clock: Clock): JWTVerifyGetKey {
  let find = createLocalJWKSet(readKeys(path));
  let version = versionOf(path);
  let lookedAt = Date.parse(clock.now());
  const reread = (): void => {
    const now = Date.parse(clock.now());
    if (Math.abs(now - lookedAt) < FILE_COOLDOWN) return;
    const next = versionOf(path);
    if (next !== version) find = createLocalJWKSet(readKeys(path));
    version = next;
    lookedAt = now;
  };
  return async (header, token): Promise<CryptoKey> => {
    try {
      reread();
    } catch (error) {
      throw new TokenFault('UNREACHABLE_KEYS', { cause: error });
    }
    return find(header, token);
  };
}

function versionOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path);
  return `${mtimeMs} ${size} ${ino}`;
}

const Keys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/** Parses a JSON Web Key Set. @throws Error that says what is wrong with it */
export function parseKeys(json: string): JSONWebKeySet {
  return Keys.parse(JSON.parse(json));
}

function readKeys(path: string): JSONWebKeySet {
  return parseKeys(readFileSync(path, 'utf8'));
}

const code = z.string().min(1).max(200);

/** The viewer that the claims describe; without a grant of this system it sees nothing. */
function viewerFrom(payload: JWTPayload, names: ClaimNames, roles: Roles): Viewer {
  const read = <T>(shape: z.ZodType<T>, name: string): T => {
    const parsed = shape.safeParse(payload[name]);
    if (!parsed.success) throw new TokenFault('UNREADABLE_CLAIMS', { cause: parsed.error });
    return parsed.data;
  };
  const grants = read(z.array(z.string().max(500)).max(MOST_GRANTS).nullish(), names.grants) ?? [];
  return {
    subject: read(code, names.subject),
    leader: read(code.nullish(), names.leader) ?? null,
    grants: grants.flatMap((text) => grantOf(text, roles) ?? []),
  };
}

/** A grant in the form of a token: "HC:AUDITOR", "HC:UNIT_REPORTER:HC-SO-XD". */
export function grantText({ authority, role, unit }: Grant): string {
  return [authority, role, ...(unit === null ? [] : [unit])].join(':');
}

function grantOf(text: string, roles: Roles): Grant | null {
  const match = /^([^:]+):([A-Z_]+)(?::(.+))?$/su.exec(text);
  if (!match || !Object.hasOwn(roles, match[2]!)) return null;
  return { authority: match[1]!, role: match[2]!, unit: match[3] ?? null };
}
