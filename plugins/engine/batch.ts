import type { Day } from '../../rules/kit/day.ts';
import type { AttributedRow } from '../../rules/kit/fact.ts';
import type { SaidByRow } from '../../rules/kit/once.ts';
import type { SubjectFacts } from './evaluate.ts';
import type { Plan, PlannedCondition, PlannedCriterion } from './plan.ts';

/** Subjects judged together under one plan on one day: what a row says to a rule by itself is worked out once for all of them. */
export class Batch {
  readonly plan: Plan;
  readonly asOf: Day;
  readonly #said = new Map<PlannedCriterion | PlannedCondition, SaidByRow>();

  constructor(plan: Plan, asOf: Day) {
    this.plan = plan;
    this.asOf = asOf;
  }

  /** What the rule of a criterion, or a condition, is told of one subject. */
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
      said: this.#saidTo(planned),
    } as never;
  }

  #saidTo(planned: PlannedCriterion | PlannedCondition): SaidByRow {
    let said = this.#said.get(planned);
    if (!said) this.#said.set(planned, (said = new Map()));
    return said;
  }
}
