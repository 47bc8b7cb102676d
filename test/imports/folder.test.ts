import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENTITIES } from '../../server/slices.ts';
import { readingEntity } from '../../server/modules/metric/metric.entity.ts';
import { unitEntity } from '../../server/modules/unit/unit.entity.ts';
import { currentPosition } from '../../server/platform/ledger/position.ts';
import { readEntity } from '../../server/platform/ledger/reading.ts';
import { verifyLedger } from '../../server/platform/ledger/verify-ledger.ts';
import { DATA_MODEL } from '../../server/data-model.ts';
import { FolderRefusal, checkFolder, headerOf, importFolder } from '../../server/imports/sources/folder.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { dataFolder } from '../support/folders.ts';

const GOOD = {
  'authority.csv': ['code,name.vi,name.en,rootUnit', 'T,Tỉnh,Province,T'],
  'acts.csv': [
    'act,recordedAt,actor,note',
    'first,2026-10-02T08:00:00+07:00,tester,Lần đầu',
    'second,2026-10-05T08:00:00+07:00,tester,',
  ],
  'units.csv': [
    'code,name.vi,name.en,kind,parent,openedOn,act',
    'T,Tỉnh,Province,PROVINCE,,2025-07-01,first',
    'S1,Sở Một,Department One,DEPARTMENT,T,2025-07-01,first',
    'S1,Sở Nhất,Department One,DEPARTMENT,T,2025-07-01,second',
  ],
  'leaders.csv': ['code,label.vi,label.en', 'L1,Giám đốc,Director', 'L2,Giám đốc mới,New director'],
  'appointments.csv': [
    'code,leader,unit,post.vi,post.en,role,from,to,fields,legalStatus',
    'A1,L1,S1,Giám đốc,Director,HEAD,2025-07-01,2026-08-01,,CIVIL_SERVANT',
    'A2,L2,S1,Giám đốc,Director,HEAD,2026-08-01,,,CIVIL_SERVANT',
  ],
  'metrics.csv': [
    'code,title.vi,title.en,kind,direction,scaleMax',
    'RATE,Tỷ lệ,Rate,RATIO,HIGHER_IS_BETTER,',
    'TEN,Điểm,Points,COUNT,HIGHER_IS_BETTER,10',
  ],
  'readings.csv': [
    'metric,unit,coversFrom,coversTo,source,kind,numerator,denominator,knownOn,tags',
    'RATE,S1,2026-07-01,2026-09-30,portal,RATIO,12.5,20,2026-10-01,a;b',
    'TEN,S1,2026-07-01,2026-09-30,portal,COUNT,9,,2026-10-01,',
  ],
} as const;

type Files = Record<string, readonly string[]>;

function changed(file: keyof typeof GOOD, line: number, text: string): Files {
  return { ...GOOD, [file]: (GOOD[file] as readonly string[]).with(line - 1, text) };
}

describe('a data folder', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
  }, 60_000);
  afterEach(() => database.close());

  test('is imported act by act, and a second time changes nothing', async () => {
    const folder = dataFolder(GOOD);
    const first = await importFolder(database, folder);
    expect(first.acts.map(({ act, position, changed }) => [act, position, changed])).toEqual([
      ['first', 1, 10],
      ['second', 2, 1],
    ]);
    const at = (position: number) =>
      readEntity(database, unitEntity, { authority: 'T', position, codes: ['S1'] });
    expect((await at(1))[0]!.name.vi).toBe('Sở Một');
    expect((await at(2))[0]!.name.vi).toBe('Sở Nhất');
    const [reading] = await readEntity(database, readingEntity, {
      authority: 'T',
      position: 2,
      where: { metric: ['RATE'] },
    });
    expect(reading).toMatchObject({
      code: 'RATE/S1/2026-07-01/2026-09-30/portal',
      numerator: 125_000n,
      denominator: 200_000n,
      coversTo: 20_726,
      tags: ['a', 'b'],
      publishedPercent: null,
    });

    const second = await importFolder(database, folder);
    expect(second.changed).toBe(0);
    expect(second.acts.map(({ position }) => position)).toEqual([1, 2]);
    expect(await currentPosition(database, 'T')).toBe(2);
    expect((await verifyLedger(database, 'T')).faults).toEqual([]);
  });

  test('gives the same acts, hashes included, on any database', async () => {
    const folder = dataFolder(GOOD);
    const other = await openTestDatabase();
    const hashes = [];
    for (const one of [database, other]) {
      await importFolder(one, folder);
      hashes.push(await one.query('select id, position, hash from act order by position'));
    }
    await other.close();
    expect(hashes[0]).toEqual(hashes[1]);
  });

  test('may grow by an act, but not change one that is in the ledger', async () => {
    await importFolder(database, dataFolder(GOOD));
    const grown = {
      ...GOOD,
      'acts.csv': [...GOOD['acts.csv'], 'third,2026-10-06T08:00:00+07:00,tester,'],
      'units.csv': [...GOOD['units.csv'], 'S2,Sở Hai,Department Two,DEPARTMENT,T,2025-07-01,third'],
    };
    expect((await importFolder(database, dataFolder(grown))).position).toBe(3);
    const edited = changed('units.csv', 3, 'S1,Sở Khác,Other,DEPARTMENT,T,2025-07-01,first');
    await expect(importFolder(database, dataFolder(edited))).rejects.toMatchObject({
      problems: [{ code: 'ACT_DIFFERS' }],
    });
    const renamed = changed('authority.csv', 2, 'T,Tỉnh khác,Province,T');
    await expect(importFolder(database, dataFolder(renamed))).rejects.toMatchObject({
      problems: [{ code: 'AUTHORITY_DIFFERS' }],
    });
  });

  test('names its columns', () => {
    expect(headerOf(ENTITIES.find(({ name }) => name === 'leader')!)).toEqual([
      'code',
      'label.vi',
      'label.en',
      'act',
    ]);
  });

  test('without problems checks clean, with and without a database', async () => {
    expect(await checkFolder(dataFolder(GOOD), DATA_MODEL)).toEqual([]);
    expect(await checkFolder(dataFolder(GOOD), DATA_MODEL, database)).toEqual([]);
  });
});

