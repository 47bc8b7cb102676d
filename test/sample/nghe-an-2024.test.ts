import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Column, Columns, Row } from '../../rules/kit/columns.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { ENTITIES } from '../../server/slices.ts';
import type { AnyEntity } from '../../server/platform/model/entity.ts';
import { codeOf } from '../../server/platform/model/entity.ts';

type RowText = Readonly<Record<string, string>>;

const FOLDER = join(import.meta.dirname, '../../server/sample/nghe-an-2024');
const entityByFile = new Map(ENTITIES.map((entity) => [entity.file, entity]));
const entityByName = new Map(ENTITIES.map((entity) => [entity.name, entity]));

/** A CSV file of the folder: its header and its rows, every row with as many cells as the header. */
function read(file: string): { header: string[]; rows: RowText[] } {
  const [header = [], ...lines] = parse(readFileSync(join(FOLDER, `${file}.csv`), 'utf8'));
  return {
    header,
    rows: lines.map((line) => Object.fromEntries(header.map((name, at) => [name, line[at]!]))),
  };
}

const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => name.replace(/\.csv$/, ''));
const files = new Map(names.map((name) => [name, read(name)]));
const acts = read('acts').rows;
const actNumber = new Map(acts.map((act, number) => [act['act']!, number]));
const data = names.filter((name) => name !== 'authority' && name !== 'acts');

const rowsOf = (file: string): RowText[] => files.get(file)!.rows;
const numberOfAct = (cells: RowText): number => actNumber.get(cells['act'] ?? acts[0]!['act']!)!;

function headerOf(entity: AnyEntity): string[] {
  return Object.entries(entity.columns).flatMap(([name, column]) =>
    column.type === 'label' ? [`${name}.vi`, `${name}.en`] : [name],
  );
}

const listOf = (cell: string): string[] => (cell === '' ? [] : cell.split(';'));

/** The value of one cell as the format of a data folder defines it. @throws RangeError when it is not of its column's kind. */
function valueOf(name: string, column: Column, cells: RowText): unknown {
  if (column.type === 'label') {
    const label = { vi: cells[`${name}.vi`]!, en: cells[`${name}.en`]! };
    if (label.vi.trim() === '' || label.en.trim() === '') throw new RangeError(`${name}: both languages`);
    return label;
  }
  // A file may leave out columns that need no value.
  const cell = cells[name] ?? '';
  if (column.type === 'codes') return listOf(cell);
  if (column.type === 'days') return listOf(cell).map(parseDay);
  if (column.type === 'flag') {
    if (!['', 'true', 'false'].includes(cell)) throw new RangeError(`${name}: "${cell}" is no flag`);
    return cell === 'true';
  }
  if (cell === '') {
    if (!column.nullable) throw new RangeError(`${name}: required`);
    return null;
  }
  switch (column.type) {
    case 'day':
      return parseDay(cell);
    case 'count':
      if (!/^\d+$/.test(cell)) throw new RangeError(`${name}: "${cell}" is no count`);
      return Number(cell);
    case 'quantity': {
      const match = /^(-?\d+)(?:\.(\d+))?$/.exec(cell);
      const decimals = match?.[2] ?? '';
      if (!match || decimals.length > column.scale) throw new RangeError(`${name}: "${cell}" is no quantity`);
      return BigInt(match[1]! + decimals.padEnd(column.scale, '0'));
    }
    case 'choice':
      if (!column.values.includes(cell)) throw new RangeError(`${name}: "${cell}" is no choice`);
      return cell;
    case 'code':
    case 'text':
      return cell;
    default:
      return column satisfies never;
  }
}

function rowOf(entity: AnyEntity, cells: RowText): Row<Columns> {
  return Object.fromEntries(
    Object.entries(entity.columns).map(([name, column]) => [name, valueOf(name, column, cells)]),
  ) as Row<Columns>;
}

/** Codes of a noun with the number of the first act that recorded each. */
function recorded(entity: AnyEntity): Map<string, number> {
  const first = new Map<string, number>();
  for (const cells of files.get(entity.file)?.rows ?? []) {
    const code = codeOf(entity, rowOf(entity, cells));
    first.set(code, Math.min(first.get(code) ?? Infinity, numberOfAct(cells)));
  }
  return first;
}

/** The latest version of every row of a file, by code. */
function current(file: string): RowText[] {
  const entity = entityByFile.get(file)!;
  const latest = new Map<string, RowText>();
  for (const cells of rowsOf(file).toSorted((a, b) => numberOfAct(a) - numberOfAct(b)))
    latest.set(codeOf(entity, rowOf(entity, cells)), cells);
  return [...latest.values()];
}

const inForce = (from: string, to: string, on: string): boolean => from <= on && (to === '' || on < to);

