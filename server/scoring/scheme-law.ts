import { Field, Int, ObjectType } from 'type-graphql';
import type { ParameterBody } from '../../plugins/engine/card-body.ts';
import type { Citation } from '../../rules/kit/citation.ts';
import { LEGAL_REGISTER } from '../../rules/kit/legal-register.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import type { Language, Text } from '../../rules/kit/text.ts';
import { SourceConfidence } from '../modules/choices.ts';
import { TextField } from '../platform/api/text-field.ts';

@ObjectType('LegalBasis', { description: 'Căn cứ: where a judgement rests.' })
export class LegalBasis {
  @Field(() => String, { description: 'Number of the document, such as "335/2025/NĐ-CP".' })
  readonly document!: string;

  @TextField('Title of the document.')
  readonly documentTitle!: Text;

  @Field(() => String, { nullable: true, description: 'Article (Điều).' })
  readonly article!: string | null;

  @Field(() => String, { nullable: true, description: 'Clause (khoản).' })
  readonly clause!: string | null;

  @Field(() => String, { nullable: true, description: 'Point (điểm).' })
  readonly point!: string | null;

  @TextField('The citation in words, with a mark where it is not settled.')
  readonly text!: Text;

  @Field(() => SourceConfidence, { description: 'How far the source was read.' })
  readonly confidence!: string;

  @TextField('Mark to show beside it where the source is secondary or to be confirmed.', { nullable: true })
  readonly confidenceLabel!: Text | null;

  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  readonly url!: string | null;

  @Field(() => String, { nullable: true, description: 'Day of signature.' })
  readonly issued!: string | null;

  @Field(() => String, { nullable: true, description: 'First day of force.' })
  readonly inForceFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'First day on which it is no longer in force.' })
  readonly inForceTo!: string | null;
}

@ObjectType('RuleReference', { description: 'The rule behind a line, by id and version.' })
export class RuleReference {
  @Field(() => String, { description: 'Id of the rule, such as "deadline/on-time-share".' })
  readonly id!: string;

  @Field(() => Int, { description: 'Major version: points change only with it.' })
  readonly major!: number;

  @Field(() => String, { description: 'Full version.' })
  readonly version!: string;

  @TextField('Title of the rule.')
  readonly title!: Text;
}

@ObjectType('ParameterValue', { description: 'A legal figure as it stood on the first day of the period.' })
export class ParameterValue {
  @Field(() => String, { description: 'Id of the parameter within its rule.' })
  readonly id!: string;

  @TextField('What it is.')
  readonly title!: Text;

  @Field(() => String, { description: 'The exact value, as a decimal or a fraction.' })
  readonly value!: string;

  @Field(() => LegalBasis, { description: 'Which article sets it.' })
  readonly basis!: LegalBasis;
}

/** Mark beside what is not settled, by how far the source was read; null where it was read. */
export const CONFIDENCE_TEXTS = {
  READ: null,
  SECONDARY: { vi: 'theo nguồn thứ cấp', en: 'by a secondary source' },
  TO_BE_CONFIRMED: { vi: 'chờ xác nhận', en: 'to be confirmed' },
} as const satisfies Readonly<Record<Citation['confidence'], Text | null>>;

/** A citation in words of both languages, with its document. */
export function viewCitation(citation: Citation) {
  const document = LEGAL_REGISTER[citation.document];
  const { article, clause, point, confidence } = citation;
  const mark = CONFIDENCE_TEXTS[confidence];
  const place = (language: Language): string => {
    const words =
      language === 'vi'
        ? { point: 'điểm', clause: 'khoản', article: 'Điều' }
        : { point: 'point', clause: 'clause', article: 'article' };
    return [
      point && `${words.point} ${point}`,
      clause && `${words.clause} ${clause}`,
      article && `${words.article} ${article}`,
      document.title[language],
    ]
      .filter(Boolean)
      .join(language === 'vi' ? ' ' : ', ');
  };
  const marked = (language: Language) => `${place(language)}${mark ? ` (${mark[language]})` : ''}`;
  return {
    document: citation.document,
    documentTitle: document.title,
    article,
    clause,
    point,
    confidence,
    confidenceLabel: mark,
    text: { vi: marked('vi'), en: marked('en') },
    url: document.url,
    issued: document.issued,
    inForceFrom: document.inForceFrom,
    inForceTo: document.inForceTo,
  };
}

/** The rule behind a line or condition, as the card that cites it names its major version. */
export function viewRule(rule: Rule | Condition, major: number) {
  return { id: rule.id, major, version: rule.version, title: rule.title };
}

/** A legal figure as the card used it; under its id where the rule does not know it any more. */
export function viewParameter(parameter: ParameterBody, rule: Rule | Condition | null) {
  return {
    id: parameter.id,
    title: rule?.parameters[parameter.id]?.title ?? { vi: parameter.id, en: parameter.id },
    value: parameter.value,
    basis: viewCitation(parameter.basis),
  };
}
