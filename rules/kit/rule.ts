import type { z } from 'zod';
import type { Citation } from './citation.ts';
import type { Day } from './day.ts';
import type { Fact, FactRows } from './fact.ts';
import type { Fraction } from './fraction.ts';
import type { LegalDocumentNumber } from './legal-register.ts';
import type { AnswersByRow } from './once.ts';
import type { Outcome, Verdict } from './outcome.ts';
import type { LegalParameter } from './parameter.ts';
import type { Period } from './period.ts';
import type { Subject } from './subject.ts';
import type { Text } from './text.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** Stage of a rule's life. `draft` rules are not open to schemes; a `superseded` one is kept for the revisions that use it. */
export type Lifecycle = 'draft' | 'stable' | 'superseded';

interface RuleSheet<
  Needs extends readonly Fact[],
  Config extends z.ZodObject,
  Parameters extends LegalParameters,
  Messages extends Catalogue,
> {
  /** Folder path below rules/, e.g. "deadline/on-time-share": it names the subject, without a verb. */
  readonly id: string;
  /** major.minor.patch. Major: points may change, and the old major stays beside it; minor: new configuration; patch: wording. */
  readonly version: `${number}.${number}.${number}`;
  readonly lifecycle: Lifecycle;
  readonly title: Text;
  readonly purpose: Text;
  readonly legalBasis: readonly Citation[];
  /** Marks a reading of the law that a lawyer has still to confirm; it is shown on every line of the rule. */
  readonly interpretation?: Text;
  /** First day of periods that it may judge, and the first day of those that it may judge no more. */
  readonly effective: { readonly from: string; readonly to?: string };
  /** Cited documents that came into force after `effective.from`, each with what it means for the periods before. */
  readonly laterLaw?: Readonly<Partial<Record<LegalDocumentNumber, Text>>>;
  readonly parameters: Parameters;
  /** What staff may tune. Every field has a default: `config.parse({})` succeeds. */
  readonly config: Config;
  /** The facts the rule reads; it is given no others. */
  readonly needs: Needs;
  /** Every sentence the rule may say, with {places}. */
  readonly messages: Messages;
}

/** Legal figures of a rule, by name. */
export type LegalParameters = Readonly<Record<string, LegalParameter>>;

/** Sentences of a rule in both languages, by message id. */
export type Catalogue = Readonly<Record<string, Text>>;

/** Everything a rule may know when it judges one subject for one period. */
export interface RuleInput<Needs extends readonly Fact[], Config, ParameterNames extends string> {
  readonly subject: Subject;
  readonly facts: FactRows<Needs>;
  readonly config: Config;
  readonly parameters: { readonly [Name in ParameterNames]: Fraction };
  readonly period: Period;
  /** The day of truth: at most the period's cut-off. Nothing dated later is among the facts. */
  readonly asOf: Day;
  readonly calendar: WorkingCalendar;
  /** Answers about rows of subjects judged before in the same batch: for `eachOnce` alone. */
  readonly answers?: AnswersByRow | undefined;
}

type InputOf<Needs extends readonly Fact[], Config extends z.ZodObject, Parameters> = RuleInput<
  Needs,
  z.output<Config>,
  keyof Parameters & string
>;

/** What `defineRule` takes: the rule's sheet and its judgement. */
export interface RuleSpec<
  Needs extends readonly Fact[],
  Config extends z.ZodObject,
  Parameters extends LegalParameters,
  Messages extends Catalogue,
> extends RuleSheet<Needs, Config, Parameters, Messages> {
  evaluate(input: InputOf<Needs, Config, Parameters>): Outcome;
}

/** What `defineCondition` takes: the condition's sheet and its judgement. */
export interface ConditionSpec<
  Needs extends readonly Fact[],
  Config extends z.ZodObject,
  Parameters extends LegalParameters,
  Messages extends Catalogue,
> extends RuleSheet<Needs, Config, Parameters, Messages> {
  decide(input: InputOf<Needs, Config, Parameters>): Verdict;
}

type AnySheet = RuleSheet<readonly Fact[], z.ZodObject, LegalParameters, Catalogue>;
// The engine gives each rule the facts and configuration its own sheet declares; the type of one rule's input is erased in lists.
type ErasedInput = RuleInput<readonly Fact[], unknown, string>;

/** What one clause says about the facts, for points. */
export interface Rule extends AnySheet {
  readonly kind: 'RULE';
  evaluate(input: ErasedInput): Outcome;
}

/** What one clause demands before a class or title may be reached, or what shuts it. */
export interface Condition extends AnySheet {
  readonly kind: 'CONDITION';
  decide(input: ErasedInput): Verdict;
}

/**
 * Declares a rule with points.
 * The types of its facts, configuration, parameters and message ids follow from the sheet.
 *
 * @example
 * export const onTimeShare = defineRule({
 *   id: 'deadline/on-time-share',
 *   version: '1.0.0',
 *   lifecycle: 'stable',
 *   title: { vi: 'Tỷ lệ đúng hạn', en: 'Share on time' },
 *   purpose: { vi: 'Đo phần nhiệm vụ đúng hạn.', en: 'Measures the share of tasks on time.' },
 *   legalBasis: [cite('42/2014/QĐ-TTg', {}, 'SECONDARY')],
 *   effective: { from: '2022-01-01' },
 *   parameters: {},
 *   config: z.strictObject({}),
 *   needs: [taskFact],
 *   messages: { share: { vi: '{onTime} trên {due}', en: '{onTime} of {due}' } },
 *   evaluate({ facts }) {
 *     const onTime = facts.task.filter((task) => task.timeliness === 'DONE_ON_TIME').length;
 *     const data = { onTime, due: facts.task.length };
 *     return scored(fraction(onTime, facts.task.length), { message: 'share', data });
 *   },
 * });
 */
export function defineRule<
  const Needs extends readonly Fact[],
  Config extends z.ZodObject,
  const Parameters extends LegalParameters,
  const Messages extends Catalogue,
>(spec: RuleSpec<Needs, Config, Parameters, Messages>): Rule {
  return { ...spec, kind: 'RULE' } as unknown as Rule;
}

/** Declares a condition: a rule without points. */
export function defineCondition<
  const Needs extends readonly Fact[],
  Config extends z.ZodObject,
  const Parameters extends LegalParameters,
  const Messages extends Catalogue,
>(spec: ConditionSpec<Needs, Config, Parameters, Messages>): Condition {
  return { ...spec, kind: 'CONDITION' } as unknown as Condition;
}

/** First number of a version: what a revision pins. */
export function majorOf(rule: Rule | Condition): number {
  return Number(rule.version.split('.')[0]);
}
