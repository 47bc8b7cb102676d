import { Field, Int, ObjectType } from 'type-graphql';
import type { Day } from '../../rules/kit/day.ts';
import type { Text } from '../../rules/kit/text.ts';
import { AwardTitle, Rating, SourceConfidence } from '../modules/choices.ts';
import { Node } from '../platform/api/node.ts';
import { DateScalar, DecimalScalar } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import { Work } from '../platform/api/work.ts';
import {
  LineKind,
  LineState,
  ConditionState,
  WithheldKind,
  CeilingKind,
  StandingState,
  CapOutcome,
} from './card-choices.ts';
import { Finding, OpenPoints, Gap, Adjustment } from './card-parts.type.ts';
import type { LineOf } from './card-view.ts';
import { LegalBasis, ParameterValue, RuleReference } from './scheme-law.ts';
import type { ScoreCard as ComputedCard } from './score-cards.ts';

@ObjectType('ScoreLine', {
  description: 'One line of a card; the points of the lines below and the adjustments add up to its own.',
})
export class ScoreLine {
  @Field(() => String, { description: 'Stable id: plugin, group or criterion.' })
  readonly id!: string;

  @Field(() => LineKind, { description: 'What it stands for.' })
  readonly kind!: string;

  @Field(() => Int, { description: 'Depth in the tree; 0 at the top.' })
  readonly depth!: number;

  @TextField('Title.')
  readonly title!: Text;

  @Field(() => LineState, { description: 'How far it is known.' })
  readonly state!: string;

  @Field(() => DecimalScalar, { description: 'Maximum.' })
  readonly max!: string;

  @Field(() => String, { description: 'The maximum exactly, as a decimal or a fraction.' })
  readonly maxExact!: string;

  @Field(() => DecimalScalar, { description: 'Points known to be earned.' })
  readonly points!: string;

  @Field(() => String, { description: 'The points exactly, as a decimal or a fraction.' })
  readonly pointsExact!: string;

  @Field(() => DecimalScalar, { description: 'Points still open.' })
  readonly open!: string;

  @Field(() => DecimalScalar, { description: 'Points if everything open turned out in full.' })
  readonly reachable!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Share of the maximum earned, exactly; null where none is known.',
  })
  readonly share!: string | null;

  @Field(() => RuleReference, { nullable: true, description: 'The rule that judged, on a criterion.' })
  readonly rule!: RuleReference | null;

  @TextField('A reading of the law that is still to be confirmed, where the rule rests on one.', {
    nullable: true,
  })
  readonly interpretation!: Text | null;

  @Field(() => [LegalBasis], { description: 'Which articles it rests on.' })
  readonly legalBasis!: LegalBasis[];

  @Field(() => [ParameterValue], { description: 'Legal figures that the rule used.' })
  readonly parameters!: ParameterValue[];

  @TextField('How the share came about, with its numbers; or why it does not apply.', { nullable: true })
  readonly arithmetic!: Text | null;

  @Field(() => [Finding], { description: 'What the rule found.' })
  readonly findings!: Finding[];

  @Field(() => [OpenPoints], { description: 'What is still open, and who owes it.' })
  readonly openItems!: OpenPoints[];

  @Field(() => [Adjustment], { description: 'Steps that moved points on this line.' })
  readonly adjustments!: Adjustment[];

  @Field(() => [ScoreLine], { description: 'Lines below.' })
  readonly children!: ScoreLine[];
}

@ObjectType('PointsLost', { description: 'Điểm bị mất: points lost for good on one line.' })
export class PointsLost {
  @Field(() => String, { description: 'Id of the line.' })
  readonly line!: string;

  @TextField('Title of the line.')
  readonly lineTitle!: Text;

  @Field(() => DecimalScalar, { description: 'Points lost.' })
  readonly points!: string;

  @Field(() => String, { description: 'The same exactly.' })
  readonly pointsExact!: string;

  @Field(() => [Finding], { description: 'What cost them, the dearest first.' })
  readonly findings!: Finding[];

  readonly obstacles!: readonly string[];
  readonly at!: { readonly authority: string; readonly position: number; readonly asOf: Day };
}

@ObjectType('Ceiling', { description: 'One reason why the class is not higher.' })
export class Ceiling {
  @Field(() => CeilingKind, { description: 'Which kind of reason.' })
  readonly kind!: string;

  @Field(() => Rating, { description: 'The best class that it allows.' })
  readonly rating!: string;

  @Field(() => String, { nullable: true, description: 'Line or condition concerned.' })
  readonly of!: string | null;

  @TextField('The reason in words.')
  readonly text!: Text;
}

@ObjectType('ConditionResult', { description: 'The answer of one condition of the scheme.' })
export class ConditionResult {
  @Field(() => String, { description: 'Id: plugin and condition.' })
  readonly id!: string;

  @TextField('What is demanded.')
  readonly title!: Text;

  @Field(() => ConditionState, { description: 'The answer.' })
  readonly state!: string;

  @Field(() => Rating, { nullable: true, description: 'The best class while it is not met.' })
  readonly ceiling!: string | null;

  @Field(() => SourceConfidence, { nullable: true, description: 'How settled the limit is.' })
  readonly confidence!: string | null;

