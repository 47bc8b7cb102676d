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
import { BROKEN } from './broken-folders.ts';
import { GOOD, changed } from './good-folder.ts';

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

describe('figures that may be a slip', () => {
  const HEADER = 'metric,unit,coversFrom,coversTo,source,kind,numerator,knownOn';
  const METRICS = [
    'code,title.vi,title.en,kind,direction,source',
    'N,Số hồ sơ,Files,COUNT,HIGHER_IS_BETTER,portal',
  ];
  const PERIODS = ['code,kind,from,to,cutOff', '2026-Q3,QUARTER,2026-07-01,2026-10-01,2026-10-10'];

  test.each([
    [
      'decimals of a count',
      'N,S1,2026-07-01,2026-09-30,portal,COUNT,3.343,2026-10-01',
      'DECIMALS_OF_A_COUNT',
    ],
    [
      'another source than the one that counts',
      'N,S1,2026-07-01,2026-09-30,phone,COUNT,3,2026-10-01',
      'SOURCE_NOT_COUNTED',
    ],
    ['days of two quarters', 'N,S1,2026-06-27,2026-09-26,portal,COUNT,3,2026-10-01', 'DAYS_OF_TWO_PERIODS'],
  ])('are recorded with a flag: %s', async (_, line, code) => {
    const database = await openTestDatabase();
    try {
      const folder = dataFolder({
        ...GOOD,
        'metrics.csv': METRICS,
        'periods.csv': PERIODS,
        'readings.csv': [HEADER, line],
      });
      const { flags } = await importFolder(database, folder);
      expect(flags.map((flag) => flag.code)).toEqual([code]);
    } finally {
      await database.close();
    }
  });

  test('say what they refuse as people write it', async () => {
    const files = {
      ...GOOD,
      'readings.csv': [HEADER, 'TEN,S1,2026-07-01,2026-09-30,portal,COUNT,10.5,2026-10-01'],
      'metrics.csv': [
        'code,title.vi,title.en,kind,direction,scaleMax',
        'TEN,Điểm,Points,COUNT,HIGHER_IS_BETTER,10',
      ],
    };
    const [problem] = await checkFolder(dataFolder(files), DATA_MODEL);
    expect(problem?.message.en).toBe('The value 10.5 exceeds the scale of 10');
  });
});

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
