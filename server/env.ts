import { existsSync } from 'node:fs';
import { z } from 'zod';

const port = 'phải là số nguyên từ 0 đến 65535 (must be a whole number from 0 to 65535)';
const days = 'phải là số ngày từ 1 đến 36500 (must be a number of days from 1 to 36500)';
const url = 'phải bắt đầu bằng postgresql:// (must begin with postgresql://)';
const origin =
  'phải là các origin cách nhau bằng dấu phẩy, như https://bang-diem.vi-du.vn, không có đường dẫn và không có * (must be origins with commas between, such as https://bang-diem.vi-du.vn, without a path and without *)';
const SAMPLE_MODES = ['auto', 'always', 'never'] as const;
const SWITCH = ['on', 'off'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Environment variables of the server and its commands. An empty one counts as not set. */
const Variables = z.object({
  /** Port that the server listens on; 0 takes a free one. */
  PORT: z.coerce.number(port).int(port).min(0, port).max(65_535, port).default(4000),
  /** PostgreSQL database of one’s own, which must exist; without it, the embedded database. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, url)
    .optional(),
  /** Where the embedded database and its demo keys lie. */
  DATA_FOLDER: z.string().min(1).default('data/embedded'),
  /** Whether the samples are imported: `auto` fills the embedded database only, while it holds nothing but samples. */
  SAMPLE_DATA: z.enum(SAMPLE_MODES, oneOf(SAMPLE_MODES)).default('auto'),
  /** Whether the API answers introspection; by default on the embedded database only. */
  INTROSPECTION: z.enum(SWITCH, oneOf(SWITCH)).optional(),
  /** Origins whose pages may ask from a browser, with commas between; without it, none but the server’s own. */
  ALLOWED_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((origins) => origins.every(isOrigin), origin)
    .optional(),
  /** Lowest level that the server logs. */
  LOG_LEVEL: z.enum(LOG_LEVELS, oneOf(LOG_LEVELS)).default('warn'),
  /** Days after which events of score changes are removed; without it, all are kept. */
  EVENTS_KEPT_DAYS: z.coerce.number(days).int(days).min(1, days).max(36_500, days).optional(),
  /** Folder of the operator’s own queries (`.graphql`, or manifests of persisted documents), which run compiled. */
  DOCUMENTS_FOLDER: z
    .string()
    .refine((folder) => existsSync(folder), 'thư mục không tồn tại (there is no such folder)')
    .optional(),
  /** Claim `iss` of the tokens to believe. It, OIDC_AUDIENCE and OIDC_JWKS are set together or not at all. */
  OIDC_ISSUER: z.string().optional(),
  /** Claim `aud` of the tokens to believe. */
  OIDC_AUDIENCE: z.string().optional(),
  /** The issuer’s public keys: an address, a file, or the JSON Web Key Set itself. */
  OIDC_JWKS: z.string().optional(),
  /** Name of the claim with the account; `DEFAULT_CLAIMS` where it is not set, as with the next two. */
  OIDC_SUBJECT_CLAIM: z.string().optional(),
  /** Name of the claim with the code of the leader that the account is. */
  OIDC_LEADER_CLAIM: z.string().optional(),
  /** Name of the claim with the grants. */
  OIDC_GRANTS_CLAIM: z.string().optional(),
});

/** Names of all environment variables. */
export const VARIABLE_NAMES = Object.keys(Variables.shape) as readonly (keyof Environment)[];

/** The values of the variables, checked, with their defaults. */
export type Environment = z.output<typeof Variables>;

/** Variables as given to the process, unchecked. */
export type GivenVariables = Readonly<Record<string, string | undefined>>;

/** A variable whose value cannot be used; the message says which and why, in both languages. */
export class EnvironmentFault extends Error {}

/** All variables of the environment, checked. @throws EnvironmentFault */
export function readEnvironment(given: GivenVariables = process.env): Environment {
  return readVariables(VARIABLE_NAMES, given);
}

/** The named variables, checked; others are not read, so that a command fails only for its own. @throws EnvironmentFault */
export function readVariables<Name extends keyof Environment>(
  names: readonly Name[],
  given: GivenVariables = process.env,
): Pick<Environment, Name> {
  const shape: Readonly<Record<string, z.ZodType>> = Variables.shape;
  const wanted = z.object(Object.fromEntries(names.map((name) => [name, shape[name]!])));
  const parsed = wanted.safeParse(Object.fromEntries(names.map((name) => [name, given[name] || undefined])));
  if (parsed.success) return parsed.data as unknown as Pick<Environment, Name>;
  throw new EnvironmentFault(
    `Biến môi trường không hợp lệ (invalid environment): ${z.prettifyError(parsed.error)}`,
  );
}

/** Whether a text is an origin just as browsers send it. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function oneOf(words: readonly string[]): string {
  return `phải là một trong các giá trị (must be one of): ${words.join(', ')}`;
}