describe('the folder nghe-an-2024', () => {
  test('names its authority, whose root unit exists, and its acts in order', () => {
    const { header, rows } = read('authority');
    expect(header).toEqual(['code', 'name.vi', 'name.en', 'rootUnit']);
    expect(rows).toHaveLength(1);
    expect(rowsOf('units').map((unit) => unit['code'])).toContain(rows[0]!['rootUnit']);
    expect(read('acts').header).toEqual(['act', 'recordedAt', 'actor', 'note']);
    const instants = acts.map((act) => act['recordedAt']!);
    for (const instant of instants) expect(instant).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00$/);
    expect([...new Set(instants)].toSorted()).toEqual(instants);
  });

  test.each(data)('%s.csv has the columns of its noun, and every cell reads as its column', (file) => {
    const entity = entityByFile.get(file);
    expect(entity, 'a noun of that file name').toBeDefined();
    const { header, rows } = files.get(file)!;
    expect(header.filter((name) => name !== 'act')).toEqual(headerOf(entity!));
    expect(rows.length).toBeGreaterThan(0);
    for (const cells of rows) {
      expect(() => rowOf(entity!, cells), JSON.stringify(cells)).not.toThrow();
      if (header.includes('act')) expect([...actNumber.keys()]).toContain(cells['act']);
    }
  });

  test.each(data)('%s.csv holds a row once per act', (file) => {
    const entity = entityByFile.get(file)!;
    const keys = rowsOf(file).map(
      (cells) => `${codeOf(entity, rowOf(entity, cells))} @ ${numberOfAct(cells)}`,
    );
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test('its rows raise one warning, for the published figure that does not add up, and no refusal', () => {
    const raised = data.flatMap((file) => {
      const entity = entityByFile.get(file)!;
      return rowsOf(file).flatMap((cells) => {
        const row = rowOf(entity, cells);
        return entity.check(row).map(({ severity, code }) => [codeOf(entity, row), severity, code]);
      });
    });
    expect(raised).toEqual([['DL-2024-TTHC-CAP-XA', 'FLAGGED', 'PARTS_DO_NOT_ADD_UP']]);
  });

  test('every reference resolves inside the folder, to something recorded no later', () => {
    const dangling = data.flatMap((file) => {
      const entity = entityByFile.get(file)!;
      return Object.entries(entity.columns).flatMap(([name, column]) => {
        if ((column.type !== 'code' && column.type !== 'codes') || column.of === null) return [];
        const known = recorded(entityByName.get(column.of)!);
        return rowsOf(file).flatMap((cells) =>
          listOf(cells[name]!)
            .filter((code) => !((known.get(code) ?? Infinity) <= numberOfAct(cells)))
            .map((code) => `${file}.${name}: ${code}`),
        );
      });
    });
    expect(dangling).toEqual([]);
  });

  test('every figure, task and duty names its document', () => {
    const figures = 'plans tasks obstacles report-duties metrics targets readings partitions index-results';
    for (const file of figures.split(' '))
      expect(
        rowsOf(file).filter((cells) => cells['document'] === ''),
        file,
      ).toEqual([]);
  });

  test('leaders are called by post, and nobody is addressed by name', () => {
    const posts = {
      vi: /^(Giám đốc|Chủ tịch|Chánh Văn phòng|Trưởng ban) /,
      en: /^(Director|Chairman|Chief|Head) /,
    };
    for (const leader of rowsOf('leaders')) {
      expect(leader['label.vi']).toMatch(posts.vi);
      expect(leader['label.en']).toMatch(posts.en);
    }
    for (const appointment of rowsOf('appointments')) {
      expect(appointment['post.vi']).toMatch(posts.vi);
      expect(appointment['post.en']).toMatch(posts.en);
    }
    const address = /(?<!\p{L})(ông|bà|đồng chí|Mr|Mrs|Ms|comrade)(?!\p{L})/iu;
    const addressed = [...files].flatMap(([file, { rows }]) =>
      rows.filter((cells) => Object.values(cells).some((cell) => address.test(cell))).map(() => file),
    );
    expect(addressed).toEqual([]);
  });
});

describe('the organisation it records', () => {
  const units = current('units');

  test.each([
    ['2024-12-31', 'DEPARTMENT', 20],
    ['2025-02-28', 'DEPARTMENT', 20],
    ['2025-03-01', 'DEPARTMENT', 14],
    ['2024-11-30', 'DISTRICT', 9],
    ['2024-12-01', 'DISTRICT', 8],
    ['2025-07-01', 'DISTRICT', 0],
  ])('on %s has, of kind %s, %i', (on, kind, expected) => {
    const open = units.filter(
      (unit) => unit['kind'] === kind && inForce(unit['openedOn']!, unit['closedOn']!, on),
    );
    expect(open).toHaveLength(expected);
  });

  test('every closed unit has a successor, or ended with the district level', () => {
    const passed = new Set(rowsOf('unit-lineage').map((edge) => edge['predecessor']));
    const orphans = units.filter((unit) => unit['closedOn'] !== '' && !passed.has(unit['code']));
    expect(orphans.map((unit) => [unit['kind'], unit['closedOn']])).toEqual(
      orphans.map(() => ['DISTRICT', '2025-07-01']),
    );
  });

  test('nobody heads a unit while it does not exist, and no unit has two heads at once', () => {
    const heads = current('appointments');
    for (const unit of units) {
      const code = unit['code']!;
      const spans = heads
        .filter((head) => head['unit'] === code)
        .map((head) => [head['from']!, head['to']!])
        .toSorted(([first], [second]) => (first! < second! ? -1 : 1));
      for (const [from, to] of spans) {
        expect(from! >= unit['openedOn']!, code).toBe(true);
        if (unit['closedOn'] !== '') expect(to! !== '' && to! <= unit['closedOn']!, code).toBe(true);
      }
      spans.slice(1).forEach(([from], at) => expect(spans[at]![1]! <= from!, code).toBe(true));
    }
  });

  test('the departments opened on 1 March 2025 have their heads two days later', () => {
    const opened = units.filter((unit) => unit['openedOn'] === '2025-03-01').map((unit) => unit['code']);
    const heads = rowsOf('appointments').filter((head) => opened.includes(head['unit']));
    expect(opened).toHaveLength(7);
    expect(heads.map((head) => head['from'])).toEqual(opened.map(() => '2025-03-03'));
  });

  test('everybody who answers for a task or a target of 2024 holds a post', () => {
    const headed = new Set(rowsOf('appointments').map((appointment) => appointment['unit']));
    const owing = [
      ...rowsOf('tasks').map((task) => task['leadUnit']),
      ...rowsOf('targets').map((target) => target['unit']),
      ...rowsOf('obstacles').map((obstacle) => obstacle['owedBy']),
    ];
    expect(owing.filter((unit) => !headed.has(unit))).toEqual([]);
  });
});

describe('the figures it records', () => {
  test('are the published ones', () => {
    const readings = rowsOf('readings').map((reading) =>
      ['kind', 'numerator', 'denominator', 'publishedPercent'].map((name) => reading[name]).join('|'),
    );
    expect(readings.toSorted()).toEqual(
      [
        'PERCENTAGE|5.62||5.62',
        'RATIO|4|5|',
        'RATIO|3350|3351|',
        'RATIO|3343|3351|99.76',
        'RATIO|3294|3294|100',
        'RATIO|645|645|100',
        'PERCENTAGE|88.9||88.9',
        'COUNT|3555||',
      ].toSorted(),
    );
    expect(rowsOf('partitions').map(({ total, parts }) => [total, parts])).toEqual([
      ['38', '6;20;12'],
      ['261', '111;150'],
      ['156', '36;114'],
    ]);
  });

  test('hold no completion of any task, since none was published', () => {
    const completion = 'doneQuantity acceptedQuantity startedOn submittedOn acceptedSubmissionOn acceptedOn';
    for (const task of rowsOf('tasks'))
      for (const name of completion.split(' ')) expect(task[name], task['code']).toBe('');
  });

  test('leave the progress of every task to another unit than its lead unit', () => {
    for (const { code, leadUnit, progressOwedBy } of rowsOf('tasks'))
      expect(progressOwedBy, code).toBe(leadUnit === 'NA-CONG-AN' ? 'NA-VP-UBND' : 'NA-CONG-AN');
  });

  test('claim no clearness of an assignment that was read in translation only', () => {
    for (const { code, clearRecorded, clear } of rowsOf('tasks'))
      expect([clearRecorded, clear], code).toEqual(['false', '']);
  });

  test('name units of the folder wherever the configuration says who owes a record', () => {
    const named = rowsOf('plugin-revisions').flatMap(({ configuration }) =>
      [...configuration!.matchAll(/"\w*[oO]wedBy":"([^"]+)"/g)].map((match) => match[1]!),
    );
    const known = new Set(rowsOf('units').map((unit) => unit['code']));
    expect(named).toHaveLength(3);
    expect(named.filter((unit) => !known.has(unit))).toEqual([]);
  });

  test('leave every missing result of a target to the standing agency, never to the unit judged', () => {
    const reporter = new Map(rowsOf('metrics').map((metric) => [metric['code'], metric['reportedBy']]));
    expect(new Set(rowsOf('targets').map((target) => reporter.get(target['metric'])))).toEqual(
      new Set(['NA-CONG-AN']),
    );
  });
});
