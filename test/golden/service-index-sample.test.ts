// The data folders of the service index: every cell fits its column, every published total is what the readings add up to.
import { existsSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, exactText, parseFraction, sum } from '../../rules/kit/fraction.ts';
import { parseDay } from '../../rules/kit/day.ts';
import type { Column } from '../../rules/kit/columns.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { serviceIndex } from '../../plugins/service-index/plugin.ts';
import { ENTITIES } from '../../server/slices.ts';
import { codeOf } from '../../server/platform/model/entity.ts';
import type { AnyEntity } from '../../server/platform/model/entity.ts';
import { quantityOf } from '../../rules/kit/case-rows.ts';
import type { Given, Line } from './service-index-points.ts';
import { criteriaOf, groupPoints, table } from './service-index-points.ts';

const FOLDERS = ['phu-tho-2026-q3', 'national-766-2026-10-10'] as const;
const byFile = new Map(ENTITIES.map((entity) => [entity.file, entity]));
const pathOf = (folder: string, file: string) => `server/sample/${folder}/${file}.csv`;
const filesOf = (folder: string) =>
  globSync(`server/sample/${folder}/*.csv`).map((path) => basename(path, '.csv'));

function valueOf(column: Column, line: Line, name: string): unknown {
  if (column.type === 'label') return { vi: cellOf(line, `${name}.vi`), en: cellOf(line, `${name}.en`) };
  const cell = line[name] ?? '';
  if (column.type === 'codes') return cell === '' ? [] : cell.split(';');
  if (column.type === 'days') return cell === '' ? [] : cell.split(';').map(parseDay);
  if (column.type === 'flag') {
    expect(['', 'true', 'false']).toContain(cell);
    return cell === 'true';
  }
  if (cell === '') {
    expect(column.nullable, `${name} is empty`).toBe(true);
    return null;
  }
  if (column.type === 'day') return parseDay(cell);
  if (column.type === 'quantity') return quantityOf(cell, column.scale);
  if (column.type === 'count') {
    expect(cell).toMatch(/^\d+$/);
    return Number(cell);
  }
  if (column.type === 'choice') expect(column.values).toContain(cell);
  return cell;
}

function cellOf(line: Line, name: string): string {
  expect(line[name], name).toBeTruthy();
  return line[name]!;
}

const rowOf = (entity: AnyEntity, line: Line) =>
  Object.fromEntries(
    Object.entries(entity.columns).map(([name, column]) => [name, valueOf(column, line, name)]),
  );

describe.each(FOLDERS)('%s', (folder) => {
  const acts = table(pathOf(folder, 'acts')).map((line) => line['act']);

  it('has an authority, its root unit and acts in the order of their instants', () => {
    const [authority] = table(pathOf(folder, 'authority'));
    expect(Object.keys(authority!)).toEqual(['code', 'name.vi', 'name.en', 'rootUnit']);
    expect(table(pathOf(folder, 'units')).map((line) => line['code'])).toContain(authority!['rootUnit']);
    const instants = table(pathOf(folder, 'acts')).map((line) => line['recordedAt']!);
    for (const instant of instants) expect(instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/);
    expect(instants).toEqual(instants.toSorted());
    expect(existsSync(`server/sample/${folder}/README.md`)).toBe(true);
  });

  it.each(filesOf(folder).filter((file) => file !== 'acts' && file !== 'authority'))(
    '%s.csv fits its noun, refuses nothing, points only to what exists',
    (file) => {
      const entity = byFile.get(file)!;
      const lines = table(pathOf(folder, file));
      const columns = Object.entries(entity.columns).flatMap(([name, column]) =>
        column.type === 'label' ? [`${name}.vi`, `${name}.en`] : [name],
      );
      expect(Object.keys(lines[0]!).filter((name) => name !== 'act')).toEqual(columns);
      const codes = new Set<string>();
      for (const line of lines) {
        const row = rowOf(entity, line);
        const code = codeOf(entity, row);
        expect(codes, code).not.toContain(code);
        codes.add(code);
        expect(entity.check(row as never), code).toEqual([]);
        if (line['act'] !== undefined && line['act'] !== '') expect(acts).toContain(line['act']);
        for (const [name, column] of Object.entries(entity.columns)) {
          if (!('of' in column) || column.of === null || row[name] === null) continue;
          const target = ENTITIES.find((other) => other.name === column.of)!;
          const known = table(pathOf(folder, target.file)).map((entry) => entry[target.key[0]!]);
          expect(known, `${code} ${name}`).toContain(row[name]);
        }
      }
    },
  );
});

