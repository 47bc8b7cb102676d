import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatDay, parseDay } from '../../rules/kit/day.ts';
import { ENTITIES } from '../../server/slices.ts';
import { codeOf } from '../../server/platform/model/entity.ts';
import { SMALL, scaled } from '../../server/sample/fictional/options.ts';
import type { ProvinceOptions } from '../../server/sample/fictional/options.ts';
import { generateProvince, provinceTables } from '../../server/sample/fictional/province.ts';
import type { Entry } from '../../server/sample/fictional/rows.ts';
import { writeFolder } from '../../server/sample/fictional/write-folder.ts';

const COMMITTED = join(import.meta.dirname, '../../server/sample/tinh-mau');
const entityByName = new Map(ENTITIES.map((entity) => [entity.name, entity]));

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'fictional-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** All files of a province as one text each. */
function textsOf(options: ProvinceOptions): Map<string, string> {
  return new Map(
    [...generateProvince(options)].map(({ file, header, rows }) => [
      file,
      [header, ...rows].map((line) => line.join('|')).join('\n'),
    ]),
  );
}

/** Rows by noun, in the order of the acts that record them. */
function heldIn(options: ProvinceOptions): Map<string, Entry[]> {
  return new Map([...provinceTables(options)].map(({ entity, rows }) => [entity.name, [...rows]]));
}

/** The latest version of every row of a noun, by code. */
function current(held: ReadonlyMap<string, readonly Entry[]>, name: string): Map<string, Entry['row']> {
  const entity = entityByName.get(name)!;
  return new Map((held.get(name) ?? []).map(({ row }) => [codeOf(entity, row), row]));
}

const acts = [...[...generateProvince(SMALL)].find(({ file }) => file === 'acts')!.rows];
const actNumber = new Map(acts.map(([act], number) => [act!, number]));
const numberOf = (entry: Entry): number => (entry.act === null ? 0 : actNumber.get(entry.act)!);

