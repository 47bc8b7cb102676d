import type { Text } from '../../rules/kit/text.ts';

/** Kinds of fault, as `extensions.code` of a GraphQL error gives them. */
export type FaultCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'NOT_ACCEPTABLE'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'EXPIRED_POSITION'
  | 'SLOW_CONSUMER'
  | 'INTERNAL';

/** An error caused by a request, in both languages, with the argument concerned (null for the whole). */
export class ApiFault extends Error {
  readonly fault: FaultCode;
  /** Names the problem, such as BAD_CURSOR. */
  readonly problem: string;
  readonly text: Text;
  readonly path: string | null;
  /** Further values for programs, given in `extensions` next to the code. */
  readonly details: Readonly<Record<string, string>>;

  constructor(
    fault: FaultCode,
    problem: string,
    text: Text,
    path: string | null = null,
    details: Readonly<Record<string, string>> = {},
  ) {
    super(text.en);
    this.fault = fault;
    this.problem = problem;
    this.text = text;
    this.path = path;
    this.details = details;
  }

  static badInput(problem: string, text: Text, path: string | null = null): ApiFault {
    return new ApiFault('BAD_USER_INPUT', problem, text, path);
  }
}
