import { Field, Int, ObjectType } from 'type-graphql';
import type { CardBody } from '../../plugins/engine/card-body.ts';
import type { Day } from '../../rules/kit/day.ts';
import { formatDay } from '../../rules/kit/day.ts';
import type { Text } from '../../rules/kit/text.ts';
import { Rating } from '../modules/choices.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { GetterField } from '../platform/api/direct-field.ts';
import { Node, idOfNode } from '../platform/api/node.ts';
import { DateScalar, DecimalScalar, shownText } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import { Cost } from '../platform/api/cost-kind.ts';
import { WithheldKind } from './card-choices.ts';
import { Ceiling, ConditionResult, TitleProposal, withheldReasonOf } from './card-class.type.ts';
import { PointsLost, ScoreLine, reachableOf } from './card-line.type.ts';
import { Adjustment, Gap } from './card-parts.type.ts';
import type { CardNames } from './card-source.ts';
import { CardSource } from './card-source.ts';
import { EXAMPLE_TEXT, RATING_TEXTS } from './card-words.ts';
import type { ScoreCard } from '../scoring/score-cards.ts';

/** Whose cards: leaders and units by code, subjects by their key. */
export type CardOf = 'LEADER' | 'UNIT' | 'SUBJECT';

/** Whose card it is, as requested; enough to request it again. */
export interface CardName {
  readonly of: CardOf;
  readonly code: string;
}

@ObjectType('PublishedPoints', {
  description: 'Điểm công bố: what an authority published for a line, beside the computed points.',
  simpleResolvers: true,
})
export class PublishedPoints {
  @Field(() => String, { description: 'Id of the line, or "total".' })
  readonly line!: string;

  @Field(() => DecimalScalar, { description: 'As published.' })
  readonly published!: string;

  @Field(() => String, {
    nullable: true,
    description: 'As computed, exactly; null where the line is open or absent.',
  })
  readonly computed!: string | null;

  @Field(() => String, { nullable: true, description: 'Computed minus published, exactly.' })
  readonly difference!: string | null;

  @Field(() => Int, { nullable: true, description: 'Rank as published.' })
  readonly rank!: number | null;

  @Field(() => String, { nullable: true, description: 'Code of the source.' })
  readonly document!: string | null;
}

@ObjectType('PluginRevisionReference', {
  description: 'A plugin and the revision of its configuration.',
  simpleResolvers: true,
})
export class PluginRevisionReference {
  @Field(() => String, { description: 'Id of the plugin.' })
  readonly id!: string;

  @Field(() => Int, { description: 'Number of the revision; 0 stands for the defaults.' })
  readonly revision!: number;

  @Field(() => Boolean, { description: 'True while no cited decision adopted the points.' })
  readonly example!: boolean;
}

/** A card as the API shows it: every field is worked out from the body when it is selected. */
@Cost('CARD')
@ObjectType('ScoreCard', {
  description:
    'Bảng điểm: points, class, every line with its arithmetic, article and evidence, and the points lost. It proposes; the competent authority decides.',
  implements: Node,
})
export class ScoreCardType implements Node {
  readonly card: ScoreCard;
  readonly #name: CardName;
  readonly #source: CardSource;

  constructor(card: ScoreCard, name: CardName, names: CardNames) {
    this.card = card;
    this.#name = name;
    this.#source = new CardSource(card, names);
  }