const READING = 'RATE,S1,2026-07-01,2026-09-30,portal,RATIO,';

/** What is broken · the files · the problem with file, line and field. */
const PERIODS = 'code,kind,from,to,cutOff,lockedOn,sealedOn';
const Q3 = '2026-Q3,QUARTER,2026-07-01,2026-10-01,2026-10-10,,';
const LOCKED = '2026-Q3,QUARTER,2026-07-01,2026-10-01,2026-10-10,2026-10-15,';
const SEALED = `${LOCKED}2026-11-01`;

const BROKEN: readonly (readonly [string, Files, readonly [string, string, number, string | null]])[] = [
  [
    'a day that is none',
    changed('units.csv', 3, 'S1,Sở,One,DEPARTMENT,T,2025-02-30,first'),
    ['UNREADABLE_VALUE', 'units.csv', 3, 'openedOn'],
  ],
  [
    'a number of sixty thousand digits',
    changed('readings.csv', 2, `${READING}1.${'7'.repeat(60_000)},20,2026-10-01,`),
    ['UNREADABLE_VALUE', 'readings.csv', 2, 'numerator'],
  ],
  [
    'a title of three thousand characters',
    changed('leaders.csv', 2, `L1,${'x'.repeat(3000)},Director`),
    ['UNREADABLE_VALUE', 'leaders.csv', 2, 'label.vi'],
  ],
  [
    'a quarter of a hundred years',
    {
      ...GOOD,
      'periods.csv': ['code,kind,from,to,cutOff', '2026-Q3,QUARTER,2026-07-01,2126-07-01,2126-07-05'],
    },
    ['PERIOD_TOO_LONG', 'periods.csv', 2, 'to'],
  ],
  [
    'a code with a stroke',
    changed('units.csv', 3, 'S/1,Sở,One,DEPARTMENT,T,2025-07-01,first'),
    ['UNREADABLE_VALUE', 'units.csv', 3, 'code'],
  ],
  [
    'a code with a character that nobody sees',
    changed('units.csv', 3, 'S\u200B1,Sở,One,DEPARTMENT,T,2025-07-01,first'),
    ['UNREADABLE_VALUE', 'units.csv', 3, 'code'],
  ],
  [
    'an unknown column',
    changed('leaders.csv', 1, 'code,label.vi,label.en,salary'),
    ['UNKNOWN_COLUMN', 'leaders.csv', 1, 'salary'],
  ],
  [
    'a missing column',
    changed('leaders.csv', 1, 'code,label.vi'),
    ['MISSING_COLUMN', 'leaders.csv', 1, 'label.en'],
  ],
  ['a missing value', changed('leaders.csv', 2, 'L1,Giám đốc,'), ['REQUIRED', 'leaders.csv', 2, 'label.en']],
  [
    'an unknown reference',
    changed('appointments.csv', 2, 'A1,L9,S1,a,b,HEAD,2025-07-01,2026-08-01,,CIVIL_SERVANT'),
    ['UNKNOWN_REFERENCE', 'appointments.csv', 2, 'leader'],
  ],
  [
    'an unknown act',
    changed('units.csv', 4, 'S1,Sở,One,DEPARTMENT,T,2025-07-01,nie'),
    ['UNKNOWN_REFERENCE', 'units.csv', 4, 'act'],
  ],
  [
    'a numerator above its denominator',
    changed('readings.csv', 2, `${READING}21,20,2026-10-01,`),
    ['NUMERATOR_ABOVE_DENOMINATOR', 'readings.csv', 2, 'numerator'],
  ],
  [
    'a negative value',
    changed('readings.csv', 2, `${READING}-1,20,2026-10-01,`),
    ['NEGATIVE', 'readings.csv', 2, 'numerator'],
  ],
  [
    '50 on a scale of 10',
    changed('readings.csv', 3, 'TEN,S1,2026-07-01,2026-09-30,portal,COUNT,50,,2026-10-01,'),
    ['ABOVE_SCALE', 'readings.csv', 3, 'numerator'],
  ],
  [
    'more decimals than are kept',
    changed('readings.csv', 2, `${READING}1.00001,20,2026-10-01,`),
    ['UNREADABLE_VALUE', 'readings.csv', 2, 'numerator'],
  ],
  [
    'a number with a comma',
    changed('readings.csv', 2, `${READING}"1,5",20,2026-10-01,`),
    ['UNREADABLE_VALUE', 'readings.csv', 2, 'numerator'],
  ],
  [
    'two heads',
    changed('appointments.csv', 3, 'A2,L2,S1,a,b,HEAD,2026-07-31,,,CIVIL_SERVANT'),
    ['TWO_HEADS', 'appointments.csv', 3, 'from'],
  ],
  [
    'a tree that bites its tail',
    changed('units.csv', 2, 'T,Tỉnh,Province,PROVINCE,S1,2025-07-01,first'),
    ['CYCLIC_UNITS', 'units.csv', 2, 'parent'],
  ],
  [
    'the same code twice',
    changed('leaders.csv', 3, 'L1,Giám đốc mới,New director'),
    ['DUPLICATE', 'leaders.csv', 3, 'code'],
  ],
  [
    'a strange choice',
    changed('units.csv', 3, 'S1,Sở,One,MINISTRY,T,2025-07-01,first'),
    ['UNREADABLE_VALUE', 'units.csv', 3, 'kind'],
  ],
  [
    'a cell too many',
    changed('leaders.csv', 2, 'L1,Giám đốc,Director,9'),
    ['BROKEN_ROW', 'leaders.csv', 2, null],
  ],
  [
    'a quote never closed',
    changed('leaders.csv', 2, 'L1,"Giám đốc,Director'),
    ['BROKEN_ROW', 'leaders.csv', 2, null],
  ],
  ['an unknown file', { ...GOOD, 'cars.csv': ['code', 'x'] }, ['UNKNOWN_FILE', 'cars.csv', 1, null]],
  [
    'an instant without an offset',
    changed('acts.csv', 3, 'second,2026-10-05T08:00:00,tester,'),
    ['UNREADABLE_VALUE', 'acts.csv', 3, 'recordedAt'],
  ],
  ...['2026-02-30T08:00:00+07:00', '0000-01-01T08:00:00+07:00'].map((instant): (typeof BROKEN)[number] => [
    `an instant that never was, ${instant}`,
    changed('acts.csv', 3, `second,${instant},tester,`),
    ['UNREADABLE_VALUE', 'acts.csv', 3, 'recordedAt'],
  ]),
  [
    'an instant that lies ahead, which would hide every later act from questions as of an instant',
    changed('acts.csv', 3, 'second,2099-10-05T08:00:00+07:00,tester,'),
    ['FUTURE_INSTANT', 'acts.csv', 3, 'recordedAt'],
  ],
  [
    'two quarters that share a day',
    { ...GOOD, 'periods.csv': [PERIODS, Q3, 'Q,QUARTER,2026-09-30,2026-12-30,2027-01-05,,'] },
    ['PERIODS_OVERLAP', 'periods.csv', 3, 'from'],
  ],
  ...[
    ['takes its lock and seal back', Q3, 'lockedOn'],
    ['takes its seal back', LOCKED, 'sealedOn'],
    ['cuts it off on another day', SEALED.replace('2026-10-10', '2026-10-20'), 'cutOff'],
    ['moves its end', SEALED.replace('2026-10-01', '2026-10-02'), 'to'],
  ].map(([what, line, field]): (typeof BROKEN)[number] => [
    `a later line of a sealed period that ${what}`,
    {
      ...GOOD,
      'periods.csv': [`${PERIODS},act`, `${SEALED},first`, `${line!},second`],
    },
    ['PERIOD_SEALED', 'periods.csv', 3, field!],
  ]),
  [
    'a later line of a locked period that unlocks it without a reason',
    {
      ...GOOD,
      'periods.csv': [`${PERIODS},act`, `${LOCKED},first`, `${Q3},second`],
    },
    ['PERIOD_LOCKED', 'periods.csv', 3, 'lockedOn'],
  ],
  [
    'an old unlocking told again, to open a locked period once more',
    {
      ...GOOD,
      'periods.csv': [`${PERIODS},act`, `${LOCKED},first`, `${Q3},second`],
      'period-unlocks.csv': [
        'period,number,lockedOn,unlockedOn,reason,act',
        '2026-Q3,1,2026-10-12,2026-10-13,Bổ sung,first',
        '2026-Q3,1,2026-10-12,2026-10-14,Bổ sung,second',
      ],
    },
    ['PERIOD_LOCKED', 'periods.csv', 3, 'lockedOn'],
  ],
  [
    'an unlocking that moves the cut-off as well',
    {
      ...GOOD,
      'periods.csv': [`${PERIODS},act`, `${LOCKED},first`, `${Q3.replace('10-10', '10-20')},second`],
      'period-unlocks.csv': [
        'period,number,lockedOn,unlockedOn,reason,act',
        '2026-Q3,1,2026-10-15,2026-10-16,Bổ sung,second',
      ],
    },
    ['PERIOD_LOCKED', 'periods.csv', 3, 'cutOff'],
  ],
  [
    'a period locked before its cut-off is over',
    { ...GOOD, 'periods.csv': [PERIODS, LOCKED.replace('10-15', '10-10')] },
    ['PERIOD_STILL_OPEN', 'periods.csv', 2, 'lockedOn'],
  ],
  [
    'a revision that a later act puts in force on the first day of a sealed period',
    {
      ...GOOD,
      'periods.csv': [`${PERIODS},act`, `${SEALED},first`],
      'scheme-revisions.csv': [
        'scheme,number,effectiveFrom,configuration,act',
        'project-06-leader-2024,1,2026-01-01,reference:project-06-leader-2024,first',
        'project-06-leader-2024,2,2026-07-01,reference:project-06-leader-2025,second',
      ],
    },
    ['PERIOD_SEALED', 'scheme-revisions.csv', 3, 'effectiveFrom'],
  ],
  [
    'a reading that a later act adds to a sealed period',
    {
      ...GOOD,
      'periods.csv': [`${PERIODS},act`, `${SEALED},first`],
      'readings.csv': [`${GOOD['readings.csv'][0]},act`, `${GOOD['readings.csv'][1]},second`],
    },
    ['PERIOD_SEALED', 'readings.csv', 2, 'coversTo'],
  ],
  [
    'a root unit that is none',
    changed('authority.csv', 2, 'T,Tỉnh,Province,X'),
    ['UNKNOWN_REFERENCE', 'authority.csv', 2, 'rootUnit'],
  ],
];

