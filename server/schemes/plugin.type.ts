import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import type { Text } from '../../rules/kit/text.ts';
import { t } from '../../rules/kit/text.ts';
import { choiceType } from '../platform/api/choice.ts';
import { Node } from '../platform/api/node.ts';
import { DecimalScalar } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import { LegalBasis } from './scheme-law.ts';
import { RevisionFields } from './revision.type.ts';

export const RuleKind = choiceType('RuleKind', 'Whether a rule gives points or answers yes or no.', {
  RULE: t('Quy tắc chấm điểm', 'A rule with points'),
  CONDITION: t('Điều kiện', 'A condition before a class or title'),
});

export const RuleLifecycle = choiceType('RuleLifecycle', 'Whether schemes may use a rule.', {
  draft: t('Dự thảo', 'Draft: not offered'),
  stable: t('Đang dùng', 'Stable'),
  superseded: t('Đã thay thế', 'Superseded: kept for the revisions that use it'),
});

@ObjectType('DatedParameterValue', { description: 'A value that a legal figure has, or had, from a day on.' })
export class DatedParameterValue {
  @Field(() => String, { description: 'First day of force.' })
  readonly from!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The exact value; null where the figure was repealed.',
  })
  readonly value!: string | null;

  @Field(() => LegalBasis, { description: 'Which article sets it.' })
  readonly basis!: LegalBasis;
}

@ObjectType('RuleParameter', { description: 'A figure that law sets, with every value it has had.' })
export class RuleParameter {
  @Field(() => String, { description: 'Id within the rule.' })
  readonly id!: string;

  @TextField('What it is.')
  readonly title!: Text;

  @Field(() => [DatedParameterValue], { description: 'Its values, the earliest first.' })
  readonly values!: DatedParameterValue[];
}

@ObjectType('RuleMessage', {
  description: 'A sentence that a rule may say; places in braces are filled with data.',
})
export class RuleMessage {
  @Field(() => String, { description: 'Id within the rule.' })
  readonly id!: string;

  @TextField('The sentence.')
  readonly text!: Text;
}

@ObjectType('FactReference', { description: 'A kind of fact that a rule reads.' })
export class FactReference {
  @Field(() => String, { description: 'Id.' })
  readonly id!: string;

  @TextField('Title.')
  readonly title!: Text;

  @TextField('What one row stands for.')
  readonly grain!: Text;
}

@ObjectType('ScoringRule', { description: 'Quy tắc: what one clause says about the facts.' })
export class ScoringRule {
  @Field(() => String, { description: 'Id, such as "deadline/on-time-share".' })
  readonly id!: string;

  @Field(() => RuleKind, { description: 'Points, or an answer.' })
  readonly kind!: string;

  @Field(() => String, { description: 'Version: major.minor.patch.' })
  readonly version!: string;

  @Field(() => Int, { description: 'Major version: points change only with it.' })
  readonly major!: number;

  @Field(() => RuleLifecycle, { description: 'Whether schemes may use it.' })
  readonly lifecycle!: string;

  @TextField('Title.')
  readonly title!: Text;

  @TextField('What it is for.')
  readonly purpose!: Text;

  @TextField('A reading of the law that is still to be confirmed.', { nullable: true })
  readonly interpretation!: Text | null;

  @Field(() => String, { description: 'First day of effect.' })
  readonly effectiveFrom!: string;

  @Field(() => String, { nullable: true, description: 'Last day of effect.' })
  readonly effectiveTo!: string | null;

  @Field(() => [LegalBasis], { description: 'Which articles it rests on.' })
  readonly legalBasis!: LegalBasis[];

  @Field(() => [RuleParameter], { description: 'Legal figures that it uses.' })
  readonly parameters!: RuleParameter[];

  @Field(() => [FactReference], { description: 'Facts that it reads.' })
  readonly facts!: FactReference[];

  @Field(() => [RuleMessage], { description: 'Every sentence that it may say.' })
  readonly messages!: RuleMessage[];

  @Field(() => GraphQLJSON, { description: 'JSON Schema of what staff may configure.' })
  readonly configurationSchema!: unknown;
}

@ObjectType('Criterion', { description: 'Tiêu chí: a rule with points.' })
export class CriterionType {
  @Field(() => String, { description: 'Id within the plugin.' })
  readonly id!: string;

  @TextField('Title.')
  readonly title!: Text;

  @Field(() => DecimalScalar, { description: 'Default maximum.' })
  readonly max!: string;

  @Field(() => String, { nullable: true, description: 'Group within the plugin.' })
  readonly group!: string | null;

  @TextField('Title of the group.', { nullable: true })
  readonly groupTitle!: Text | null;

  @Field(() => ScoringRule, { description: 'The rule.' })
  readonly rule!: ScoringRule;
}

@ObjectType('PluginCondition', { description: 'A condition that schemes may put before a class or a title.' })
export class PluginConditionType {
  @Field(() => String, { description: 'Id within the plugin.' })
  readonly id!: string;

  @TextField('What is demanded.')
  readonly title!: Text;

  @Field(() => ScoringRule, { description: 'Its rule.' })
  readonly rule!: ScoringRule;
}

@ObjectType('PluginRevision', {
  description: 'A dated, fully resolved version of a plugin’s configuration.',
  simpleResolvers: true,
})
export class PluginRevisionType extends RevisionFields {
  @Field(() => GraphQLJSON, { description: 'The whole configuration.' })
  readonly configuration!: unknown;

  @Field(() => GraphQLJSON, { description: 'Major version of every rule, as pinned.' })
  readonly majors!: unknown;
}

@ObjectType('RulePlugin', {
  description: 'Bộ tiêu chí: criteria that belong together, and what staff may configure of them.',
  implements: Node,
})
export class RulePluginType implements Node {
  readonly id!: string;

  @Field(() => String, { description: 'Id of the plugin, such as "deadline".' })
  readonly code!: string;

  @Field(() => String, { description: 'Version.' })
  readonly version!: string;

  @TextField('Title.')
  readonly title!: Text;

  @TextField('What it is for.')
  readonly purpose!: Text;

  @Field(() => Boolean, { description: 'True while no cited decision adopted its points.' })
  readonly example!: boolean;

  @Field(() => [LegalBasis], { description: 'Legal basis.' })
  readonly legalBasis!: LegalBasis[];

  @Field(() => [CriterionType], { description: 'Criteria, in order.' })
  readonly criteria!: CriterionType[];

  @Field(() => [PluginConditionType], { description: 'Conditions that it offers to schemes.' })
  readonly conditions!: PluginConditionType[];

  @Field(() => GraphQLJSON, {
    description: 'JSON Schema of its configuration, titles in Vietnamese and English.',
  })
  readonly configurationSchema!: unknown;
}
