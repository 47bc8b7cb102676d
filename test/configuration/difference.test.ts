import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { SchemeInput } from '../../plugins/engine/scheme.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { plainConfig } from '../../rules/kit/config.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { differenceOf, schemaOf } from '../../server/configuration/drafts/difference.ts';

type Change = (scheme: SchemeInput) => SchemeInput;

const BASE = REFERENCE_SCHEMES['civil-servant-2026']!;
const written = (scheme: SchemeInput): unknown => plainConfig(SchemeConfiguration.parse(scheme));

function sentences(change: Change): { vi: string[]; en: string[] } {
  const found = differenceOf(
    schemaOf('SCHEME', 'civil-servant-2026', CATALOGUE),
    written(BASE),
    written(change(BASE)),
    CATALOGUE,
  );
  return { vi: found.map(({ sentence }) => sentence.vi), en: found.map(({ sentence }) => sentence.en) };
}

describe('the difference of two schemes', () => {
  it('is nothing where they say the same', () => {
    expect(sentences((scheme) => scheme).vi).toEqual([]);
  });

  it('names a threshold by its class and tells both figures', () => {
    const { vi, en } = sentences((scheme) => ({
      ...scheme,
      bands: scheme.bands!.map((band) => (band.rating === 'GOOD' ? { ...band, atLeast: '72.5' } : band)),
    }));
    expect(vi).toEqual([
      'Mức điểm xếp loại (trống: chỉ theo điều kiện) › Hoàn thành tốt nhiệm vụ › Từ điểm đổi từ 70 thành 72,5',
    ]);
    expect(en).toEqual([
      'Bands (empty: class by conditions alone) › Good › From points changed from 70 to 72.5',
    ]);
  });

  it('names a choice by its words, and a switched one as yes or no', () => {
    const { vi } = sentences((scheme) => ({
      ...scheme,
      tenure: 'BY_DAYS',
      cohort: { by: ['ROLE', 'UNIT_KIND'], declared: false },
    }));
    expect(vi).toEqual([
      'Thêm Nhóm xếp hạng › Xếp hạng riêng theo › Loại cơ quan',
      'Nhóm xếp hạng › Chỉ xếp hạng khi đã công bố đủ đổi từ có thành không',
      'Người giữ nhiều chức vụ trong kỳ đổi từ Theo cơ quan cuối kỳ thành Theo số ngày giữ chức vụ',
    ]);
  });

  it('tells what was taken away, added and put in another order', () => {
    const { vi } = sentences((scheme) => ({
      ...scheme,
      limits: [
        scheme.limits![2]!,
        scheme.limits![0]!,
        { condition: 'home-affairs/long-absence', ceiling: 'COMPLETED' },
      ],
      cap: null,
    }));
    expect(vi).toHaveLength(4);
    expect(vi[0]).toMatch(/^Bỏ Điều kiện: .* › .*: Điều kiện .*/);
    expect(vi[1]).toMatch(/^Thêm Điều kiện: /);
    expect(vi[2]).toMatch(/thứ tự đổi từ/);
    expect(vi[3]).toMatch(
      /^Giới hạn tỷ lệ một mức xếp loại đổi từ .*Tỷ lệ tối đa \(%\) 20.* thành \(trống\)$/,
    );
  });
});

describe('the difference of two plugins', () => {
  const plugin = CATALOGUE.plugins.get('targets')!;
  const configured = (config: object): unknown =>
    plainConfig(plugin.configuration.parse({ criteria: { attainment: { config } } }));

  it('tells a changed step by its row and a weight by its metric', () => {
    const steps = [
      { atLeast: '100', share: '1' },
      { atLeast: '85', share: '0.8' },
    ];
    const found = differenceOf(
      schemaOf('PLUGIN', 'targets', CATALOGUE),
      configured({ steps: [steps[0], { atLeast: '80', share: '0.8' }, { atLeast: '50', share: '0.1' }] }),
      configured({ steps, weights: { M1: '2' } }),
      CATALOGUE,
    );
    const vi = found.map(({ sentence }) => sentence.vi);
    expect(vi[0]).toMatch(/Bậc theo mức đạt .* › dòng 2 › Từ mức đổi từ 80 thành 85$/);
    expect(vi[1]).toMatch(/^Bỏ .* › dòng 3: Từ mức 50, Tỷ lệ điểm 0,1$/);
    expect(vi[2]).toMatch(/^Thêm .*Trọng số theo mã chỉ tiêu .* › M1: 2$/);
  });
});

describe('any two schemes', () => {
  const any = fc.constantFrom(...Object.keys(REFERENCE_SCHEMES));
  it('differ by sentences in both languages exactly where they are not the same, and as often the other way round', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const schema = schemaOf('SCHEME', a, CATALOGUE);
        const [first, second] = [written(REFERENCE_SCHEMES[a]!), written(REFERENCE_SCHEMES[b]!)];
        const there = differenceOf(schema, first, second, CATALOGUE);
        const back = differenceOf(schema, second, first, CATALOGUE);
        expect(there.length === 0).toBe(a === b);
        expect(back.length).toBe(there.length);
        for (const { sentence } of there) {
          expect(sentence.vi).not.toMatch(/undefined|\[object/);
          expect(sentence.en).not.toMatch(/undefined|\[object/);
        }
      }),
    );
  });
});
