import { Int, ObjectType } from 'type-graphql';
import type { CriterionBody, LineBody, LossBody } from '../../plugins/engine/card-body.ts';
import { add, exactText, parseFraction } from '../../rules/kit/fraction.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import type { Text } from '../../rules/kit/text.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { GetterField } from '../platform/api/direct-field.ts';
import { DecimalScalar, shownText } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import { LineKind, LineState } from './card-choices.ts';
import { Adjustment, Finding, OpenPoints } from './card-parts.type.ts';
import type { CardSource } from './card-source.ts';
import { sentenceOf } from './card-source.ts';
import { LegalBasis, ParameterValue, RuleReference, legalBasisOf } from '../schemes/scheme-law.ts';

/** One line of a card, with the lines below. */
@ObjectType('ScoreLine', {
  description: 'One line of a card; the points of the lines below and the adjustments add up to its own.',
})
export class ScoreLine {
  readonly #line: LineBody;
  readonly #depth: number;
  readonly #source: CardSource;

  constructor(line: LineBody, depth: number, source: CardSource) {
    this.#line = line;
    this.#depth = depth;
    this.#source = source;
  }

  get #criterion(): CriterionBody | null {
    return this.#line.criterion;
  }

  get #rule(): Rule | Condition | null {
    return this.#line.criterion === null ? null : this.#source.ruleOf(this.#line.id);
  }

  @GetterField(() => String, { description: 'Stable id: plugin, group or criterion.' })
  get id(): string {
    return this.#line.id;
  }

  @GetterField(() => LineKind, { description: 'What it stands for.' })
  get kind(): LineBody['kind'] {
    return this.#line.kind;
  }

  @GetterField(() => Int, { description: 'Depth in the tree; 0 at the top.' })
  get depth(): number {
    return this.#depth;
  }

  @TextField('Title.')
  get title(): Text {
    return this.#source.titleOf(this.#line.id);
  }

  @GetterField(() => LineState, { description: 'How far it is known.' })
  get state(): LineBody['state'] {
    return this.#line.state;
  }

  @GetterField(() => DecimalScalar, { description: 'Maximum.' })
  get max(): string {
    return shownText(this.#line.max);
  }

  @GetterField(() => String, { description: 'The maximum exactly, as a decimal or a fraction.' })
  get maxExact(): string {
    return this.#line.max;
  }

  @GetterField(() => DecimalScalar, { description: 'Points known to be earned.' })
  get points(): string {
    return shownText(this.#line.points);
  }

  @GetterField(() => String, { description: 'The points exactly, as a decimal or a fraction.' })
  get pointsExact(): string {
    return this.#line.points;
  }

  @GetterField(() => DecimalScalar, { description: 'Points still open.' })
  get open(): string {
    return shownText(this.#line.open);
  }

  @GetterField(() => DecimalScalar, { description: 'Points if everything open turned out in full.' })
  get reachable(): string {
    return shownText(reachableOf(this.#line));
  }

  @GetterField(() => String, {
    nullable: true,
    description: 'Share of the maximum earned, exactly; null where none is known.',
  })
  get share(): string | null {
    return this.#criterion?.share ?? null;
  }

  @GetterField(() => RuleReference, { nullable: true, description: 'The rule that judged, on a criterion.' })
  get rule(): RuleReference | null {
    const rule = this.#rule;
    return rule && new RuleReference(rule, this.#criterion!.major);
  }

  @TextField('A reading of the law that is still to be confirmed, where the rule rests on one.', {
    nullable: true,
  })
  get interpretation(): Text | null {
    return this.#rule?.interpretation ?? null;
  }

  @GetterField(() => [LegalBasis], { description: 'Which articles it rests on.' })
  get legalBasis(): LegalBasis[] {
    return legalBasisOf(this.#rule?.legalBasis ?? []);
  }

  @GetterField(() => [ParameterValue], { description: 'Legal figures that the rule used.' })
  get parameters(): ParameterValue[] {
    const rule = this.#rule;
    return (this.#criterion?.parameters ?? []).map((parameter) => new ParameterValue(parameter, rule));
  }

  @TextField('How the share came about, with its numbers; or why it does not apply.', { nullable: true })
  get arithmetic(): Text | null {
    return this.#criterion && sentenceOf(this.#criterion.arithmetic, this.#rule);
  }

  @GetterField(() => [Finding], { description: 'What the rule found.' })
  get findings(): Finding[] {
    const rule = this.#rule;
    return (this.#criterion?.findings ?? []).map((finding) => new Finding(finding, rule, this.#source));
  }

  @GetterField(() => [OpenPoints], { description: 'What is still open, and who owes it.' })
  get openItems(): OpenPoints[] {
    const rule = this.#rule;
    return (this.#criterion?.open ?? []).map((open) => new OpenPoints(open, rule, this.#source));
  }

  @GetterField(() => [Adjustment], { description: 'Steps that moved points on this line.' })
  get adjustments(): Adjustment[] {
    return this.#line.adjustments.map((step) => new Adjustment(step));
  }

  @GetterField(() => [ScoreLine], { description: 'Lines below.' })
  get children(): ScoreLine[] {
    return this.#line.children.map((child) => new ScoreLine(child, this.#depth + 1, this.#source));
  }
}

/** What is earned and what is open together, exactly. */
export function reachableOf({ points, open }: { readonly points: string; readonly open: string }): string {
  return open === '0' ? points : exactText(add(parseFraction(points), parseFraction(open)));
}

/** Points lost for good on one line. */
@ObjectType('PointsLost', { description: 'Điểm bị mất: points lost for good on one line.' })
export class PointsLost {
  readonly #loss: LossBody;
  readonly #source: CardSource;

  constructor(loss: LossBody, source: CardSource) {
    this.#loss = loss;
    this.#source = source;
  }

  /** Codes of obstacles behind the tasks concerned. */
  get obstacles(): readonly string[] {
    return this.#loss.obstacles;
  }

  /** Where they are read: at the card’s own position. */
  get at(): ReadPoint {
    return this.#source.at;
  }

  @GetterField(() => String, { description: 'Id of the line.' })
  get line(): string {
    return this.#loss.line;
  }

  @TextField('Title of the line.')
  get lineTitle(): Text {
    return this.#source.titleOf(this.#loss.line);
  }

  @GetterField(() => DecimalScalar, { description: 'Points lost.' })
  get points(): string {
    return shownText(this.#loss.points);
  }

  @GetterField(() => String, { description: 'The same exactly.' })
  get pointsExact(): string {
    return this.#loss.points;
  }

  @GetterField(() => [Finding], { description: 'What cost them, the dearest first.' })
  get findings(): Finding[] {
    const rule = this.#source.ruleOf(this.#loss.line);
    return this.#loss.findings.map((finding) => new Finding(finding, rule, this.#source));
  }
}
