import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../platform/api/arguments.ts';
import { connectionOf } from '../platform/api/connection.ts';
import { ScoreEventType } from './event.type.ts';

/** Arguments of a page of events. */
@ArgsType()
export class ScoreEventArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Code of the authority; may be left out where the ledger holds only one.',
  })
  readonly authority?: string | null;
}

/** A page of score events. */
export const ScoreEventConnection = connectionOf(ScoreEventType, 'ScoreEvent');