describe('Phú Thọ', () => {
  const readings = table(pathOf('phu-tho-2026-q3', 'readings'));
  const totals = table(pathOf('phu-tho-2026-q3', 'published-totals'));
  const givenOf = (unit: string, group: string): Given[] =>
    readings
      .filter((line) => line['unit'] === unit && criteriaOf(group).includes(line['metric']!))
      .map((line) => ({
        metric: line['metric']!,
        numerator: line['numerator'],
        denominator: line['denominator'],
        points: line['publishedPoints'],
        percent: line['publishedPercent'],
      }));

  /** The group whose line of the card a total was published for. */
  const groupOf = (line: Line): string => {
    expect(line['line']).toMatch(/^service-index\/[A-Z]{4}$/);
    return line['line']!.slice('service-index/'.length);
  };

  it('has a metric for every criterion', () => {
    const metrics = table(pathOf('phu-tho-2026-q3', 'metrics')).map((line) => line['code']);
    expect(metrics).toEqual(expect.arrayContaining(serviceIndex.criteria.map(({ id }) => id)));
    expect(metrics).toHaveLength(serviceIndex.criteria.length);
  });

  it('adds up to every published group total, from a complete set of readings', () => {
    expect(totals).toHaveLength(54);
    for (const line of totals) {
      const group = groupOf(line);
      const given = givenOf(line['unit']!, group);
      expect(given.map(({ metric }) => metric).toSorted()).toEqual(criteriaOf(group).toSorted());
      expect(exactText(groupPoints(given)), `${line['unit']} ${line['line']}`).toBe(
        exactText(parseFraction(line['points']!)),
      );
    }
    const metrics = totals.flatMap((line) => criteriaOf(groupOf(line)));
    expect(readings).toHaveLength(metrics.length);
  });

  it('knows 52.98 of 100 points of the province; only the 12 of online services stay open', () => {
    const known = sum(
      ['CKMB', 'TDGQ', 'TTTT', 'MDSH', 'MDHL'].map((group) => groupPoints(givenOf('H44', group))),
    );
    expect(exactText(known)).toBe('52.98');
    expect(givenOf('H44', 'CLGQ')).toEqual([]);
  });

  it('closes only weekdays and works only on weekends, in exchange one for one', () => {
    const [year] = table(pathOf('phu-tho-2026-q3', 'calendar-years'));
    const plain = new WorkingCalendar(() => 'plain', []);
    const closed = year!['closed']!.split(';').map(parseDay);
    const worked = year!['worked']!.split(';').map(parseDay);
    expect(closed.filter((day) => !plain.isWorking(day))).toEqual([]);
    expect(worked.filter((day) => plain.isWorking(day))).toEqual([]);
    expect(worked).toHaveLength(2);
  });
});

describe('provinces', () => {
  const results = table(pathOf('national-766-2026-10-10', 'index-results'));
  it('has group points within their maxima that add up to each total', () => {
    for (const total of results.filter((line) => line['component'] === 'total')) {
      const parts = results.filter((line) => line['unit'] === total['unit'] && line['component'] !== 'total');
      expect(exactText(sum(parts.map((line) => parseFraction(line['points']!)))), total['unit']).toBe(
        exactText(parseFraction(total['points']!)),
      );
      expect(exactText(sum(parts.map((line) => parseFraction(line['maxPoints']!))))).toBe('100');
      for (const line of parts)
        expect(
          compare(parseFraction(line['points']!), parseFraction(line['maxPoints']!)),
        ).toBeLessThanOrEqual(0);
    }
    expect(results.filter((line) => line['component'] === 'total')).toHaveLength(13);
  });
});
