import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainConfig } from '../../rules/kit/config.ts';
import { exactText, parseFraction, sum } from '../../rules/kit/fraction.ts';
import { serviceIndex } from './plugin.ts';

const maxima = { CKMB: '18', TDGQ: '20', CLGQ: '12', TTTT: '10', MDSH: '22', MDHL: '18' } as const;

describe('service-index', () => {
  it('gives each group the maximum the portal shows, 100 in all', () => {
    const configured = serviceIndex.configuration.parse({});
    const maximumOf = (ids: readonly string[]) =>
      exactText(sum(ids.map((id) => configured.criteria[id]!.max as ReturnType<typeof parseFraction>)));
    for (const [group, max] of Object.entries(maxima)) {
      const ids = serviceIndex.criteria
        .filter((criterion) => criterion.group === group)
        .map((entry) => entry.id);
      expect(maximumOf(ids), group).toBe(max);
    }
    expect(maximumOf(serviceIndex.criteria.map((criterion) => criterion.id))).toBe('100');
    expect(Object.keys(serviceIndex.groups)).toEqual(Object.keys(maxima));
  });

  it('compares every published metric on the scale on which it was published', () => {
    const configured = serviceIndex.configuration.parse({});
    for (const { id, max } of serviceIndex.criteria) {
      const { config } = configured.criteria[id]!;
      expect(config, id).toMatchObject({ publishedMax: parseFraction(max), metric: id });
    }
  });

  it('refuses what it does not know', () => {
    for (const written of [
      { criteria: { ON_TIMES: {} } },
      { criteria: { ON_TIME: { weight: '1' } } },
      { criteria: { ON_TIME: { config: { divider: '0.9' } } } },
      { criteria: { ON_TIME: { config: { divisor: '0' } } } },
      { criteria: { ON_TIME: { config: { zeroDenominator: 'HALF' } } } },
      { group: {} },
    ]) {
      expect(serviceIndex.configuration.safeParse(written).success, JSON.stringify(written)).toBe(false);
    }
  });

  it('survives being written down and read again', () => {
    const configured = serviceIndex.configuration.parse({
      criteria: { DOSSIER_RECEIVING_SATISFACTION: { max: '5.5', config: { divisor: '0.85' } } },
    });
    expect(
      serviceIndex.configuration.parse(JSON.parse(JSON.stringify(plainConfig(configured)))),
    ).toStrictEqual(configured);
  });

  it('exports a schema with its titles in both languages', () => {
    const schema = JSON.stringify(z.toJSONSchema(serviceIndex.configuration, { io: 'input' }));
    expect(schema).toContain('Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn');
    expect(schema).toContain('Petitions handled on time');
  });
});
