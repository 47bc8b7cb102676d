import { Int, ObjectType } from 'type-graphql';
import type { ParameterBody } from '../../plugins/engine/card-body.ts';
import type { Citation } from '../../rules/kit/citation.ts';
import { LEGAL_REGISTER } from '../../rules/kit/legal-register.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import type { Language, Text } from '../../rules/kit/text.ts';
import { SourceConfidence } from '../modules/choices.ts';
import { GetterField } from '../platform/api/direct-field.ts';
import { TextField, lazyText } from '../platform/api/text-field.ts';

/** Mark beside what is not settled, by how far the source was read; null where it was read. */
export const CONFIDENCE_TEXTS = {
  READ: null,
  SECONDARY: { vi: 'theo nguồn thứ cấp', en: 'by a secondary source' },
  TO_BE_CONFIRMED: { vi: 'chờ xác nhận', en: 'to be confirmed' },
} as const satisfies Readonly<Record<Citation['confidence'], Text | null>>;

const PLACES = {
  vi: { point: 'điểm', clause: 'khoản', article: 'Điều', between: ' ' },
  en: { point: 'point', clause: 'clause', article: 'article', between: ', ' },
} as const;

/** A citation with its document, in words. */
@ObjectType('LegalBasis', { description: 'Căn cứ: where a judgement rests.' })
export class LegalBasis {
  readonly #citation: Citation;

  constructor(citation: Citation) {
    this.#citation = citation;
  }

  get #document() {
    return LEGAL_REGISTER[this.#citation.document];
  }

  @GetterField(() => String, { description: 'Number of the document, such as "335/2025/NĐ-CP".' })
  get document(): string {
    return this.#citation.document;
  }

  @TextField('Title of the document.')
  get documentTitle(): Text {
    return this.#document.title;
  }

  @GetterField(() => String, { nullable: true, description: 'Article (Điều).' })
  get article(): string | null | undefined {
    return this.#citation.article;
  }

  @GetterField(() => String, { nullable: true, description: 'Clause (khoản).' })
  get clause(): string | null | undefined {
    return this.#citation.clause;
  }

  @GetterField(() => String, { nullable: true, description: 'Point (điểm).' })
  get point(): string | null | undefined {
    return this.#citation.point;
  }

  @TextField('The citation in words, with a mark where it is not settled.')
  get text(): Text {
    return lazyText((language) => {
      const mark = this.confidenceLabel;
      return `${this.#place(language)}${mark ? ` (${mark[language]})` : ''}`;
    });
  }

  @GetterField(() => SourceConfidence, { description: 'How far the source was read.' })
  get confidence(): Citation['confidence'] {
    return this.#citation.confidence;
  }

  @TextField('Mark to show beside it where the source is secondary or to be confirmed.', { nullable: true })
  get confidenceLabel(): Text | null {
    return CONFIDENCE_TEXTS[this.#citation.confidence];
  }

  @GetterField(() => String, { nullable: true, description: 'Where it can be read.' })
  get url(): string | null | undefined {
    return this.#document.url;
  }

  @GetterField(() => String, { nullable: true, description: 'Day of signature.' })
  get issued(): string | null | undefined {
    return this.#document.issued;
  }

  @GetterField(() => String, { nullable: true, description: 'First day of force.' })
  get inForceFrom(): string | null | undefined {
    return this.#document.inForceFrom;
  }

  @GetterField(() => String, { nullable: true, description: 'First day on which it is no longer in force.' })
  get inForceTo(): string | null | undefined {
    return this.#document.inForceTo;
  }

  #place(language: Language): string {
    const { article, clause, point } = this.#citation;
    const words = PLACES[language];
    return [
      point && `${words.point} ${point}`,
      clause && `${words.clause} ${clause}`,
      article && `${words.article} ${article}`,
      this.#document.title[language],
    ]
      .filter(Boolean)
      .join(words.between);
  }
}

/** The citations as the API shows them. */
export function legalBasisOf(citations: readonly Citation[]): LegalBasis[] {
  return citations.map((citation) => new LegalBasis(citation));
}

/** A rule as a card cites it: with the major version that judged. */
@ObjectType('RuleReference', { description: 'The rule behind a line, by id and version.' })
export class RuleReference {
  readonly #rule: Rule | Condition;
  readonly #major: number;

  constructor(rule: Rule | Condition, major: number) {
    this.#rule = rule;
    this.#major = major;
  }

  @GetterField(() => String, { description: 'Id of the rule, such as "deadline/on-time-share".' })
  get id(): string {
    return this.#rule.id;
  }

  @GetterField(() => Int, { description: 'Major version: points change only with it.' })
  get major(): number {
    return this.#major;
  }

  @GetterField(() => String, { description: 'Full version.' })
  get version(): string {
    return this.#rule.version;
  }

  @TextField('Title of the rule.')
  get title(): Text {
    return this.#rule.title;
  }
}

/** A legal figure as a card used it; under its id where the rule does not know it any more. */
@ObjectType('ParameterValue', { description: 'A legal figure as it stood on the first day of the period.' })
export class ParameterValue {
  readonly #parameter: ParameterBody;
  readonly #rule: Rule | Condition | null;

  constructor(parameter: ParameterBody, rule: Rule | Condition | null) {
    this.#parameter = parameter;
    this.#rule = rule;
  }

  @GetterField(() => String, { description: 'Id of the parameter within its rule.' })
  get id(): string {
    return this.#parameter.id;
  }

  @TextField('What it is.')
  get title(): Text {
    const { id } = this.#parameter;
    return this.#rule?.parameters[id]?.title ?? { vi: id, en: id };
  }

  @GetterField(() => String, { description: 'The exact value, as a decimal or a fraction.' })
  get value(): string {
    return this.#parameter.value;
  }

  @GetterField(() => LegalBasis, { description: 'Which article sets it.' })
  get basis(): LegalBasis {
    return new LegalBasis(this.#parameter.basis);
  }
}
