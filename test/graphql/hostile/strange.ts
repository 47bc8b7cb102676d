import type { StrangeValues } from '../random-operations.ts';

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** Texts that break what reads, keeps, compares or shows them carelessly. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'HC\u0000',
  '\uD800',
  '\uDFFF\uD800x',
  '\uFFFF\u202E',
  'e\u0301'.repeat(40),
  '💣'.repeat(500),
  'x'.repeat(20_000),
  "'; drop table act; --",
  '%_\\%',
  '${HC}',
  '__proto__',
  'constructor',
  'null',
  '../../etc/passwd',
  '0',
  '-0',
  '00000000000000000000001',
  '1e999',
  '-1.5',
  '.5',
  '9'.repeat(400),
  `0.${'9'.repeat(400)}`,
  '９９',
  'a;b;;',
  '\r\n\t\v\u0085\u2028',
  'WzEsMl0',
] as const;

const DAYS = [
  '',
  'today',
  '0000-00-00',
  '0000-01-01',
  '0001-01-01',
  '1582-10-10',
  '2026-02-30',
  '2026-13-01',
  '2026-2-3',
  '9999-12-31',
  '10000-01-01',
  '-000001-01-01',
  '+275760-09-13',
  '2026-06-30T00:00:00Z',
  '9999-12-31T23:59:59.999+14:00',
  '0000-01-01T00:00:00Z',
  '2026-06-30T25:00:00Z',
  '2026-06-30T00:00:00+99:99',
  '２０２６-０６-３０',
] as const;

const NUMBERS = [0, -1, 1, 99, 101, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1e15, 1e308, -1e308, 0.5];

export const STRANGE: StrangeValues = {
  texts: TEXTS,
  days: DAYS,
  numbers: NUMBERS,
  others: [
    null,
    true,
    [],
    [[]],
    [null],
    {},
    { toString: 1 },
    nested(60),
    Array.from({ length: 200 }, (_, index) => `c${index}`),
    ...TEXTS.slice(0, 6),
    ...NUMBERS,
  ],
};