describe('a broken folder', () => {
  // One database for all: nothing is ever written to it.
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  }, 60_000);
  afterAll(() => database.close());

  test.each(BROKEN)(
    '%s is refused with its place, and nothing is written',
    async (_, files, [code, file, line, field]) => {
      const folder = dataFolder(files);
      const refusal: unknown = await importFolder(database, folder).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(FolderRefusal);
      const { problems } = refusal as FolderRefusal;
      expect(
        problems.map((problem) => [problem.code, problem.origin?.file, problem.origin?.line, problem.path]),
      ).toContainEqual([code, file, line, field]);
      for (const { message } of problems) {
        expect(message.vi).not.toMatch(/[{}]/);
        expect(message.en).not.toMatch(/[{}]/);
        expect(message.vi).not.toBe(message.en);
      }
      expect(await database.query('select count(*)::int as n from authority')).toEqual([{ n: 0 }]);
      expect(await database.query('select count(*)::int as n from unit_version')).toEqual([{ n: 0 }]);
      const checked = await checkFolder(folder, DATA_MODEL);
      expect(checked.map((problem) => problem.code)).toContain(code);
    },
  );

  test('all problems of a folder are told at once, two hundred of them shown', async () => {
    const lines = Array.from({ length: 250 }, (_, index) => `X${index},,`);
    const folder = dataFolder({ ...GOOD, 'leaders.csv': ['code,label.vi,label.en', ...lines] });
    const refusal = await importFolder(database, folder).catch((error: unknown) => error);
    expect((refusal as FolderRefusal).problems).toHaveLength(200);
    expect((refusal as FolderRefusal).total).toBe(500);
  });
});
