// Provincial administrative reform index (PAR INDEX) of 2020: http://211.88.39.63/article/gb/tjsj/202106/549782.html ; ranks by
// year from baohatinh.vn and nghean24h.vn ; structure of the digital transformation index (DTI), Decision 922/QĐ-BTTTT of 2022.
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { Province } from '../support/province.ts';
import { exactText, parseFraction, subtract, sum } from '../../rules/kit/fraction.ts';
import { table } from './service-index-points.ts';

describe('PAR INDEX 2020', () => {
  it('adds its parts to the published total, but for 0.01 where the parts were rounded before', () => {
    const lines = table('test/golden/par-index-2020.csv');
    const differences = lines.flatMap((line) => {
      const parts = ['appraisal', 'sipas_impact', 'leader_survey', 'socioeconomic'] as const;
      const gap = subtract(
        parseFraction(line['published_total']!),
        sum(parts.map((part) => parseFraction(line[part]!))),
      );
      return gap.n === 0n ? [] : [`${line['province']} ${exactText(gap)}`];
    });
    expect(differences).toEqual(['Quảng Ninh -0.01', 'Đồng Tháp 0.01']);
  });
});

describe('DTI', () => {
  const lines = table('test/golden/par-index-dti-structure.csv');
  const total = lines.find((line) => line['main_indicator'] === 'TOTAL')!;
  const parts = lines.filter((line) => line !== total);
  const added = (group: string | null, column: string) =>
    parts
      .filter((line) => group === null || line['group'] === group)
      .reduce((count, line) => count + Number(line[column]), 0);

  it('has 9 main and 98 component indicators, 1,000 points, half of them common', () => {
    expect(parts).toHaveLength(9);
    expect([added(null, 'component_count'), added(null, 'points')]).toEqual([98, 1000]);
    expect([total['component_count'], total['points']]).toEqual(['98', '1000']);
    expect([added('common', 'points'), added('activity', 'points')]).toEqual([500, 500]);
  });
  it('keeps an indicator of no weight', () => {
    expect(parts.filter((line) => line['points'] === '0').map((line) => line['component_count'])).toEqual([
      '3',
    ]);
  });
});

describe('ranks by year', () => {
  const lines = table('test/golden/par-index-rank-history.csv').filter((line) => line['rank'] !== '');
  const compared = lines.flatMap((line) => {
    const before = lines.find(
      (other) =>
        other['index'] === line['index'] &&
        other['province'] === line['province'] &&
        Number(other['year']) === Number(line['year']) - 1,
    );
    if (!before) return [];
    const change = Number(before['rank']) - Number(line['rank']);
    return [
      {
        what: `${line['index']} ${line['province']} ${line['year']}`,
        computed: change,
        published: line['published_rank_change'] === '' ? null : Number(line['published_rank_change']),
      },
    ];
  });

  it('publishes the previous rank less the rank', () => {
    const published = compared.filter((entry) => entry.published !== null);
    expect(published.map(({ what }) => what)).toEqual([
      'PAR Hà Tĩnh 2022',
      'PAR Hà Tĩnh 2023',
      'PAR Hà Tĩnh 2024',
      'PAR Nghệ An 2023',
      'SIPAS Hà Tĩnh 2022',
      'SIPAS Hà Tĩnh 2023',
      'SIPAS Nghệ An 2023',
    ]);
    expect(published.filter((entry) => entry.published !== entry.computed)).toEqual([]);
  });
  it('leaves some changes unpublished: they are computed, never filled in as published', () => {
    expect(compared.filter((entry) => entry.published === null)).toEqual([
      {
        computed: -12,
        published: null,
        what: 'SIPAS Hà Tĩnh 2024',
      },
      {
        computed: 6,
        published: null,
        what: 'SIPAS Nghệ An 2024',
      },
    ]);
  });
});

describe('published indices in the ledger', () => {
  it('are kept as published, and what disagrees is flagged: parts that do not add up, a change that does not follow', async () => {
    const database = await openTestDatabase();
    try {
      const province = new Province(database, 'PAR');
      const lines = table('test/golden/par-index-2020.csv');
      const unit = (line: Record<string, string>) => `T${line['rank']}`;
      await province.append({
        unit: [
          { code: 'P', name: 'Cả nước', kind: 'ORGANISATION', openedOn: '2000-01-01' },
          ...lines.map((line) => ({
            code: unit(line),
            name: line['province'],
            kind: 'PROVINCE',
            parent: 'P',
            openedOn: '2000-01-01',
          })),
        ],
      });
      const result = (line: Record<string, string>, component: string, points: string) => ({
        index: 'PAR',
        unit: unit(line),
        year: 2020,
        component,
        points,
      });
      const { flags } = await province.record({
        indexResult: [
          ...lines.flatMap((line) => [
            ...['appraisal', 'sipas_impact', 'leader_survey', 'socioeconomic'].map((part) =>
              result(line, part, line[part]!),
            ),
            { ...result(line, 'total', line['published_total']!), rank: Number(line['rank']) },
          ]),
          { index: 'PAR', unit: 'T1', year: 2021, component: 'total', rank: 3, publishedChange: '2' },
          { index: 'PAR', unit: 'T2', year: 2021, component: 'total', rank: 1, publishedChange: '1' },
        ],
      });
      expect(flags.map((flag) => flag.message.en).toSorted()).toEqual([
        'Published 2 differs from computed -2',
        'The parts add up to 86.76, not to the published total 86.77',
        'The parts add up to 91.05, not to the published total 91.04',
      ]);
    } finally {
      await database.close();
    }
  });
});