describe.each([
  ['the small province', SMALL],
  ['a province of 20 units', scaled(0.1)],
])('%s', (_, options) => {
  const held = heldIn(options);

  test('has no row that its noun refuses', () => {
    const refusals = [...held].flatMap(([name, entries]) => {
      const entity = entityByName.get(name)!;
      return entries.flatMap(({ row }) =>
        entity
          .check(row)
          .filter(({ severity }) => severity === 'REFUSED')
          .map(({ code }) => `${name} ${codeOf(entity, row)}: ${code}`),
      );
    });
    expect(refusals).toEqual([]);
  });

  test('gives every required column a value and restates a row only by a later act', () => {
    const wrong: string[] = [];
    for (const [name, entries] of held) {
      const entity = entityByName.get(name)!;
      const required = Object.entries(entity.columns).flatMap(([column, { nullable }]) =>
        nullable ? [] : [column],
      );
      const latest = new Map<string, number>();
      for (const entry of entries) {
        const code = codeOf(entity, entry.row);
        for (const column of required)
          if (entry.row[column] === undefined || entry.row[column] === null)
            wrong.push(`${name} ${code}: ${column}`);
        if ((latest.get(code) ?? -1) >= numberOf(entry)) wrong.push(`${name} ${code} stands twice`);
        latest.set(code, numberOf(entry));
      }
    }
    expect(wrong).toEqual([]);
  });

  test('points only to rows recorded by the same or an earlier act', () => {
    const first = new Map(
      [...held].map(([name, entries]) => {
        const entity = entityByName.get(name)!;
        const numbers = new Map<string, number>();
        for (const entry of entries) {
          const code = codeOf(entity, entry.row);
          numbers.set(code, Math.min(numbers.get(code) ?? Infinity, numberOf(entry)));
        }
        return [name, numbers];
      }),
    );
    const wrong: string[] = [];
    for (const [name, entries] of held) {
      for (const [column, declared] of Object.entries(entityByName.get(name)!.columns)) {
        if ((declared.type !== 'code' && declared.type !== 'codes') || declared.of === null) continue;
        for (const entry of entries) {
          const value = entry.row[column] as string | readonly string[] | null;
          for (const code of value === null ? [] : typeof value === 'string' ? [value] : value) {
            const known = first.get(declared.of)?.get(code) ?? Infinity;
            if (known > numberOf(entry)) wrong.push(`${name}.${column} → ${code}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('has one head of a unit at a time', () => {
    const heads = [...current(held, 'appointment').values()].filter(({ role }) => role !== 'DEPUTY');
    for (const a of heads) {
      for (const b of heads) {
        if (a === b || a['unit'] !== b['unit']) continue;
        const ends = (post: typeof a) => (post['to'] as number | null) ?? Infinity;
        const apart = ends(a) <= (b['from'] as number) || ends(b) <= (a['from'] as number);
        expect(apart, `${String(a['code'])} and ${String(b['code'])}`).toBe(true);
      }
    }
  });

  test('says that every name is fictional', () => {
    for (const [name, column] of [
      ['unit', 'name'],
      ['leader', 'label'],
      ['appointment', 'post'],
      ['plan', 'title'],
      ['taskGroup', 'title'],
      ['task', 'title'],
      ['metric', 'title'],
      ['document', 'title'],
      ['reportDuty', 'title'],
      ['obstacle', 'title'],
      ['initiative', 'title'],
    ] as const) {
      for (const { row } of held.get(name) ?? []) {
        const { vi, en } = row[column] as { vi: string; en: string };
        expect(vi, name).toContain('(hư cấu)');
        expect(en, name).toContain('(fictional)');
      }
    }
    for (const { row } of held.get('document')!) expect(row['kind']).toBe('FICTION');
    for (const [name, entries] of held) {
      if (name === 'period' || !('code' in entityByName.get(name)!.columns)) continue;
      for (const { row } of entries) expect(row['code']).toMatch(/^HC-/);
    }
  });
});

describe('the generator', () => {
  test('gives the same bytes for the same seed and others for another', () => {
    expect(textsOf(SMALL)).toEqual(textsOf(SMALL));
    const other = textsOf({ ...SMALL, seed: 7 });
    expect(other.get('readings')).not.toEqual(textsOf(SMALL).get('readings'));
    expect(other.get('units')).toEqual(textsOf(SMALL).get('units'));
  });

  test('counts what a scale promises', () => {
    const held = heldIn(scaled(0.1));
    const count = (name: string) => held.get(name)!.length;
    expect(count('unit')).toBe(20 + 1);
    expect(count('leader')).toBe(60 + 1);
    expect(count('task')).toBe(2_000);
    expect(count('metric')).toBe(60);
    expect(count('reading')).toBe(20 * 60 * 24);
    expect(count('target')).toBe(20 * 60 * 8);
    expect(count('reportDuty')).toBe(20 * 8);
    expect(count('submission')).toBe(20 * 8 * 24);
    expect(scaled(1)).toMatchObject({ units: 200, tasks: 20_000 });
    expect(scaled(10)).toMatchObject({ units: 2_000, tasks: 200_000 });
  });

  test('writes the folder that stands in the repository, byte for byte', () => {
    writeFolder(join(scratch, 'small'), SMALL);
    const written = readdirSync(join(scratch, 'small')).toSorted();
    expect(
      readdirSync(COMMITTED)
        .filter((name) => name.endsWith('.csv'))
        .toSorted(),
    ).toEqual(written);
    let size = 0;
    for (const name of written) {
      const text = readFileSync(join(scratch, 'small', name), 'utf8');
      expect(readFileSync(join(COMMITTED, name), 'utf8') === text, `${name} is not as generated`).toBe(true);
      size += Buffer.byteLength(text);
      expect(() => parse(text), name).not.toThrow();
    }
    expect(size).toBeLessThan(1_500_000);
  });
});

describe('the cast', () => {
  const held = heldIn(SMALL);
  const readme = readFileSync(join(COMMITTED, 'README.md'), 'utf8');

  test('is named in the README only by codes that exist', () => {
    const codes = new Set([...held.keys()].flatMap((name) => [...current(held, name).keys()]));
    const named = [...readme.matchAll(/`(HC-[A-Z0-9-]+)`/g)].map(([, code]) => code!);
    expect(named.length).toBeGreaterThan(60);
    for (const code of named) expect(codes.has(code), code).toBe(true);
  });

  test('declares the heads of 2026-Q2 complete, and not those of 2026-Q3', () => {
    const cohorts = [...current(held, 'cohort').values()];
    expect(cohorts.map(({ period, group, headcount }) => ({ period, group, headcount }))).toEqual([
      { period: '2026-Q2', group: 'HEAD', headcount: 14 },
    ]);
  });

  test('assesses every head of 2026-Q2 on all six criteria, so that no total stays open', () => {
    const marks = [...current(held, 'assessment').values()].filter(({ period }) => period === '2026-Q2');
    const [from, to] = [parseDay('2026-04-01'), parseDay('2026-07-01')];
    const posts = [...current(held, 'appointment').values()].filter(
      (post) => (post['from'] as number) < to && ((post['to'] as number | null) ?? to) > from,
    );
    for (const post of posts) {
      const own = marks.filter(({ leader, unit }) => leader === post['leader'] && unit === post['unit']);
      expect(new Set(own.map(({ criterion }) => criterion)).size, String(post['code'])).toBe(6);
    }
  });

  test('restates one reading and one acceptance by the correction of August 2026', () => {
    const restated = [...held].flatMap(([name, entries]) =>
      entries
        .filter(({ act }) => act === '2026-08-correction')
        .map(({ row }) => codeOf(entityByName.get(name)!, row)),
    );
    expect(restated.toSorted()).toEqual([
      'HC-CT-01/HC-X-08/2026-05-01/2026-05-31/HC-HE-THONG',
      'HC-NVM-DINH-CHINH',
    ]);
  });

  test('leaves figures out where the README says so', () => {
    const readings = [...current(held, 'reading').values()];
    const of = (metric: string, unit: string) =>
      readings
        .filter((row) => row['metric'] === metric && row['unit'] === unit)
        .map((row) => formatDay(row['coversTo'] as number));
    expect(of('HC-CT-02', 'HC-X-03').at(-1)).toBe('2026-06-30');
    expect(of('HC-CT-06', 'HC-X-04').at(-1)).toBe('2026-06-30');
    expect(of('HC-CT-01', 'HC-SO-TC')[0]).toBe('2025-04-30');
    expect(of('HC-CT-01', 'HC-SO-KHDT').at(-1)).toBe('2025-02-28');
    expect(of('HC-CT-03', 'HC-X-01')[0]).toBe('2025-10-31');
    const zero = readings.filter((row) => row['denominator'] === 0n);
    expect(new Set(zero.map((row) => `${String(row['metric'])} ${String(row['unit'])}`))).toEqual(
      new Set(['HC-CT-07 HC-X-05']),
    );
  });
});
