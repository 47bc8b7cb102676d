// Cards of the sample of Phu Tho Province, through the engine: what the portal published must stand on the lines.
import { describe, expect, it } from 'vitest';
import type { CardBody, LineBody } from '../../plugins/engine/card-body.ts';
import { cardBody } from '../../plugins/engine/card.ts';
import { evaluateCard } from '../../plugins/engine/evaluate.ts';
import { makePlan } from '../../plugins/engine/plan.ts';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import { serviceIndex } from '../../plugins/service-index/plugin.ts';
import { readingFact } from '../../rules/facts/reading.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { exactText, parseFraction, subtract, sum } from '../../rules/kit/fraction.ts';
import type { UnitKind } from '../../rules/kit/subject.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { periodNamed } from '../../rules/kit/period.ts';
import { rowOf } from '../../rules/kit/case-rows.ts';
import { table } from './service-index-points.ts';

const sample = (file: string) => table(`server/sample/phu-tho-2026-q3/${file}.csv`);
const units = sample('units').filter((line) => line['code'] !== 'DVCQG');
const readings = sample('readings');
const totals = sample('published-totals');
const period = periodNamed('2026-Q3');

const plan = makePlan(
  {
    scheme: 'service-index',
    number: 1,
    example: false,
    configuration: SchemeConfiguration.parse({
      title: { vi: 'Bộ chỉ số 766', en: 'Index of Decision 766' },
      subject: 'UNIT',
      periodKinds: ['QUARTER'],
      parts: [{ plugin: serviceIndex.id }],
      renormalise: 'NONE',
      rounding: { step: 'CRITERION', places: 2, mode: 'HALF_UP' },
    }),
  },
  new Map([[serviceIndex.id, serviceIndex]]),
  new Map(),
  period,
  new WorkingCalendar(() => 'golden', []),
);

function cardOf(unit: string, kind: UnitKind): CardBody {
  const rows = readings
    .filter((line) => line['unit'] === unit)
    .map((line) =>
      rowOf(
        readingFact,
        {
          ...Object.fromEntries(
            ['metric', 'kind', 'source', 'coversFrom', 'coversTo', 'measuredAt'].map((name) => [
              name,
              line[name],
            ]),
          ),
          ...Object.fromEntries(
            ['numerator', 'denominator', 'publishedPoints', 'publishedPercent']
              .filter((name) => line[name] !== '')
              .map((name) => [name, line[name]]),
          ),
          tags: line['tags'] === '' ? [] : line['tags']!.split(';'),
          code: `${line['metric']}/${unit}`,
          reportedBy: 'DVCQG',
        },
        period.from,
      ),
    );
  const subject = {
    kind: 'UNIT',
    unit,
    unitKind: kind,
    superiorUnit: unit === 'H44' ? null : 'H44',
  } as const;
  const known = { subject, facts: { reading: rows as never }, inherited: {} };
  return cardBody(evaluateCard(plan, known, parseDay('2026-09-30')));
}

const groupsOf = (card: CardBody): readonly LineBody[] => card.lines[0]!.children;

describe.each(units)('$code $name.vi', (unit) => {
  const card = cardOf(unit['code']!, unit['kind'] as UnitKind);

  it('shows the published points of every published group, the other groups open and not lost', () => {
    const published = new Map(
      totals
        .filter((line) => line['unit'] === unit['code'])
        .map((line) => [line['line']!, line['points']!] as const),
    );
    for (const group of groupsOf(card)) {
      const given = published.get(group.id);
      if (given === undefined) expect([group.points, group.open], group.id).toEqual(['0', group.max]);
      else expect([group.points, group.open], group.id).toEqual([exactText(parseFraction(given)), '0']);
    }
    const known = sum([...published.values()].map(parseFraction));
    expect(card.points).toBe(exactText(known));
    expect(card.max).toBe('100');
  });

  it('gives no class while points are open, charges none of them, and cites every reading', () => {
    expect(card.rating).toBeNull();
    expect(card.gaps.length).toBeGreaterThan(0);
    expect(card.gaps.filter((gap) => gap.charged)).toEqual([]);
    const own = readings.filter((line) => line['unit'] === unit['code']);
    expect(card.evidence['reading'] ?? []).toHaveLength(own.length);
  });

  it('adds up line by line, roundings included', () => {
    for (const group of groupsOf(card)) {
      const children = sum(group.children.map((line) => parseFraction(line.points)));
      expect(exactText(children), group.id).toBe(group.points);
      for (const line of group.children) {
        const rounded = sum(line.adjustments.map((entry) => parseFraction(entry.points)));
        const exact = subtract(parseFraction(line.points), rounded);
        const share = parseFraction(line.criterion!.share!);
        const max = parseFraction(line.max);
        expect(exact, line.id).toEqual(parseFraction(`${share.n * max.n}/${share.d * max.d}`));
      }
    }
  });
});

describe('the province', () => {
  it('has 52.98 points, 12 open for want of the online-service group', () => {
    const card = cardOf('H44', 'PROVINCE');
    expect([card.points, card.open]).toEqual(['52.98', '12']);
    expect(card.gaps.map((gap) => [gap.line, gap.what.message, gap.owedBy])).toEqual([
      ['service-index/CLGQ_AS_PUBLISHED', 'noReading', null],
    ]);
    expect(card.losses[0]).toMatchObject({ line: 'service-index/PUBLISH_ON_TIME', points: '6' });
  });
});
