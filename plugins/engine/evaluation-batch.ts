import type { Day } from '../../rules/kit/day.ts';
import type { AttributedRow } from '../../rules/kit/fact.ts';
import type { AnswersByRow } from '../../rules/kit/once.ts';
import type { Plan, PlannedCondition, PlannedCriterion } from './plan.ts';
import type { SubjectFacts } from './subject-facts.ts';

/**
 * Subjects judged together under one plan on one day.
 * What a row means to a rule by itself is worked out once for all of them.
 */
export class EvaluationBatch {
  readonly plan: Plan;
  readonly asOf: Day;
  readonly #answers = new Map<PlannedCriterion | PlannedCondition, AnswersByRow>();

  constructor(plan: Plan, asOf: Day) {
    this.plan = plan;
    this.asOf = asOf;
  }

  /** The input of a criterion's rule, or of a condition, for one subject. */
  inputFor(
    planned: PlannedCriterion | PlannedCondition,
    needs: readonly { readonly id: string }[],
    known: SubjectFacts,
  ): never {
    const facts: Record<string, readonly AttributedRow[]> = {};
    for (const { id } of needs) facts[id] = known.facts[id] ?? [];
    // The rule’s own sheet declares the types of its facts and configuration; the plan was made from that sheet.
    return {
      subject: known.subject,
      facts,
      config: planned.config,
      parameters: planned.parameters,
      period: this.plan.period,
      asOf: this.asOf,
      calendar: this.plan.calendar,
      answers: this.#answersOf(planned),
    } as never;
  }

  #answersOf(planned: PlannedCriterion | PlannedCondition): AnswersByRow {
    let answers = this.#answers.get(planned);
    if (!answers) this.#answers.set(planned, (answers = new Map()));
    return answers;
  }
}
