import { Field, Int, ObjectType } from 'type-graphql';
import { exactText, subtract } from '../../rules/kit/fraction.ts';
import type { Text } from '../../rules/kit/text.ts';
import { Rating } from '../modules/choices.ts';
import { choiceType } from '../platform/api/choice.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { GetterField } from '../platform/api/direct-field.ts';
import { DecimalScalar, shown } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import type { RankedCard } from '../scoring/cohorts.ts';
import type { RankChange } from './rank-changes.ts';
import { CHANGE_REASONS } from './rank-changes.ts';
import type { CardQuery } from '../scoring/compute/score-run.ts';

export const ChangeReason = choiceType('RankChangeReason', 'Why no change of rank is given.', CHANGE_REASONS);

/** What one line of a ranking is worked out from. */
export interface RankingLine {
  /** Where the ranking is read. */
  readonly at: ReadPoint;
  readonly query: CardQuery;
  /** Key of the subject. */
  readonly key: string;
  readonly ranked: RankedCard;
  readonly label: Text;
  readonly unitName: Text;
  readonly change: RankChange;
}

/** One line of a ranking, as the API shows it. */
@ObjectType('RankingEntry', { description: 'One line of a ranking.' })
export class RankingEntry {
  readonly #line: RankingLine;

  constructor(line: RankingLine) {
    this.#line = line;
  }

  get at(): ReadPoint {
    return this.#line.at;
  }

  get query(): CardQuery {
    return this.#line.query;
  }

  get key(): string {
    return this.#line.key;
  }

  get ranked(): RankedCard {
    return this.#line.ranked;
  }

  @TextField('Who is ranked: the post that the leader is called by, or the name of the unit.')
  get label(): Text {
    return this.#line.label;
  }

  @TextField('Name of the unit, or of the unit of the post.')
  get unitName(): Text {
    return this.#line.unitName;
  }

  @GetterField(() => String, { description: 'The list, such as "HEAD/DEPARTMENT".' })
  get group(): string {
    return this.ranked.standing.group;
  }

  @GetterField(() => Int, { description: 'How many stand in the list.' })
  get size(): number {
    return this.ranked.standing.size;
  }

  @GetterField(() => Int, {
    nullable: true,
    description: 'Competition rank: equal totals share one and the next is skipped.',
  })
  get rank(): number | null {
    return this.ranked.standing.rank;
  }

  @GetterField(() => DecimalScalar, { description: 'Points known to be earned.' })
  get points(): string {
    return shown(this.ranked.card.points);
  }

  @GetterField(() => String, { description: 'The points exactly.' })
  get pointsExact(): string {
    return exactText(this.ranked.card.points);
  }

  @GetterField(() => DecimalScalar, { description: 'Points still open.' })
  get open(): string {
    return shown(subtract(this.ranked.card.reach, this.ranked.card.points));
  }

  @GetterField(() => Rating, {
    nullable: true,
    description: 'The proposed class: the own class after the cap.',
  })
  get rating(): string | null {
    return this.ranked.standing.rating;
  }

  @GetterField(() => Int, { nullable: true, description: 'Rank in the period before.' })
  get previousRank(): number | null {
    return this.#line.change.previousRank;
  }

  @GetterField(() => Int, {
    nullable: true,
    description: 'Places gained (positive) or lost against the period before.',
  })
  get change(): number | null {
    return this.#line.change.change;
  }

  @GetterField(() => ChangeReason, { nullable: true, description: 'Why no change is given, where none is.' })
  get changeReason(): keyof typeof CHANGE_REASONS | null {
    return this.#line.change.changeReason;
  }

  @TextField('The same in words.', { nullable: true })
  get changeReasonText(): Text | null {
    return this.changeReason && CHANGE_REASONS[this.changeReason];
  }
}

/** One list of a ranking. */
@ObjectType('RankingGroup', { description: 'One list of a ranking.', simpleResolvers: true })
export class RankingGroup {
  @Field(() => String, { description: 'Its key: pass it as "group".' })
  readonly group!: string;

  @Field(() => Int, { description: 'How many stand in it.' })
  readonly size!: number;

  @Field(() => Int, { description: 'How many of them have a rank.' })
  readonly ranked!: number;
}
