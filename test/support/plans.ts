import type { EvaluatedCard } from '../../plugins/engine/evaluate.ts';
import type { SubjectFacts } from '../../plugins/engine/subject-facts.ts';
import { evaluateCard } from '../../plugins/engine/evaluate.ts';
import type { Plan } from '../../plugins/engine/plan.ts';
import { makePlan } from '../../plugins/engine/plan.ts';
import type { SchemeInput } from '../../plugins/engine/scheme.ts';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import { PLUGINS } from '../../plugins/index.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { dayOf } from '../../rules/kit/day.ts';
import type { AttributedRow } from '../../rules/kit/fact.ts';
import type { AppointmentSubject, Subject } from '../../rules/kit/subject.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { periodNamed } from '../../rules/kit/period.ts';

export const HEAD: AppointmentSubject = {
  kind: 'APPOINTMENT',
  unit: 'U',
  unitKind: 'DEPARTMENT',
  superiorUnit: 'P',
  appointment: 'U/head',
  leader: 'L',
  role: 'HEAD',
  legalStatus: 'CIVIL_SERVANT',
  from: dayOf(2020, 1, 1),
  to: null,
  fields: [],
};

/** A reference scheme with changes, planned for a period. Plugins take their defaults or the configuration given. */
export function planOf(
  scheme: string,
  period: string,
  changes: Partial<SchemeInput> = {},
  plugins: ReadonlyMap<string, unknown> = new Map(),
): Plan {
  const configuration = SchemeConfiguration.parse({ ...REFERENCE_SCHEMES[scheme]!, ...changes });
  return makePlan(
    { scheme, number: 1, example: false, configuration },
    PLUGINS,
    new Map(
      [...plugins].map(([plugin, given]) => [
        plugin,
        { plugin, number: 1, example: false, configuration: given },
      ]),
    ),
    periodNamed(period),
    new WorkingCalendar(() => 'test', []),
  );
}

/** The card of a subject from rows by fact, on the cut-off. */
export function cardFrom(
  plan: Plan,
  facts: Readonly<Record<string, readonly unknown[]>>,
  subject: Subject = HEAD,
): EvaluatedCard {
  const known: SubjectFacts = {
    subject,
    facts: facts as Readonly<Record<string, readonly AttributedRow[]>>,
    inherited: {},
  };
  return evaluateCard(plan, known, plan.period.cutOff);
}
