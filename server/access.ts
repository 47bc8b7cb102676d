import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { GivenVariables } from './env.ts';
import { readVariables } from './env.ts';
import type { KeySource, TokenTrust } from './platform/access/tokens.ts';
import { DEFAULT_CLAIMS, parseKeys } from './platform/access/tokens.ts';

/** Settings of access that cannot be used; the message says why, in both languages. */
export class AccessFault extends Error {}

const VARIABLES = [
  'DATABASE_URL',
  'OIDC_ISSUER',
  'OIDC_AUDIENCE',
  'OIDC_JWKS',
  'OIDC_SUBJECT_CLAIM',
  'OIDC_LEADER_CLAIM',
  'OIDC_GRANTS_CLAIM',
] as const;

/**
 * The configured issuer of tokens; null for the embedded default, which trusts its own demo keys.
 * @throws AccessFault where only part of an issuer is set, or DATABASE_URL without one
 * @throws EnvironmentFault
 */
export function trustFrom(given?: GivenVariables): TokenTrust | null {
  const settings = readVariables(VARIABLES, given);
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS: keys } = settings;
  if (issuer === undefined && audience === undefined && keys === undefined) {
    if (settings.DATABASE_URL === undefined) return null;
    throw new AccessFault(
      'DATABASE_URL cần nơi cấp mã truy cập: hãy đặt OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS; khóa thử nghiệm chỉ dùng cho cơ sở dữ liệu nhúng (a database of your own needs an issuer of tokens: set OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS; demo keys are for the embedded default only)',
    );
  }
  if (issuer === undefined || audience === undefined || keys === undefined)
    throw new AccessFault(
      'OIDC_ISSUER, OIDC_AUDIENCE và OIDC_JWKS phải được đặt cùng nhau (must be set together)',
    );
  return {
    issuer,
    audience,
    keys: keySource(keys),
    claims: {
      subject: settings.OIDC_SUBJECT_CLAIM ?? DEFAULT_CLAIMS.subject,
      leader: settings.OIDC_LEADER_CLAIM ?? DEFAULT_CLAIMS.leader,
      grants: settings.OIDC_GRANTS_CLAIM ?? DEFAULT_CLAIMS.grants,
    },
  };
}

/** Where keys come from: an address, a file, or the text of the key set itself. */
function keySource(text: string): KeySource {
  try {
    if (text.startsWith('{')) return { kind: 'KEYS', keys: parseKeys(text) };
    if (/^https?:\/\//.test(text)) return { kind: 'URL', url: new URL(text) };
    const path = resolve(text);
    parseKeys(readFileSync(path, 'utf8'));
    return { kind: 'FILE', path };
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new AccessFault(
      `OIDC_JWKS không phải là bộ khóa JWKS (is no address, file or text of a JSON Web Key Set): ${why}`,
      { cause: error },
    );
  }
}
