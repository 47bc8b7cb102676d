import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainConfig } from '../../rules/kit/config.ts';
import { fraction, sum } from '../../rules/kit/fraction.ts';
import { deadlinePlugin as plugin } from './plugin.ts';

describe('the deadline plugin', () => {
  const defaults = plugin.configuration.parse({});

  it('configures every criterion by default', () => {
    expect(Object.keys(defaults.criteria)).toEqual(plugin.criteria.map(({ id }) => id));
    expect(Object.values(defaults.criteria).every(({ counted }) => counted)).toBe(true);
  });

  it('shares out 60 points, as an example', () => {
    expect(sum(Object.values(defaults.criteria).map(({ max }) => max))).toEqual(fraction(60));
    expect(plugin.example).toBe(true);
  });

  it('gives each group a criterion', () => {
    const used = new Set(plugin.criteria.map(({ group }) => group));
    expect(used).toEqual(new Set(Object.keys(plugin.groups)));
  });

  it('refuses unknown keys at every level', () => {
    const { id } = plugin.criteria[0]!;
    for (const configuration of [
      { unknown: 1 },
      { criteria: { unknown: {} } },
      { criteria: { [id]: { unknown: 1 } } },
      { criteria: { [id]: { config: { unknown: 1 } } } },
    ]) {
      expect(plugin.configuration.safeParse(configuration).success).toBe(false);
    }
  });

  it('refuses points below zero and points that are no decimal text', () => {
    const { id } = plugin.criteria[0]!;
    for (const max of ['-1', 'ten', 10, '1e3']) {
      expect(plugin.configuration.safeParse({ criteria: { [id]: { max } } }).success).toBe(false);
    }
  });

  it('reads back the configuration it wrote', () => {
    const written = JSON.parse(JSON.stringify(plainConfig(defaults))) as unknown;
    expect(plugin.configuration.parse(written)).toEqual(defaults);
  });

  it('has a JSON Schema for forms, with titles in both languages', () => {
    const schema = z.toJSONSchema(plugin.configuration, { io: 'input' }) as unknown as {
      properties: { criteria: { properties: Record<string, { title?: string; 'x-title-en'?: string }> } };
    };
    for (const { id } of plugin.criteria) {
      const criterion = schema.properties.criteria.properties[id]!;
      expect(criterion.title).toBeTruthy();
      expect(criterion['x-title-en']).toBeTruthy();
    }
  });

  it.each([
    ['a deduction above one', 'days-late', { deductionPerDay: '1.1' }],
    ['a cap of no day', 'days-late', { capPerTask: 0 }],
    [
      'days that rise',
      'carried-over',
      {
        weights: [
          { fromWorkingDays: 5, weight: '1' },
          { fromWorkingDays: 9, weight: '2' },
        ],
      },
    ],
    [
      'fewer days that weigh more',
      'carried-over',
      {
        weights: [
          { fromWorkingDays: 9, weight: '1' },
          { fromWorkingDays: 5, weight: '2' },
        ],
      },
    ],
    ['no kind of directing act', 'directing', { kinds: [] }],
    ['no act required', 'directing', { required: { month: 0 } }],
  ])('refuses %s', (_, id, config) => {
    expect(plugin.configuration.safeParse({ criteria: { [id]: { config } } }).success).toBe(false);
  });
});
