import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainConfig } from '../../rules/kit/config.ts';
import { parseFraction } from '../../rules/kit/fraction.ts';
import { serviceIndex } from './plugin.ts';

describe('service-index', () => {
  it('compares every published metric on the scale on which it was published', () => {
    const configured = serviceIndex.configuration.parse({});
    for (const { id, max } of serviceIndex.criteria) {
      const { config } = configured.criteria[id]!;
      expect(config, id).toMatchObject({ publishedMax: parseFraction(max), metric: id });
    }
  });

  it('refuses what its metrics cannot be', () => {
    for (const written of [
      { criteria: { ON_TIME: { config: { divisor: '0' } } } },
      { criteria: { ON_TIME: { config: { zeroDenominator: 'HALF' } } } },
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
