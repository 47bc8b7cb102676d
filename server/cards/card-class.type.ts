import { ObjectType } from 'type-graphql';
import type { CardBody, ConditionBody, TitleBody } from '../../plugins/engine/card-body.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import type { Text } from '../../rules/kit/text.ts';
import { fill } from '../../rules/kit/text.ts';
import { AwardTitle, Rating, SourceConfidence } from '../modules/choices.ts';
import { GetterField } from '../platform/api/direct-field.ts';
import { shownText } from '../platform/api/scalars.ts';
import { TextField, lazyText } from '../platform/api/text-field.ts';
import { CeilingKind, ConditionState } from './card-choices.ts';
import { Finding } from './card-parts.type.ts';
import type { CardSource } from './card-source.ts';
import { sentenceOf } from './card-source.ts';
import {
  CEILING_TEXTS,
  LEGAL_STATUS_TEXTS,
  RATING_TEXTS,
  TITLE_TEXTS,
  WITHHELD_TEXTS,
} from './card-words.ts';
import {
  CONFIDENCE_TEXTS,
  LegalBasis,
  ParameterValue,
  RuleReference,
  legalBasisOf,
} from '../schemes/scheme-law.ts';

type CeilingBody = CardBody['ceilings'][number];

/** One reason why the class is not higher. */
@ObjectType('Ceiling', { description: 'One reason why the class is not higher.' })
export class Ceiling {
  readonly #ceiling: CeilingBody;
  readonly #source: CardSource;

  constructor(ceiling: CeilingBody, source: CardSource) {
    this.#ceiling = ceiling;
    this.#source = source;
  }

  @GetterField(() => CeilingKind, { description: 'Which kind of reason.' })
  get kind(): string {
    return this.#ceiling.kind;
  }

  @GetterField(() => Rating, { description: 'The best class that it allows.' })
  get rating(): string {
    return this.#ceiling.rating;
  }

  @GetterField(() => String, { nullable: true, description: 'Line or condition concerned.' })
  get of(): string | null {
    return this.#ceiling.of;
  }

  @TextField('The reason in words.')
  get text(): Text {
    const { of, rating, kind } = this.#ceiling;
    const title = of === null ? null : this.#source.titleOf(of);
    return lazyText((language) =>
      fill(CEILING_TEXTS[kind][language], {
        of: title?.[language] ?? '',
        rating: RATING_TEXTS[rating]![language],
      }),
    );
  }
}

/** What one condition of the scheme came to. */
@ObjectType('ConditionResult', { description: 'The answer of one condition of the scheme.' })
export class ConditionResult {
  readonly #condition: ConditionBody;
  readonly #source: CardSource;

  constructor(condition: ConditionBody, source: CardSource) {
    this.#condition = condition;
    this.#source = source;
  }

  get #rule(): Rule | Condition | null {
    return this.#source.ruleOf(this.#condition.id);
  }

  @GetterField(() => String, { description: 'Id: plugin and condition.' })
  get id(): string {
    return this.#condition.id;
  }

  @TextField('What is demanded.')
  get title(): Text {
    return this.#source.titleOf(this.#condition.id);
  }

  @GetterField(() => ConditionState, { description: 'The answer.' })
  get state(): string {
    return this.#condition.state;
  }

  @GetterField(() => Rating, { nullable: true, description: 'The best class while it is not met.' })
  get ceiling(): string | null {
    return this.#condition.ceiling;
  }

  @GetterField(() => SourceConfidence, { nullable: true, description: 'How settled the limit is.' })
  get confidence(): string | null {
    return this.#condition.confidence;
  }

  @TextField('Mark to show where the limit is not settled.', { nullable: true })
  get confidenceLabel(): Text | null {
    return CONFIDENCE_TEXTS[(this.#condition.confidence ?? 'READ') as keyof typeof CONFIDENCE_TEXTS];
  }

  @GetterField(() => RuleReference, { nullable: true, description: 'The condition’s rule.' })
  get rule(): RuleReference | null {
    const rule = this.#rule;
    return rule && new RuleReference(rule, this.#condition.major);
  }

  @GetterField(() => [LegalBasis], { description: 'Which articles it rests on.' })
  get legalBasis(): LegalBasis[] {
    return legalBasisOf(this.#rule?.legalBasis ?? []);
  }

  @GetterField(() => [ParameterValue], { description: 'Legal figures that it used.' })
  get parameters(): ParameterValue[] {
    const rule = this.#rule;
    return this.#condition.parameters.map((parameter) => new ParameterValue(parameter, rule));
  }

  @TextField('Why, in words.')
  get reason(): Text {
    return sentenceOf(this.#condition.reason, this.#rule);
  }

  @GetterField(() => [Finding], { description: 'What shows it.' })
  get findings(): Finding[] {
    const rule = this.#rule;
    return this.#condition.findings.map((finding) => new Finding(finding, rule, this.#source));
  }

  @GetterField(() => String, { nullable: true, description: 'Code of the unit that owes what is missing.' })
  get owedBy(): string | null {
    return this.#condition.owedBy;
  }
}

/** An emulation title with what its conditions came to. */
@ObjectType('TitleProposal', {
  description: 'An emulation title whose conditions were asked; the competent body decides.',
})
export class TitleProposal {
  readonly #title: TitleBody;

  constructor(title: TitleBody) {
    this.#title = title;
  }

  @GetterField(() => AwardTitle, { description: 'The title.' })
  get title(): string {
    return this.#title.title;
  }

  @TextField('Name of the title.')
  get titleName(): Text {
    const { title } = this.#title;
    return TITLE_TEXTS[title] ?? { vi: title, en: title };
  }

  @GetterField(() => ConditionState, { description: 'MET proposes it.' })
  get state(): string {
    return this.#title.state;
  }

  @GetterField(() => [String], { description: 'Ids of the conditions asked.' })
  get conditions(): readonly string[] {
    return this.#title.conditions;
  }
}

/** Why no class is proposed, in words; null where one is. */
export function withheldReasonOf(source: CardSource): Text | null {
  const { withheld, open } = source.body;
  if (withheld === null) return null;
  const condition = withheld.kind === 'UNKNOWN_CONDITION' ? source.titleOf(withheld.of) : null;
  const status = withheld.kind === 'OTHER_REGIME' ? LEGAL_STATUS_TEXTS[withheld.legalStatus]! : null;
  return lazyText((language) =>
    fill(WITHHELD_TEXTS[withheld.kind][language], {
      open: shownText(open),
      applicable: withheld.kind === 'TOO_LITTLE_APPLIES' ? shownText(withheld.applicable) : '',
      condition: condition?.[language] ?? '',
      status: status?.[language] ?? '',
    }),
  );
}
