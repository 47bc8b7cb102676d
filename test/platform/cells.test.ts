import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Columns } from '../../rules/kit/columns.ts';
import {
  choice,
  code,
  codes,
  count,
  day,
  days,
  flag,
  label,
  optional,
  quantity,
  text,
} from '../../rules/kit/columns.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { readText, readValue, textOfValues } from '../../server/platform/ledger/row-text.ts';

const COLUMNS = {
  code: code('Mã', 'Code'),
  title: label('Tên', 'Title'),
  about: optional(text('Nội dung', 'Text')),
  on: day('Ngày', 'Day'),
  until: optional(day('Đến', 'Until')),
  people: count('Số người', 'People'),
  share: quantity('Tỷ lệ', 'Share', 2),
  open: flag('Mở', 'Open'),
  kind: choice('Loại', 'Kind', ['ONE', 'TWO']),
  units: codes('Cơ quan', 'Units'),
  closed: days('Ngày nghỉ', 'Days off'),
} as const satisfies Columns;

/** What a fault of the API says, as "path: words". */
function faults(columns: Columns, given: Readonly<Record<string, unknown>>): string[] {
  return readValue(columns)(given).problems.map(({ path, message }) => `${path}: ${message.en}`);
}

describe('both entrances', () => {
  const written = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom('', ' A ', 'e\u0301', '\u0007', '\ud800', 'x'.repeat(121)),
  );
  const someDay = fc.integer({ min: -719_700, max: 30_000 });
  const row = fc.record(
    {
      code: written,
      title: fc.record({ vi: written, en: written }),
      about: fc.option(written),
      on: someDay,
      until: fc.option(someDay),
      people: fc.integer({ min: -2, max: 2_147_483_647 }),
      share: fc.constantFrom('1', '1.25', '1.255', '-0.10', '92233720368547758.07', '92233720368547758.08'),
      open: fc.boolean(),
      kind: fc.constantFrom('ONE', 'TWO', 'THREE'),
      // A file parts its lists by semicolons, so neither a semicolon nor an empty part can be written in one.
      units: fc.array(written.filter((one) => !/[;\u037e]/u.test(one) && one.trim() !== '')),
      closed: fc.array(someDay),
    },
    { requiredKeys: [] },
  );

  it('read the same row, and find the same problems', () => {
    fc.assert(
      fc.property(row, (given) => {
        const cells = new Map(Object.entries(textOfValues(COLUMNS, given)));
        const read = readValue(COLUMNS)(given);
        const fromText = readText(COLUMNS)(cells);
        expect(read.problems).toEqual(fromText.problems);
        if (read.problems.length === 0) expect(read.row).toEqual(fromText.row);
      }),
    );
  });
});

describe('a value of the API', () => {
  it('is kept in NFC and without outer blanks; blank is nothing', () => {
    const read = readValue({ about: COLUMNS.about, units: COLUMNS.units, people: COLUMNS.people });
    expect(read({ about: ' e\u0301 ', units: [' B '], people: -0 }).row).toEqual({
      about: 'é',
      units: ['B'],
      people: 0,
    });
    expect(read({ about: '  ', people: 0 }).row).toEqual({ about: null, units: [], people: 0 });
  });

  it('names the part of a label that is missing', () => {
    expect(faults({ title: COLUMNS.title }, { title: { vi: ' ', en: 'x' } })).toEqual([
      'title.vi: A value is required',
    ]);
  });

  it('refuses a list with a part that a file could not hold', () => {
    expect(faults({ units: COLUMNS.units }, { units: ['A', ' '] })).toEqual([
      'units: The value "A;" cannot be read: the list, parted by semicolons, has an empty part',
    ]);
    expect(faults({ units: COLUMNS.units }, { units: ['A;B'] })).toEqual([
      'units: The value "A;B" cannot be read: a code has at most 120 characters: letters, digits, . _ - @ + & ( ), and single blanks between them',
    ]);
    expect(faults({ units: COLUMNS.units }, { units: [''] })).toEqual([
      'units: The value "" cannot be read: the list, parted by semicolons, has an empty part',
    ]);
  });

  it('refuses a day before the first year', () => {
    expect(faults({ on: COLUMNS.on }, { on: parseDay('0000-12-31') })).toEqual([
      'on: The value "0000-12-31" cannot be read: it must be a real day such as 2026-09-30',
    ]);
  });
});
