// Tables of the National Public Service Portal for Phu Tho Province, third quarter of 2026 (captured on 26 September 2026), as
// published by the project ChippedTopaz/qd766; table of provinces and national row of 10 October 2026 by hauphanquoc/766-Analyze.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CohortMember } from '../../plugins/engine/standing.ts';
import { competitionRanks } from '../../plugins/engine/standing.ts';
import { exactText, fraction, multiply, parseFraction, round, sum } from '../../rules/kit/fraction.ts';
import type { Given, Line, Rounding } from './service-index-points.ts';
import { criteriaOf, groupPoints, outcomeOf, pointsOf, table } from './service-index-points.ts';

const decimalOf = (text: string) => exactText(parseFraction(text));
const read = (name: string) => table(`test/golden/service-index-${name}.csv`);

/** Percentage of a group's maximum, half-up at two decimals. */
function percentOf(points: ReturnType<typeof parseFraction>, max: number): string {
  return exactText(round(multiply(points, fraction(100, max)), 2, 'HALF_UP'));
}

function paymentOf(line: Line): Given[] {
  return [
    {
      metric: 'FORMALITY_ONLINE_PAYMENT',
      numerator: line['B_num_formalityPaid'],
      denominator: line['den_feeFormality'],
    },
    {
      metric: 'FEE_FORMALITY_ON_PORTAL',
      numerator: line['C_num_feeFormalityOnPortal'],
      denominator: line['den_feeFormality'],
    },
    {
      metric: 'DOSSIER_PAID_ONLINE',
      numerator: line['A_num_paidOnline'],
      denominator: line['A_den_finOblig'],
    },
  ];
}

describe('payment', () => {
  const lines = read('payment');
  const missed = (rounding: Rounding) =>
    lines
      .filter(
        (line) =>
          exactText(round(groupPoints(paymentOf(line), rounding), 2, rounding ?? 'HALF_UP')) !==
          decimalOf(line['published_score']!),
      )
      .map((line) => line['code']);

  it('adds three metrics, each half-up at two decimals, to the published points', () => {
    expect(lines).toHaveLength(20);
    for (const line of lines) {
      const points = groupPoints(paymentOf(line));
      expect(exactText(points), line['code']).toBe(decimalOf(line['published_score']!));
      expect(percentOf(points, 10), line['code']).toBe(decimalOf(line['published_ratio']!));
    }
  });
  it('would miss published rows with half-even, or by rounding only the sum', () => {
    expect(missed('HALF_UP')).toEqual([]);
    expect(missed('HALF_EVEN')).toEqual(['H44.103', 'H44.112']);
    expect(missed(null)).toEqual([
      'H44.100',
      'H44.103',
      'H44.104',
      'H44.105',
      'H44.108',
      'H44.112',
      'H44.114',
    ]);
  });
});

describe('progress', () => {
  it.each(read('progress'))('$code $unit', (line) => {
    const given: Given = {
      metric: 'ON_TIME',
      numerator: line['total_on_time'],
      denominator: line['total_received'],
      points: line['published_score'],
      percent: line['published_ratio'],
    };
    expect(exactText(pointsOf(given)!)).toBe(decimalOf(line['published_score']!));
    const ratio = parseFraction(`${line['total_on_time']}/${line['total_received']}`);
    expect(percentOf(ratio, 1)).toBe(decimalOf(line['published_ratio']!));
    expect(differences(given)).toEqual([]);
  });
});

describe('satisfaction', () => {
  it.each(read('satisfaction'))('$unit', (line) => {
    const readings = [
      ['DOSSIER_RECEIVING_SATISFACTION', 'recv'],
      ['PETITION_PROCESSING_ON_TIME', 'petOnTime'],
      ['PETITION_HANDLING_SATISFACTION', 'petSat'],
    ].map(([metric, prefix]) => givenOf(metric!, line, prefix!));
    holds('MDHL', readings, line['published_total']!, line['published_ratio']!, 18);
  });
});

describe('digitisation', () => {
  it.each(read('digitised'))('$unit', (line) => {
    const dossiers = line['den_dossiers']!;
    const readings = [
      givenOf('ORIGINAL_RESULT_AVAILABLE', line, 'result', dossiers),
      givenOf('SO_HOA_GIAY_TO_GIAI_QUYET', line, 'digit', dossiers),
      { metric: 'ELECTRONIC_CERTIFIED_COPY', points: line['certCopy_score']! },
      givenOf('REUSED_DIGITIZED_DATA', line, 'reuse', dossiers),
      givenOf('SYNCED_WITH_DVCQG_PERSONAL_STORAGE', line, 'sync', dossiers),
      givenOf('CITIZEN_DATA_CONNECTED_DOSSIER', line, 'citDossier', dossiers),
      givenOf('CITIZEN_DATA_CONNECTED_FORMALITY', line, 'citForm'),
    ];
    holds('MDSH', readings, line['published_total']!, line['published_ratio']!, 22);
  });

  it('leaves metrics without dossiers empty, as the portal does: neither zero nor full', () => {
    const readings = criteriaOf('MDSH').map((metric): Given =>
      metric === 'ELECTRONIC_CERTIFIED_COPY'
        ? { metric, points: '2' }
        : { metric, numerator: '0', denominator: '0' },
    );
    expect(readings.map((given) => pointsOf(given)).filter((points) => points !== null)).toHaveLength(1);
    expect(exactText(groupPoints(readings))).toBe('2');
  });
});

