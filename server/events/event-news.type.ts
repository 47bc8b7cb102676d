import { ArgsType, Field, ObjectType } from 'type-graphql';
import { ScoreEventType } from './event.type.ts';

@ObjectType('ScoreNews', {
  description:
    'What a subscriber is told: an event, or, without one, only a place. Keep the place in the same transaction as whatever is done with the event.',
  simpleResolvers: true,
})
export class ScoreNews {
  @Field(() => String, {
    description: 'Pass it as "after" to go on behind what was told, without a gap.',
  })
  readonly place!: string;

  @Field(() => ScoreEventType, {
    nullable: true,
    description:
      'The event. Null where only the place is told: once, when everything behind "after" was told and what comes is live, and from time to time where many events were not asked for or may not be seen.',
  })
  readonly event!: ScoreEventType | null;
}

/** Arguments of the subscription. */
@ArgsType()
export class ScoreChangedArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Code of the authority; may be left out where the ledger holds only one.',
  })
  readonly authority?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A kept place, or the position of the ledger that cards were read at: everything behind it is told first. Left out: from now on.',
  })
  readonly after?: string | null;
}
