import type { Adjustment } from './evaluate.ts';
import type { Ceiling, Withheld } from './classify.ts';
import type { Citation } from '../../rules/kit/citation.ts';
import type { Message, Scalar } from '../../rules/kit/text.ts';
import type { Open } from '../../rules/kit/outcome.ts';
import type { Rating } from '../../rules/kit/rating.ts';

/** Version of the card's layout; it enters the digest. */
export const CARD_FORMAT = 'leader-scorecard/card/1';

/** Version of the engine's arithmetic; it enters the digest. */
export const ENGINE_VERSION = '1';

/**
 * The own part of a score card as plain data.
 * Codes, message ids and exact numbers as text; no clock, language, viewer or row id. Two machines that know the same
 * facts write the same bytes (see `digest.ts`).
 */
export interface CardBody {
  readonly format: typeof CARD_FORMAT;
  readonly engine: typeof ENGINE_VERSION;
  readonly scheme: { readonly id: string; readonly revision: number; readonly example: boolean };
  readonly plugins: readonly { readonly id: string; readonly revision: number; readonly example: boolean }[];
  readonly subject: SubjectBody;
  readonly period: {
    readonly code: string;
    readonly from: string;
    readonly to: string;
    readonly cutOff: string;
  };
  readonly calendar: string;
  readonly points: string;
  /** Points still open: between `points` and `points + open` lies what the card can still become. */
  readonly open: string;
  readonly max: string | null;
  readonly lines: readonly LineBody[];
  readonly adjustments: readonly AdjustmentBody[];
  readonly conditions: readonly ConditionBody[];
  readonly ceilings: readonly Ceiling[];
  readonly withheld: Withheld | null;
  /** The class that the subject’s own facts allow, before caps over the cohort. */
  readonly rating: Rating | null;
  /** Titles of the scheme: MET proposes the title, which the competent body decides. */
  readonly titles: readonly TitleBody[];
  /** Points lost for good, largest first, each with the findings that cost them and the obstacles behind. */
  readonly losses: readonly LossBody[];
  /** What is missing or not yet due, and who owes it. */
  readonly gaps: readonly GapBody[];
  /** The fact rows that findings cite, by fact, sorted by code. */
  readonly evidence: Readonly<Record<string, readonly EvidenceRow[]>>;
  /** Rows shown to the subject that another post-holder answers for. */
  readonly inherited: Readonly<Record<string, readonly string[]>>;
}

/** The subject of a card: a unit, a leader in one post, or a leader over several posts. */
export type SubjectBody =
  | { readonly kind: 'UNIT'; readonly unit: string; readonly unitKind: string }
  | {
      readonly kind: 'APPOINTMENT';
      readonly appointment: string;
      readonly leader: string;
      readonly unit: string;
      readonly unitKind: string;
      readonly role: string;
      readonly legalStatus: string;
      readonly from: string;
      readonly to: string | null;
      readonly fields: readonly string[];
    }
  | {
      readonly kind: 'LEADER';
      readonly leader: string;
      readonly appointments: readonly string[];
      readonly tenure: string;
    };

/** What is known of a line's points. */
export type LineState = 'SCORED' | 'OPEN' | 'NOT_APPLICABLE' | 'FAILED';

/** A line of the card: a part, a group, a criterion, or one post of a leader. */
export interface LineBody {
  readonly id: string;
  readonly kind: 'APPOINTMENT' | 'PART' | 'GROUP' | 'CRITERION';
  readonly state: LineState;
  readonly max: string;
  readonly points: string;
  readonly open: string;
  readonly adjustments: readonly AdjustmentBody[];
  readonly children: readonly LineBody[];
  readonly criterion: CriterionBody | null;
}

/** How a rule judged a criterion. */
export interface CriterionBody {
  readonly rule: string;
  readonly major: number;
  /** Share of the maximum earned; null where none is known. */
  readonly share: string | null;
  /** How the share came about, or why there is none. */
  readonly arithmetic: Message;
  readonly parameters: readonly ParameterBody[];
  readonly findings: readonly FindingBody[];
  readonly open: readonly OpenBody[];
}

/** A legal figure that a rule used, with its basis. */
export interface ParameterBody {
  readonly id: string;
  readonly value: string;
  readonly basis: Citation;
}

/** A finding with the codes of the rows that show it. */
export interface FindingBody extends Message {
  /** Codes of the rows that show it, by fact. */
  readonly evidence: readonly { readonly fact: string; readonly code: string }[];
  /** Points it alone cost, exact; null where it cost none. */
  readonly loss: string | null;
}

/** Points that are not known yet. */
export interface OpenBody {
  readonly kind: Open['kind'];
  readonly what: Message;
  readonly owedBy: string | null;
  readonly since: string | null;
  readonly points: string;
  /** Owed by the subject’s own unit: the points count as lost. */
  readonly charged: boolean;
}

/** A step between the sum of the lines below and the points shown. */
export interface AdjustmentBody {
  /** WEIGHT: the step from an appointment’s own total to its weighted part of a leader’s card. */
  readonly kind: Adjustment['kind'] | 'WEIGHT';
  readonly points: string;
  readonly applicableMax: string | null;
  readonly weight: string | null;
}

/** How a condition judged the subject. */
export interface ConditionBody {
  readonly id: string;
  readonly rule: string;
  readonly major: number;
  readonly state: string;
  readonly ceiling: Rating | null;
  readonly confidence: string | null;
  readonly reason: Message;
  readonly parameters: readonly ParameterBody[];
  readonly findings: readonly FindingBody[];
  readonly owedBy: string | null;
}

/** What the conditions of a title come to. */
export interface TitleBody {
  readonly title: string;
  readonly state: 'MET' | 'UNMET' | 'UNKNOWN';
  readonly conditions: readonly string[];
}

/** Points lost for good on one line. */
export interface LossBody {
  readonly line: string;
  readonly points: string;
  readonly findings: readonly FindingBody[];
  readonly obstacles: readonly string[];
}

/** Points not known yet, with their line. */
export interface GapBody extends OpenBody {
  readonly line: string;
}

/** A fact row as plain data, by column. */
export type EvidenceRow = Readonly<Record<string, Scalar | readonly Scalar[]>>;
