import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { Language } from '../../rules/kit/text.ts';
import type { RequestContext } from '../platform/api/context.ts';
import type { FaultCode } from '../platform/faults.ts';
import { ApiFault } from '../platform/faults.ts';
import { Refusal } from '../platform/problems.ts';
import { TokenFault } from '../platform/access/tokens.ts';
import { ConfigurationFault } from '../../rules/kit/config.ts';
import { libraryWords } from './library-words.ts';
import { faultOfParser } from './limits.ts';

interface ProblemView {
  readonly code: string;
  readonly message: string;
  readonly path: string | null;
}

interface FaultView {
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly ProblemView[];
  readonly traceId?: string;
}

/** Faults of graphql-js and of Apollo’s own steps are the caller’s. */
const CALLERS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** Errors that are reported in words. */
const OURS = [Refusal, ApiFault, ConfigurationFault, TokenFault];

/**
 * What a caller reads of an error, in the request’s language.
 * Expected errors come in words; others are masked, with a trace id that the log has too.
 */
export function describeFault(error: unknown, language: Language, log: Pick<Logger, 'error'>): FaultView {
  if (error instanceof Refusal) {
    const problems = error.problems.map(({ code, message, path }) => ({
      code,
      message: message[language],
      path,
    }));
    const conflict = error.problems.some(({ code }) => code === 'LEDGER_CONFLICT');
    const message = problems.map((problem) => problem.message).join('\n');
    return { code: conflict ? 'CONFLICT' : 'BAD_USER_INPUT', message, problems };
  }
  if (error instanceof ApiFault) {
    const problem = { code: error.problem, message: error.text[language], path: error.path };
    return { ...error.details, code: error.fault, message: problem.message, problems: [problem] };
  }
  if (error instanceof TokenFault) {
    const message = error.text[language];
    return { code: 'UNAUTHENTICATED', message, problems: [{ code: error.code, message, path: null }] };
  }
  if (error instanceof ConfigurationFault) {
    const message =
      language === 'vi'
        ? `Cấu hình không dùng được: ${error.message}`
        : `The configuration cannot be used: ${error.message}`;
    return {
      code: 'INTERNAL',
      message,
      problems: [{ code: 'INVALID_CONFIGURATION', message, path: error.at }],
    };
  }
  const traceId = randomUUID();
  log.error({ traceId, err: error }, 'a request failed');
  const message =
    language === 'vi'
      ? `Máy chủ gặp lỗi ngoài dự kiến (mã ${traceId})`
      : `The server met an unexpected error (trace ${traceId})`;
  return { code: 'INTERNAL', message, traceId };
}

/** Rewrites errors before they are formatted, while the request’s language is known. */
export function faultsInWords(log: Logger, showsSchema: boolean): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) inWords(error, contextValue.language, { log, showsSchema });
        },
      };
    },
  };
}

/** Refusals that the libraries word for their own users, not for ours; null for any other. */
function inOurWords(error: GraphQLError): ApiFault | null {
  const { code, validationErrorCode } = error.extensions;
  if (code === 'GRAPHQL_PARSE_FAILED') return faultOfParser(error);
  if (validationErrorCode !== 'INTROSPECTION_DISABLED') return null;
  delete error.extensions['validationErrorCode'];
  return schemaOff('BAD_USER_INPUT');
}

/** The refusal where the schema is not shown. */
export function schemaOff(code: FaultCode): ApiFault {
  return new ApiFault(code, 'INTROSPECTION_OFF', {
    vi: 'Máy chủ này không cho hỏi cấu trúc API; xem schema/schema.graphql',
    en: 'This server does not tell its schema; see schema/schema.graphql',
  });
}

/** What an error comes from: graphql-js wraps the fault of a variable twice, and quotes all of its value. */
function causeOf({ originalError }: GraphQLError): Error | null | undefined {
  return originalError instanceof GraphQLError && originalError.originalError instanceof ApiFault
    ? originalError.originalError
    : originalError;
}

/** How errors are reported. Unexpected ones are logged; where the schema is not shown, no error shows parts of it. */
export interface ErrorReporting {
  readonly log: Pick<Logger, 'error'>;
  readonly showsSchema: boolean;
}

/** Rewrites one error as its caller reads it. */
export function inWords(error: GraphQLError, language: Language, { log, showsSchema }: ErrorReporting): void {
  const code = error.extensions['code'];
  const cause = inOurWords(error) ?? causeOf(error);
  const isOurs = OURS.some((kind) => cause instanceof kind);
  if (!isOurs && (cause === undefined || cause === null || (typeof code === 'string' && CALLERS.has(code)))) {
    error.extensions['code'] = code === undefined || CALLERS.has(String(code)) ? 'BAD_USER_INPUT' : code;
    error.message = libraryWords(error.message, language, showsSchema);
    return;
  }
  const { message, ...extensions } = describeFault(cause, language, log);
  error.message = message;
  Object.assign(error.extensions, extensions);
}