  get #body(): CardBody {
    return this.card.body;
  }

  /** Where what hangs on the card is read: at its own position, on the day of truth that was used. */
  get at(): ReadPoint {
    return this.#source.at;
  }

  /** Names the very card: whose, and where it was read. */
  get id(): string {
    const { query, asOf } = this.card;
    const { of, code } = this.#name;
    const { authority, scheme, period, position } = query;
    const parts = [scheme, period, formatDay(asOf), position, of, code];
    return idOfNode({ type: 'ScoreCard', authority, code: parts.join('/') });
  }

  @GetterField(() => String, { description: 'Code of the authority.' })
  get authority(): string {
    return this.card.query.authority;
  }

  @GetterField(() => String, { description: 'Code of the scheme.' })
  get scheme(): string {
    return this.#body.scheme.id;
  }

  @TextField('Title of the scheme.')
  get schemeTitle(): Text {
    return this.#source.names.scheme?.title ?? { vi: this.scheme, en: this.scheme };
  }

  @GetterField(() => Int, { description: 'Revision of the scheme in force on the first day of the period.' })
  get revision(): number {
    return this.#body.scheme.revision;
  }

  @GetterField(() => [PluginRevisionReference], { description: 'Plugins with their revisions.' })
  get plugins(): readonly PluginRevisionReference[] {
    return this.#body.plugins;
  }

  @GetterField(() => DateScalar, { description: 'Day of truth that was used: at most the cut-off.' })
  get asOf(): Day {
    return this.card.asOf;
  }

  @GetterField(() => Int, { description: 'Position of the ledger at which everything was read.' })
  get position(): number {
    return this.card.query.position;
  }

  @GetterField(() => String, {
    description: 'SHA-256 of the card as RFC 8785 JSON: the same on every machine.',
  })
  get digest(): string {
    return this.card.digest;
  }

  @GetterField(() => Boolean, { description: 'True while no cited decision adopted the points.' })
  get example(): boolean {
    return this.#body.scheme.example || this.#body.plugins.some((plugin) => plugin.example);
  }

  @TextField('Label to show while the points are an example.', { nullable: true })
  get exampleLabel(): Text | null {
    return this.example ? EXAMPLE_TEXT : null;
  }

  @GetterField(() => DecimalScalar, { description: 'Points known to be earned.' })
  get points(): string {
    return shownText(this.#body.points);
  }

  @GetterField(() => String, { description: 'The points exactly, as a decimal or a fraction.' })
  get pointsExact(): string {
    return this.#body.points;
  }

  @GetterField(() => DecimalScalar, { description: 'Points still open.' })
  get open(): string {
    return shownText(this.#body.open);
  }

  @GetterField(() => String, { description: 'The open points exactly.' })
  get openExact(): string {
    return this.#body.open;
  }

  @GetterField(() => DecimalScalar, { description: 'Points if everything open turned out in full.' })
  get reachable(): string {
    return shownText(this.reachableExact);
  }

  @GetterField(() => String, { description: 'The reachable points exactly.' })
  get reachableExact(): string {
    return reachableOf(this.#body);
  }

  @GetterField(() => DecimalScalar, {
    nullable: true,
    description: 'Maximum that applies; null where nothing does.',
  })
  get max(): string | null {
    return this.#body.max === null ? null : shownText(this.#body.max);
  }

  @GetterField(() => Rating, {
    nullable: true,
    description: 'The class that the subject’s own facts allow, before caps over the group.',
  })
  get rating(): string | null {
    return this.#body.rating;
  }

  @TextField('That class in words.', { nullable: true })
  get ratingText(): Text | null {
    return this.#body.rating === null ? null : RATING_TEXTS[this.#body.rating]!;
  }

  @GetterField(() => WithheldKind, {
    nullable: true,
    description: 'Why no class is proposed, where none is.',
  })
  get withheld(): string | null {
    return this.#body.withheld?.kind ?? null;
  }

  @TextField('The same in words.', { nullable: true })
  get withheldReason(): Text | null {
    return withheldReasonOf(this.#source);
  }

  @GetterField(() => [Ceiling], { description: 'Why the class is not higher.' })
  get ceilings(): Ceiling[] {
    return this.#body.ceilings.map((ceiling) => new Ceiling(ceiling, this.#source));
  }

  @GetterField(() => [ScoreLine], { description: 'Lines at the top of the tree.' })
  get lines(): ScoreLine[] {
    return this.#body.lines.map((line) => new ScoreLine(line, 0, this.#source));
  }

  @GetterField(() => [Adjustment], { description: 'Steps that moved points of the total.' })
  get adjustments(): Adjustment[] {
    return this.#body.adjustments.map((step) => new Adjustment(step));
  }

  @GetterField(() => [Gap], { description: 'What is missing, and who owes it.' })
  get gaps(): Gap[] {
    return this.#body.gaps.map((gap) => new Gap(gap, this.#source));
  }

  @GetterField(() => [ConditionResult], { description: 'Conditions before classes and titles.' })
  get conditions(): ConditionResult[] {
    return this.#body.conditions.map((condition) => new ConditionResult(condition, this.#source));
  }

  @GetterField(() => [TitleProposal], { description: 'Emulation titles whose conditions were asked.' })
  get titles(): TitleProposal[] {
    return this.#body.titles.map((title) => new TitleProposal(title));
  }

  @GetterField(() => [ScoreLine], { description: 'All lines one after the other, with their depth.' })
  get allLines(): ScoreLine[] {
    const flat = (line: ScoreLine): ScoreLine[] => [line, ...line.children.flatMap(flat)];
    return this.lines.flatMap(flat);
  }

  /** Points lost for good, largest first; so many of the largest. */
  pointsLost(first = this.#body.losses.length): PointsLost[] {
    return this.#body.losses.slice(0, Math.max(0, first)).map((loss) => new PointsLost(loss, this.#source));
  }
}
