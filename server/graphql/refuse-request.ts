import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Text } from '../../rules/kit/text.ts';
import { TokenFault } from '../platform/access/tokens.ts';
import type { FaultCode } from '../platform/faults.ts';
import { ApiFault } from '../platform/faults.ts';
import { languageOf } from './http.ts';

/** The statuses of HTTP that say as much as a fault’s code. */
const STATUSES: Readonly<Record<FaultCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  NOT_ACCEPTABLE: 406,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  EXPIRED_POSITION: 410,
  SLOW_CONSUMER: 503,
  INTERNAL: 500,
};

/** What is said of a request that never became a question. */
function bodyFault(status: number, detail: string): Text {
  if (status >= 500) return { vi: 'Máy chủ gặp lỗi ngoài dự kiến', en: 'The server met an unexpected error' };
  if (status === 413)
    return {
      vi: 'Nội dung gửi lên lớn hơn 4 MB',
      en: 'The request body is larger than 4 MB',
    };
  return {
    vi: `Nội dung gửi lên không đọc được: ${detail}`,
    en: `The request body cannot be read: ${detail}`,
  };
}

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly extensions: object;
}

/** Answers a request that never became a question, or that broke the server. */
export function refuseRequest(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  log: Pick<Logger, 'error'>,
): void {
  const { status, message, extensions } = refusalOf(error, request, log);
  if (error instanceof TokenFault && status === 401)
    response.setHeader(
      'www-authenticate',
      error.code === 'NO_TOKEN' ? 'Bearer' : 'Bearer error="invalid_token"',
    );
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ errors: [{ message, extensions }] }));
}

function refusalOf(error: unknown, request: IncomingMessage, log: Pick<Logger, 'error'>): Refusal {
  const language = languageOf(request);
  if (error instanceof TokenFault) {
    const isCallers = error.code !== 'UNREACHABLE_KEYS';
    if (!isCallers) log.error({ err: error }, 'the keys of the issuer cannot be had');
    const code = isCallers ? 'UNAUTHENTICATED' : 'INTERNAL';
    const message = error.text[language];
    const problems = [{ code: error.code, message, path: null }];
    return { status: isCallers ? 401 : 503, message, extensions: { code, problems } };
  }
  if (error instanceof ApiFault) {
    const message = error.text[language];
    const problems = [{ code: error.problem, message, path: error.path }];
    return { status: STATUSES[error.fault], message, extensions: { code: error.fault, problems } };
  }
  const { status = 500, message: detail } = error as Error & { status?: number };
  if (status >= 500) log.error({ err: error }, 'a request failed');
  const code = status >= 500 ? 'INTERNAL' : 'BAD_USER_INPUT';
  return { status, message: bodyFault(status, detail)[language], extensions: { code } };
}
