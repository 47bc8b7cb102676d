import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { Language } from '../../../rules/kit/text.ts';
import type { Delivery, StreamArgs } from './delivery.ts';
import type { StreamQuestion } from './documents.ts';
import type { Session, Sessions } from './sessions.ts';

/** What a transport is given. */
export interface StreamTools {
  readonly sessions: Sessions;
  readonly delivery: Delivery;
  readonly prepare: (
    question: StreamQuestion,
    session: Session,
    language: Language,
  ) => StreamArgs | GraphQLError[];
  readonly told: (error: GraphQLError, language: Language) => GraphQLError;
  readonly log: Logger;
}
