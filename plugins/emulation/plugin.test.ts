import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exactText, sum } from '../../rules/kit/fraction.ts';
import { plainConfig } from '../../rules/kit/config.ts';
import { emulation } from './plugin.ts';

const defaults = emulation.configuration.parse({});

describe('the configuration of plugin emulation', () => {
  it('is complete by default, and reads back what it writes', () => {
    expect(Object.keys(defaults.criteria)).toEqual(emulation.criteria.map((criterion) => criterion.id));
    expect(Object.keys(defaults.conditions)).toEqual(emulation.conditions.map((condition) => condition.id));
    expect(emulation.configuration.parse(plainConfig(defaults))).toEqual(defaults);
    expect(JSON.parse(JSON.stringify(plainConfig(defaults)))).toEqual(plainConfig(defaults));
  });

  it('refuses unknown keys', () => {
    const [criterion] = emulation.criteria;
    for (const wrong of [
      { colour: 'red' },
      { criteria: { nothing: {} } },
      { criteria: { [criterion!.id]: { weight: '1' } } },
      { criteria: { [criterion!.id]: { config: { nothing: true } } } },
      { conditions: { nothing: {} } },
    ])
      expect(accepts(wrong), JSON.stringify(wrong)).toBe(false);
  });

  it('describes itself as JSON Schema for staff', () => {
    const schema = z.toJSONSchema(emulation.configuration, { io: 'input' });
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  });

  it('shares out its points', () => {
    expect(maximumOf(undefined)).toBe('100');
  });
});

/** Whether a configuration is accepted. */
function accepts(value: unknown): boolean {
  return emulation.configuration.safeParse(value).success;
}

/** The sum of the maxima of a group, as exact text. */
function maximumOf(group: string | undefined): string {
  const members = emulation.criteria.filter((criterion) => criterion.group === group);
  return exactText(sum(members.map((member) => defaults.criteria[member.id]!.max)));
}
