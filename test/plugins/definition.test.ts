import { describe, expect, it } from 'vitest';
import { definePlugin } from '../../plugins/kit/plugin.ts';
import { onTimeShare } from '../../rules/deadline/on-time-share/rule.ts';

const plugin = (groups: readonly string[], criteria: readonly { id: string; group?: string }[]) =>
  definePlugin({
    id: 'p',
    version: '1.0.0',
    title: { vi: 'P', en: 'P' },
    purpose: { vi: 'P', en: 'P' },
    legalBasis: [],
    example: true,
    groups: Object.fromEntries(groups.map((id) => [id, { vi: id, en: id }])),
    criteria: criteria.map((entry) => ({ rule: onTimeShare, max: '1', ...entry })),
  });

describe('a plugin', () => {
  it('is refused where two lines of a card would bear one id, a group and a criterion included', () => {
    expect(() => plugin([], [{ id: 'a' }, { id: 'a' }])).toThrow('twice');
    expect(() => plugin(['a'], [{ id: 'a', group: 'a' }])).toThrow('twice');
    expect(plugin(['g'], [{ id: 'a', group: 'g' }]).id).toBe('p');
  });

  it('is refused where a criterion names a group that nobody declared', () => {
    expect(() => plugin(['g'], [{ id: 'a', group: 'h' }])).toThrow('unknown group h');
  });
});
