import { ObjectType } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import type { AdjustmentBody, FindingBody, GapBody, OpenBody } from '../../plugins/engine/card-body.ts';
import { FACTS } from '../../rules/facts/index.ts';
import { ZERO, compare, parseFraction } from '../../rules/kit/fraction.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import type { Text } from '../../rules/kit/text.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { GetterField } from '../platform/api/direct-field.ts';
import { DateScalar, DecimalScalar, shownText } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import { AdjustmentKind, OpenKind } from './card-choices.ts';
import type { CardSource } from './card-source.ts';
import { filled, sentenceOf } from './card-source.ts';
import { ADJUSTMENT_TEXTS } from './card-words.ts';

/** A fact row behind a finding. */
@ObjectType('Evidence', { description: 'Minh chứng: a fact row that shows a finding, as the rule saw it.' })
export class Evidence {
  readonly #cited: FindingBody['evidence'][number];
  readonly #source: CardSource;

  constructor(cited: FindingBody['evidence'][number], source: CardSource) {
    this.#cited = cited;
    this.#source = source;
  }

  /** Where the thing behind the row is read: at the card’s own position. */
  get at(): ReadPoint {
    return this.#source.at;
  }

  @GetterField(() => String, { description: 'Id of the fact, such as "task".' })
  get fact(): string {
    return this.#cited.fact;
  }

  @TextField('What kind of fact it is.')
  get factTitle(): Text {
    const { fact } = this.#cited;
    return Object.hasOwn(FACTS, fact) ? FACTS[fact as keyof typeof FACTS].title : { vi: fact, en: fact };
  }

  @GetterField(() => String, { description: 'Code of the row.' })
  get code(): string {
    return this.#cited.code;
  }

  @GetterField(() => GraphQLJSON, {
    nullable: true,
    description: 'The row itself, column by column: days as dates, quantities as decimal text.',
  })
  get row(): object | null {
    return this.#source.rowOf(this.#cited.fact, this.#cited.code);
  }
}

/** What a rule or condition found. */
@ObjectType('Finding', { description: 'Kết luận: what a rule found, with what shows it.' })
export class Finding {
  readonly #finding: FindingBody;
  readonly #rule: Rule | Condition | null;
  readonly #source: CardSource;

  constructor(finding: FindingBody, rule: Rule | Condition | null, source: CardSource) {
    this.#finding = finding;
    this.#rule = rule;
    this.#source = source;
  }

  @GetterField(() => String, { description: 'Id of the message in the rule’s catalogue.' })
  get message(): string {
    return this.#finding.message;
  }

  @TextField('The finding in words.')
  get text(): Text {
    return sentenceOf(this.#finding, this.#rule);
  }

  @GetterField(() => DecimalScalar, {
    nullable: true,
    description: 'Points that it alone cost; null where it cost none.',
  })
  get loss(): string | null {
    const { loss } = this.#finding;
    return loss === null ? null : shownText(loss);
  }

  @GetterField(() => String, {
    nullable: true,
    description: 'The same exactly, as a decimal or a fraction.',
  })
  get lossExact(): string | null {
    return this.#finding.loss;
  }

  @GetterField(() => [Evidence], { description: 'The rows that show it.' })
  get evidence(): Evidence[] {
    return this.#finding.evidence.map((cited) => new Evidence(cited, this.#source));
  }
}

/** What is missing or not yet due. */
@ObjectType('OpenPoints', { description: 'Points that cannot be told yet, and who owes what is missing.' })
export class OpenPoints {
  readonly #open: OpenBody;
  readonly #rule: Rule | Condition | null;
  readonly #source: CardSource;

  constructor(open: OpenBody, rule: Rule | Condition | null, source: CardSource) {
    this.#open = open;
    this.#rule = rule;
    this.#source = source;
  }

  @GetterField(() => OpenKind, { description: 'Not yet due, or missing.' })
  get kind(): string {
    return this.#open.kind;
  }

  @TextField('What is missing.')
  get what(): Text {
    return sentenceOf(this.#open.what, this.#rule);
  }

  @GetterField(() => String, { nullable: true, description: 'Code of the unit that owes it.' })
  get owedBy(): string | null {
    return this.#open.owedBy;
  }

  @TextField('Name of the unit that owes it.', { nullable: true })
  get owedByName(): Text | null {
    const { owedBy } = this.#open;
    return owedBy === null ? null : this.#source.names.unit(owedBy);
  }

  @GetterField(() => DateScalar, {
    nullable: true,
    description: 'First day on which it was, or will be, missed.',
  })
  get since(): string | null {
    return this.#open.since;
  }

  @GetterField(() => DecimalScalar, { description: 'Points concerned.' })
  get points(): string {
    return shownText(this.#open.points);
  }

  @GetterField(() => String, { description: 'The same exactly.' })
  get pointsExact(): string {
    return this.#open.points;
  }

  @GetterField(() => Boolean, {
    description: 'True where the subject’s own unit owes it: then the points count as lost.',
  })
  get charged(): boolean {
    return this.#open.charged;
  }
}

/** What is missing or not yet due, with the line that it concerns. */
@ObjectType('Gap', { description: 'What is missing on the card, on which line.' })
export class Gap extends OpenPoints {
  readonly #line: string;
  readonly #of: CardSource;

  constructor(gap: GapBody, source: CardSource) {
    super(gap, source.ruleOf(gap.line), source);
    this.#line = gap.line;
    this.#of = source;
  }

  @GetterField(() => String, { description: 'Id of the line.' })
  get line(): string {
    return this.#line;
  }

  @TextField('Title of the line.')
  get lineTitle(): Text {
    return this.#of.titleOf(this.#line);
  }
}

/** A step that moved points of a line or of the total. */
@ObjectType('Adjustment', {
  description:
    'A step that moved points besides the lines below: roundings too are lines, so the tree adds up.',
})
export class Adjustment {
  readonly #step: AdjustmentBody;

  constructor(step: AdjustmentBody) {
    this.#step = step;
  }

  @GetterField(() => AdjustmentKind, { description: 'Which step.' })
  get kind(): string {
    return this.#step.kind;
  }

  @GetterField(() => DecimalScalar, { description: 'Points added or taken.' })
  get points(): string {
    return shownText(this.#step.points);
  }

  @GetterField(() => String, { description: 'The same exactly.' })
  get pointsExact(): string {
    return this.#step.points;
  }

  @TextField('The step in words.')
  get text(): Text {
    const { kind, points, applicableMax, weight } = this.#step;
    return filled(ADJUSTMENT_TEXTS[kind], {
      points: signed(points),
      applied: applicableMax === null ? '' : shownText(applicableMax),
      weight: weight ?? '',
    });
  }
}

function signed(points: string): string {
  return `${compare(parseFraction(points), ZERO) > 0 ? '+' : ''}${shownText(points)}`;
}
