import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainConfig } from '../../rules/kit/config.ts';
import { fraction, sum } from '../../rules/kit/fraction.ts';
import { targetsPlugin as plugin } from './plugin.ts';

describe('the targets plugin', () => {
  const defaults = plugin.configuration.parse({});

  it('configures every criterion by default', () => {
    expect(Object.keys(defaults.criteria)).toEqual(plugin.criteria.map(({ id }) => id));
    expect(Object.values(defaults.criteria).every(({ counted }) => counted)).toBe(true);
  });

  it('shares out 40 points, as an example', () => {
    expect(sum(Object.values(defaults.criteria).map(({ max }) => max))).toEqual(fraction(40));
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

  it('reads back weights by metric', () => {
    const given = { criteria: { attainment: { config: { weights: { 'online-receipt': '2.5' } } } } };
    const read = plugin.configuration.parse(given);
    expect(plainConfig(read)).toMatchObject(given);
    expect(plugin.configuration.parse(plainConfig(read))).toEqual(read);
  });

  it.each([
    ['steps above full attainment', 'attainment', { steps: [{ atLeast: '101', share: '1' }] }],
    [
      'steps that rise',
      'attainment',
      {
        steps: [
          { atLeast: '50', share: '0.5' },
          { atLeast: '60', share: '0.5' },
        ],
      },
    ],
    ['a weight below zero', 'attainment', { weights: { m: '-1' } }],
    [
      'ranks that fall',
      'index-result',
      {
        rankSteps: [
          { upTo: 9, share: '1' },
          { upTo: 5, share: '0.5' },
        ],
      },
    ],
    [
      'a worse rank that earns more',
      'index-result',
      {
        rankSteps: [
          { upTo: 5, share: '0.5' },
          { upTo: 9, share: '1' },
        ],
      },
    ],
  ])('refuses %s', (_, id, config) => {
    expect(plugin.configuration.safeParse({ criteria: { [id]: { config } } }).success).toBe(false);
  });
});
