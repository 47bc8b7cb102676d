import { Field, Int, ObjectType } from 'type-graphql';
import type { Text } from '../../rules/kit/text.ts';
import { AwardTitle, Rating } from '../modules/choices.ts';
import { TextField } from '../platform/api/text-field.ts';
import { Cost } from '../platform/api/cost-kind.ts';
import { CapOutcome, StandingState } from './card-choices.ts';

@ObjectType('StandingTitle', {
  description: 'An emulation title whose conditions are met, and how its quota met this card.',
})
export class StandingTitle {
  @Field(() => AwardTitle, { description: 'The title.' })
  readonly title!: string;

  @TextField('Name of the title.')
  readonly titleName!: Text;

  readonly quota!: { readonly places: number; readonly result: string } | null;

  @Field(() => CapOutcome, {
    nullable: true,
    description: 'How the quota met it; null where the title has none.',
  })
  get quotaResult(): string | null {
    return this.quota?.result ?? null;
  }

  @Field(() => Int, { nullable: true, description: 'Places that the quota gives.' })
  get quotaPlaces(): number | null {
    return this.quota?.places ?? null;
  }

  @TextField('The quota in words.', { nullable: true })
  readonly quotaText!: Text | null;
}

@Cost('COHORT')
@ObjectType('Standing', { description: 'Thứ hạng: rank, cap and proposed class within the whole group.' })
export class StandingType {
  @Field(() => String, { description: 'The list, such as "HEAD/DEPARTMENT".' })
  readonly group!: string;

  @Field(() => Int, { description: 'How many stand in the list.' })
  readonly size!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Competition rank: equal totals share one and the next is skipped.',
  })
  readonly rank!: number | null;

  @Field(() => StandingState, { description: 'Whether a rank is given.' })
  readonly state!: string;

  @TextField('The standing in words.')
  readonly text!: Text;

  @Field(() => Rating, { nullable: true, description: 'The proposed class: the own class after the cap.' })
  readonly rating!: string | null;

  @TextField('The proposed class in words.', { nullable: true })
  readonly ratingText!: Text | null;

  readonly cap!: { readonly places: number; readonly base: number; readonly result: string } | null;

  @Field(() => CapOutcome, {
    nullable: true,
    description: 'How the cap met this card; null where it does not concern it.',
  })
  get capResult(): string | null {
    return this.cap?.result ?? null;
  }

  @Field(() => Int, { nullable: true, description: 'Places that the cap gives.' })
  get capPlaces(): number | null {
    return this.cap?.places ?? null;
  }

  @Field(() => Int, { nullable: true, description: 'People that the cap’s percentage is taken of.' })
  get capBase(): number | null {
    return this.cap?.base ?? null;
  }

  @TextField('The cap in words, such as "91 điểm, nhưng hạng 3 trên 2 chỗ".', { nullable: true })
  readonly capText!: Text | null;

  @Field(() => [StandingTitle], {
    description: 'Emulation titles proposed, and those that a quota keeps back.',
  })
  readonly titles!: StandingTitle[];
}