  @TextField('Mark to show where the limit is not settled.', { nullable: true })
  readonly confidenceLabel!: Text | null;

  @Field(() => RuleReference, { nullable: true, description: 'The condition’s rule.' })
  readonly rule!: RuleReference | null;

  @Field(() => [LegalBasis], { description: 'Which articles it rests on.' })
  readonly legalBasis!: LegalBasis[];

  @Field(() => [ParameterValue], { description: 'Legal figures that it used.' })
  readonly parameters!: ParameterValue[];

  @TextField('Why, in words.')
  readonly reason!: Text;

  @Field(() => [Finding], { description: 'What shows it.' })
  readonly findings!: Finding[];

  @Field(() => String, { nullable: true, description: 'Code of the unit that owes what is missing.' })
  readonly owedBy!: string | null;
}

@ObjectType('TitleProposal', {
  description: 'An emulation title whose conditions were asked; the competent body decides.',
})
export class TitleProposal {
  @Field(() => AwardTitle, { description: 'The title.' })
  readonly title!: string;

  @TextField('Name of the title.')
  readonly titleName!: Text;

  @Field(() => ConditionState, { description: 'MET proposes it.' })
  readonly state!: string;

  @Field(() => [String], { description: 'Ids of the conditions asked.' })
  readonly conditions!: readonly string[];
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

@Work('COHORT')
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

@Work('CARD')
@ObjectType('ScoreCard', {
  description:
    'Bảng điểm: points, class, every line with its arithmetic, article and evidence, and the points lost. It proposes; the competent authority decides.',
  implements: Node,
})
export class ScoreCardType implements Node {
  @Field(() => String, { description: 'Code of the authority.' })
  readonly authority!: string;

  @Field(() => String, { description: 'Code of the scheme.' })
  readonly scheme!: string;

  @TextField('Title of the scheme.')
  readonly schemeTitle!: Text;

  @Field(() => Int, { description: 'Revision of the scheme in force on the first day of the period.' })
  readonly revision!: number;

  @Field(() => [PluginRevisionReference], { description: 'Plugins with their revisions.' })
  readonly plugins!: PluginRevisionReference[];

  @Field(() => DateScalar, { description: 'Day of truth that was used: at most the cut-off.' })
  readonly asOf!: Day;

  @Field(() => Int, { description: 'Position of the ledger at which everything was read.' })
  readonly position!: number;

  @Field(() => String, { description: 'SHA-256 of the card as RFC 8785 JSON: the same on every machine.' })
  readonly digest!: string;

  @Field(() => Boolean, { description: 'True while no cited decision adopted the points.' })
  readonly example!: boolean;

  @TextField('Label to show while the points are an example.', { nullable: true })
  readonly exampleLabel!: Text | null;

  @Field(() => DecimalScalar, { description: 'Points known to be earned.' })
  readonly points!: string;

  @Field(() => String, { description: 'The points exactly, as a decimal or a fraction.' })
  readonly pointsExact!: string;

  @Field(() => DecimalScalar, { description: 'Points still open.' })
  readonly open!: string;

  @Field(() => String, { description: 'The open points exactly.' })
  readonly openExact!: string;

  @Field(() => DecimalScalar, { description: 'Points if everything open turned out in full.' })
  readonly reachable!: string;

  @Field(() => String, { description: 'The reachable points exactly.' })
  readonly reachableExact!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Maximum that applies; null where nothing does.',
  })
  readonly max!: string | null;

  @Field(() => Rating, {
    nullable: true,
    description: 'The class that the subject’s own facts allow, before caps over the group.',
  })
  readonly rating!: string | null;

  @TextField('That class in words.', { nullable: true })
  readonly ratingText!: Text | null;

  @Field(() => WithheldKind, { nullable: true, description: 'Why no class is proposed, where none is.' })
  readonly withheld!: string | null;

  @TextField('The same in words.', { nullable: true })
  readonly withheldReason!: Text | null;

  @Field(() => [Ceiling], { description: 'Why the class is not higher.' })
  readonly ceilings!: Ceiling[];

  @Field(() => [ScoreLine], { description: 'Lines at the top of the tree.' })
  readonly lines!: ScoreLine[];

  @Field(() => [Adjustment], { description: 'Steps that moved points of the total.' })
  readonly adjustments!: Adjustment[];

  @Field(() => [Gap], { description: 'What is missing, and who owes it.' })
  readonly gaps!: Gap[];

  @Field(() => [ConditionResult], { description: 'Conditions before classes and titles.' })
  readonly conditions!: ConditionResult[];

  @Field(() => [TitleProposal], { description: 'Emulation titles whose conditions were asked.' })
  readonly titles!: TitleProposal[];

  readonly id!: string;
  readonly pointsLost!: readonly PointsLost[];
  readonly card!: ComputedCard;

  @Field(() => [ScoreLine], { description: 'All lines one after the other, with their depth.' })
  get allLines(): LineOf[] {
    const flat = (line: LineOf): LineOf[] => [line, ...line.children.flatMap(flat)];
    return (this.lines as unknown as LineOf[]).flatMap(flat);
  }
}
