import type { Rule } from '../../rules/kit/rule.ts';
import type { AppointmentSubject } from '../../rules/kit/subject.ts';
import { dayOf } from '../../rules/kit/day.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { periodNamed } from '../../rules/kit/period.ts';

const HEAD: AppointmentSubject = {
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

/** What a rule without legal parameters is given for a head on a period's cut-off, without any fact. */
export function inputFor(rule: Rule, period: string, config: unknown = {}) {
  const read = periodNamed(period);
  return {
    subject: HEAD,
    facts: Object.fromEntries(rule.needs.map((fact) => [fact.id, []])) as never,
    config: rule.config.parse(config),
    parameters: {},
    period: read,
    asOf: read.cutOff,
    calendar: new WorkingCalendar(() => 'test', []),
  };
}
