import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makePlan } from '../../plugins/engine/plan.ts';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import { PLUGINS } from '../../plugins/index.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { plainConfig } from '../../rules/kit/config.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { periodNamed } from '../support/periods.ts';

const NAMES: Record<string, string> = { MONTH: '2026-02', QUARTER: '2026-Q2', YEAR: '2026' };

describe('reference schemes', () => {
  for (const [id, input] of Object.entries(REFERENCE_SCHEMES)) {
    it(`${id} can be planned for every kind of period it names`, () => {
      const configuration = SchemeConfiguration.parse(input);
      for (const kind of configuration.periodKinds) {
        const period = periodNamed(NAMES[kind]!);
        const plan = makePlan(
          { scheme: id, number: 1, example: false, configuration },
          PLUGINS,
          new Map(),
          period,
          new WorkingCalendar('test', []),
        );
        expect(plan.needs.length).toBeGreaterThan(0);
      }
    });

    it(`${id} is the same after it was written out and read back`, () => {
      const configuration = SchemeConfiguration.parse(input);
      const written = plainConfig(configuration);
      expect(plainConfig(SchemeConfiguration.parse(JSON.parse(JSON.stringify(written))))).toEqual(written);
    });
  }

  it('has a JSON Schema that a form can be drawn from', () => {
    expect(z.toJSONSchema(SchemeConfiguration, { io: 'input' })).toMatchObject({ type: 'object' });
  });
});
