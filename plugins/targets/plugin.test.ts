import { describe, expect, it } from 'vitest';
import { plainConfig } from '../../rules/kit/config.ts';
import { targetsPlugin as plugin } from './plugin.ts';

describe('the targets plugin', () => {
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
