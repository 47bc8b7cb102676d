import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makePlan } from '../../plugins/engine/plan.ts';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import { PLUGINS } from '../../plugins/index.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { ConfigurationFault, plainConfig } from '../../rules/kit/config.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { periodNamed } from '../../rules/kit/period.ts';

const NAMES: Record<string, string> = { MONTH: '2026-02', QUARTER: '2026-Q2', YEAR: '2026' };
/** Decree 90/2020 ended with 2025. */
const YEAR_OF: Record<string, string> = { 'decree-90-2020': '2025' };

function planFor(id: string, name: string) {
  const configuration = SchemeConfiguration.parse(REFERENCE_SCHEMES[id]);
  const scheme = { scheme: id, number: 1, example: false, configuration };
  return makePlan(scheme, PLUGINS, new Map(), periodNamed(name), new WorkingCalendar(() => 'test', []));
}

describe('reference schemes', () => {
  for (const [id, input] of Object.entries(REFERENCE_SCHEMES)) {
    it(`${id} can be planned for every kind of period it names`, () => {
      for (const kind of SchemeConfiguration.parse(input).periodKinds) {
        const name = kind === 'YEAR' ? (YEAR_OF[id] ?? NAMES[kind]!) : NAMES[kind]!;
        expect(planFor(id, name).needs.length).toBeGreaterThan(0);
      }
    });

    it(`${id} is the same after it was written out and read back`, () => {
      const configuration = SchemeConfiguration.parse(input);
      const written = plainConfig(configuration);
      expect(plainConfig(SchemeConfiguration.parse(JSON.parse(JSON.stringify(written))))).toEqual(written);
    });
  }

  it.each([
    ['decree-90-2020', '2026', 'ended with 2025'],
    ['decree-90-2020', '2020', 'began in mid-2020'],
    ['civil-servant-2026', '2025-Q4', 'began with 2026'],
    ['regulation-366-2025', '2025-Q3', 'began in mid-quarter'],
  ])('%s judges no period whose first day its law does not cover: %s (%s)', (id, name) => {
    expect(() => planFor(id, name)).toThrow(ConfigurationFault);
  });

  it('has a JSON Schema that a form can be drawn from', () => {
    expect(z.toJSONSchema(SchemeConfiguration, { io: 'input' })).toMatchObject({ type: 'object' });
  });
});