describe('transparency', () => {
  const lines = read('transparency');
  it('gives the published points of each metric and of the group', () => {
    const total = lines.find((line) => line['metric'] === 'TOTAL')!;
    const readings = lines
      .filter((line) => line !== total)
      .map((line): Given => ({
        metric: line['metric']!,
        numerator: line['numerator'],
        denominator: line['denominator'],
        points: line['published_score'],
        percent: line['published_ratio'],
      }));
    holds('CKMB', readings, total['published_score']!, total['published_ratio']!, 18);
  });
});

describe('provinces', () => {
  const lines = read('provinces');
  it('adds six groups to the published total and ranks by it, equal totals sharing a rank', () => {
    const totals = lines.map((line) => {
      const points = sum(
        ['CKMB', 'TDGQ', 'CLGQ', 'MDSH', 'MDHL', 'TTTT'].map((group) => parseFraction(line[group]!)),
      );
      expect(exactText(points), line['code']).toBe(decimalOf(line['published_total']!));
      return { key: line['code']!, points };
    });
    const ranks = competitionRanks(totals as unknown as CohortMember[]);
    for (const line of lines)
      expect(ranks.get(line['code']!), line['code']).toBe(Number(line['competition_rank']));
    const tied = competitionRanks([
      { key: 'A', points: totals[0]!.points },
      { key: 'B', points: totals[0]!.points },
      { key: 'C', points: totals[1]!.points },
    ] as unknown as CohortMember[]);
    expect([...tied.values()]).toEqual([1, 1, 3]);
  });
});

describe('nation', () => {
  // 12 of 34 provinces are known: the group means themselves cannot be recomputed.
  const { published, published_ratio: ratios } = JSON.parse(
    readFileSync(new URL('service-index-national.json', import.meta.url), 'utf8'),
  ) as { published: Record<string, number>; published_ratio: Record<string, number> };
  it('has the sum of the rounded group means as its total, not the mean of totals 62.58', () => {
    const { total, ...groups } = published;
    const added = sum(Object.values(groups).map((points) => parseFraction(String(points))));
    expect(exactText(added)).toBe('62.59');
    expect(exactText(added)).toBe(String(total));
    expect(exactText(added)).not.toBe('62.58');
  });
  it('publishes ratios that differ from points over maximum where the means were rounded first', () => {
    const maxima = { CKMB: 18, TDGQ: 20, MDHL: 18, MDSH: 22 } as const;
    const differing = Object.entries(maxima)
      .map(([group, max]) => ({
        group,
        computed: percentOf(parseFraction(String(published[group])), max),
        published: String(ratios[group]),
      }))
      .filter((entry) => entry.computed !== entry.published);
    expect(differing).toEqual([
      {
        computed: '58.11',
        group: 'CKMB',
        published: '58.12',
      },
      {
        computed: '87.8',
        group: 'TDGQ',
        published: '87.78',
      },
      {
        computed: '56.89',
        group: 'MDHL',
        published: '56.87',
      },
      {
        computed: '43.68',
        group: 'MDSH',
        published: '43.67',
      },
    ]);
  });
});

function givenOf(metric: string, line: Line, prefix: string, denominator?: string): Given {
  return {
    metric,
    numerator: line[`${prefix}_num`],
    denominator: denominator ?? line[`${prefix}_den`],
    points: line[`${prefix}_score`],
  };
}

/** Every metric has its published points, none is reported as differing, and their sum and percentage are the published ones. */
function holds(group: string, readings: readonly Given[], total: string, ratio: string, max: number): void {
  expect(readings.map((given) => given.metric)).toEqual(criteriaOf(group));
  for (const given of readings) {
    expect(exactText(pointsOf(given)!), given.metric).toBe(decimalOf(given.points!));
    expect(differences(given), given.metric).toEqual([]);
  }
  const points = groupPoints(readings);
  expect(exactText(points)).toBe(decimalOf(total));
  expect(percentOf(points, max)).toBe(decimalOf(ratio));
}

function differences(given: Given): string[] {
  return outcomeOf(given)
    .findings.map((finding) => finding.message)
    .filter((message) => message.startsWith('published'));
}
