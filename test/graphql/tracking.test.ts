import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../rules/kit/day.ts';
import { record } from '../../server/platform/ledger/ledger.ts';
import type { TestApi } from '../support/api.ts';
import { openApi } from '../support/api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await openApi(['nghe-an-2024', 'phu-tho-2026-q3', 'tinh-mau']);
}, 180_000);

afterAll(() => api.close());

interface Metrics {
  readonly metricTracking: {
    readonly asOf: string;
    readonly threshold: string;
    readonly reached: number;
    readonly of: number;
    readonly missing: number;
    readonly zeroDenominator: number;
    readonly metric: { readonly code: string };
    readonly period: { readonly code: string };
    readonly units: readonly {
      readonly unit: { readonly code: string };
      readonly numerator: string | null;
      readonly denominator: string | null;
      readonly value: string;
      readonly valueExact: string;
      readonly reached: boolean;
      readonly pooledFrom: readonly { readonly code: string }[];
      readonly missingFrom: readonly { readonly code: string }[];
    }[];
    readonly missingUnits: readonly { readonly code: string }[];
  };
}

const METRIC = `query ($authority: String! = "HC", $metric: String!, $period: String! = "2026-Q3", $threshold: Decimal!,
    $comparison: ThresholdComparison! = AT_LEAST, $unitKinds: [UnitKind!], $asOf: Date, $knownAt: KnownAt) {
  metricTracking(authority: $authority, metric: $metric, period: $period, threshold: $threshold, comparison: $comparison,
      unitKinds: $unitKinds, asOf: $asOf, knownAt: $knownAt) {
    asOf threshold reached of missing zeroDenominator metric { code } period { code }
    units { unit { code } numerator denominator value valueExact reached pooledFrom { code } missingFrom { code } }
    missingUnits { code }
  }
}`;

async function metrics(variables: object): Promise<Metrics['metricTracking']> {
  return (await api.ask<Metrics>(METRIC, variables)).metricTracking;
}

async function reached(variables: object): Promise<string> {
  const found = await metrics(variables);
  return `${found.reached}/${found.of}`;
}

const DEPARTMENTS = { unitKinds: ['DEPARTMENT'] };

describe('units that reach a threshold of a metric', () => {
  it('a ratio: numerators and denominators of the months added up, largest value first', async () => {
    const found = await metrics({ metric: 'HC-CT-01', threshold: '80', ...DEPARTMENTS });
    expect(found).toMatchObject({
      metric: { code: 'HC-CT-01' },
      period: { code: '2026-Q3' },
      asOf: '2026-10-10',
      threshold: '80',
      reached: 9,
      of: 12,
      missing: 0,
      zeroDenominator: 0,
      missingUnits: [],
    });
    // Added up by hand from readings.csv: 376 + 200 + 204 of 380 + 207 + 235, and so on.
    expect(
      found.units.map(({ unit, numerator, denominator }) => `${unit.code} ${numerator}/${denominator}`),
    ).toEqual([
      'HC-SO-YT 780/822',
      'HC-SO-XD 465/500',
      'HC-SO-NNMT 561/651',
      'HC-SO-TC 731/858',
      'HC-SO-VHTT 565/664',
      'HC-SO-GDDT 430/512',
      'HC-SO-NV 343/413',
      'HC-SO-KHCN 753/907',
      'HC-TT 717/895',
      'HC-VP 437/554',
      'HC-SO-TP 322/432',
      'HC-SO-CT 604/813',
    ]);
    expect(found.units.map((one) => one.reached)).toEqual([...Array(9).fill(true), ...Array(3).fill(false)]);
    expect(found.units[5]).toMatchObject({ value: '83.984375', valueExact: '83.984375' });
    expect(found.units[8]).toMatchObject({ value: '80.111732', valueExact: '14340/179' });
  });

  it('the exact value is compared, not the one shown', async () => {
    const one = { metric: 'HC-CT-01', ...DEPARTMENTS };
    expect(await reached({ ...one, threshold: '93' })).toBe('2/12');
    expect(await reached({ ...one, threshold: '93', comparison: 'ABOVE' })).toBe('1/12');
    expect(await reached({ ...one, threshold: '93', comparison: 'BELOW' })).toBe('10/12');
    expect(await reached({ ...one, threshold: '93', comparison: 'AT_MOST' })).toBe('11/12');
    // 717/895 is 80.11173184…%, shown as 80.111732: it stays below that.
    expect(await reached({ ...one, threshold: '80.111732' })).toBe('8/12');
    expect(await reached({ ...one, threshold: '80.11173184' })).toBe('9/12');
    expect(await reached({ ...one, threshold: '80.11173185' })).toBe('8/12');
  });

  it('a percentage as published and a milestone: the latest; a count: the sum', async () => {
    expect(await reached({ metric: 'HC-CT-08', threshold: '96', ...DEPARTMENTS })).toBe('4/12');
    expect(await reached({ metric: 'HC-CT-10', threshold: '1', ...DEPARTMENTS })).toBe('11/12');
    const counts = await metrics({ metric: 'HC-CT-05', threshold: '130', ...DEPARTMENTS });
    expect(counts).toMatchObject({ reached: 2, of: 12 });
    expect(counts.units.slice(0, 2)).toMatchObject([
      { unit: { code: 'HC-VP' }, value: '135', numerator: '135', denominator: null },
      { unit: { code: 'HC-SO-TC' }, value: '132' },
    ]);
  });

  it('equal values stand in the order of codes', async () => {
    const { units } = await metrics({ metric: 'HC-CT-10', threshold: '1', ...DEPARTMENTS });
    const ones = units.filter(({ value }) => value === '1').map(({ unit }) => unit.code);
    expect(ones).toEqual(ones.toSorted());
    expect(units.at(-1)!.unit.code).toBe('HC-SO-CT');
  });

  it('a zero denominator is missing, and named', async () => {
    const communes = await metrics({ metric: 'HC-CT-07', threshold: '0', unitKinds: ['COMMUNE'] });
    expect(communes).toMatchObject({ reached: 11, of: 11, missing: 1, zeroDenominator: 1 });
    expect(communes.missingUnits).toEqual([{ code: 'HC-X-05' }]);
    const phuTho = { authority: 'PHU-THO', threshold: '65', ...DEPARTMENTS };
    const paid = await metrics({ metric: 'DOSSIER_PAID_ONLINE', ...phuTho });
    expect(paid).toMatchObject({ reached: 2, of: 2, missing: 2, zeroDenominator: 2 });
    // Published points without numerator, denominator or percentage are no value.
    const copies = await metrics({ metric: 'ELECTRONIC_CERTIFIED_COPY', ...phuTho });
    expect(copies).toMatchObject({ reached: 0, of: 0, missing: 4, zeroDenominator: 0 });
  });

  it('Phú Thọ: 13 of 19 communes handle at least 90% on time', async () => {
    const communes = { authority: 'PHU-THO', metric: 'ON_TIME', unitKinds: ['COMMUNE'] };
    expect(await reached({ ...communes, threshold: '90' })).toBe('13/19');
    // H44.101: 4164 of 4671 = 89.1457…%, published as 89.15.
    expect(await reached({ ...communes, threshold: '89.15' })).toBe('14/19');
    const all = await metrics({ ...communes, unitKinds: null, threshold: '90' });
    expect(all).toMatchObject({ of: 24, missing: 1, missingUnits: [{ code: 'DVCQG' }] });
  });

  it('a unit without figures of its own is pooled, and says from whom', async () => {
    const { units } = await metrics({ metric: 'HC-CT-01', threshold: '80', unitKinds: ['PROVINCE'] });
    const departments = await metrics({ metric: 'HC-CT-01', threshold: '80' });
    const others = departments.units.filter(({ unit }) => unit.code !== 'HC-TINH');
    const sum = (name: 'numerator' | 'denominator') =>
      String(others.reduce((total, one) => total + Number(one[name]), 0));
    expect(units).toHaveLength(1);
    expect(units[0]).toMatchObject({ numerator: sum('numerator'), denominator: sum('denominator') });
    expect(units[0]!.pooledFrom.map(({ code }) => code).toSorted()).toEqual(
      others.map(({ unit }) => unit.code).toSorted(),
    );
  });

  it('in the quarter of a merger no figure is counted twice', async () => {
    const merged = await metrics({
      metric: 'HC-CT-01',
      period: '2025-Q1',
      threshold: '80',
      ...DEPARTMENTS,
    });
    expect(merged).toMatchObject({ of: 13, missing: 1, missingUnits: [{ code: 'HC-SO-TC' }] });
    const codes = merged.units.map(({ unit }) => unit.code);
    expect(codes).toEqual(expect.arrayContaining(['HC-SO-TC-CU', 'HC-SO-KHDT']));
  });

  it('an earlier day knows fewer readings; once the cut-off has passed, no later day knows more', async () => {
    const requested = { metric: 'HC-CT-01', threshold: '80', ...DEPARTMENTS };
    const early = await metrics({ ...requested, asOf: '2026-08-15' });
    expect(early.asOf).toBe('2026-08-15');
    expect(early.units.find(({ unit }) => unit.code === 'HC-VP')).toMatchObject({
      numerator: '93',
      denominator: '133',
    });
    expect(await metrics({ ...requested, asOf: '2026-12-31' })).toEqual(await metrics(requested));
    // The first act of the ledger founds it: no reading is known yet.
    const founded = await metrics({ ...requested, knownAt: { position: 1 } });
    expect(founded).toMatchObject({ reached: 0, of: 0 });
    expect(founded.missing).toBeGreaterThan(0);
  });

  it('a ratio known only by its published percentage counts, and shows no numerator', async () => {
    const known = { metric: 'NA06-DVC-KHAC', unit: 'NA-SO-TP', source: 'PORTAL', kind: 'RATIO' };
    const bare = { numerator: null, denominator: null, scaleMax: null, publishedPoints: null };
    const days = { coversFrom: dayOf(2024, 7, 1), coversTo: dayOf(2024, 7, 31), knownOn: dayOf(2024, 8, 2) };
    const rest = { measuredAt: null, tags: [], document: null };
    await record(
      api.database,
      { authority: 'NA', kind: 'IMPORT', actor: 'test', recordedAt: '2026-11-22T08:00:00+07:00' },
      [{ entity: 'reading', row: { ...known, ...bare, ...days, ...rest, publishedPercent: 855_000n } }],
    );
    const found = await metrics({
      authority: 'NA',
      metric: 'NA06-DVC-KHAC',
      period: '2024-Q3',
      threshold: '85.5',
      unitKinds: ['DEPARTMENT'],
    });
    expect(found).toMatchObject({ reached: 1, of: 1 });
    expect(found.units).toMatchObject([
      { unit: { code: 'NA-SO-TP' }, numerator: null, denominator: null, value: '85.5', reached: true },
    ]);
  });

  it('refuses what does not exist, by name', async () => {
    const problem = async (variables: object) =>
      (await api.answer(METRIC, { threshold: '80', ...variables })).errors?.[0]?.extensions.problems?.[0];
    expect(await problem({ metric: 'KHONG-CO' })).toMatchObject({ code: 'UNKNOWN_REFERENCE' });
    expect(await problem({ metric: 'HC-CT-01', period: '1999' })).toMatchObject({ code: 'UNKNOWN_PERIOD' });
    const { errors } = await api.answer(METRIC, { metric: 'HC-CT-01', threshold: 'tám mươi' });
    expect(errors).toHaveLength(1);
  });
});

interface Tasks {
  readonly taskTracking: {
    readonly asOf: string;
    readonly period: { readonly code: string } | null;
    readonly plan: { readonly code: string } | null;
    readonly unit: { readonly code: string } | null;
    readonly counts: Readonly<Record<string, number>>;
    readonly rates: Readonly<Record<string, string | null>>;
  };
}

const TASKS = `query ($authority: String! = "HC", $period: String, $plan: String, $unit: String, $rounding: RoundingMode! = HALF_UP,
    $places: Int! = 2, $asOf: Date) {
  taskTracking(authority: $authority, period: $period, plan: $plan, unit: $unit, rounding: $rounding, places: $places, asOf: $asOf) {
    asOf period { code } plan { code } unit { code }
    counts { total all done doneOnTime doneLate openInTerm openOverdue due awaitingAcceptance progressUnknown withdrawn withoutDueDate carriedOver }
    rates { doneOfAll doneOfDue overdueOfDue onTimeOfDone }
  }
}`;

async function tasks(variables: object): Promise<Tasks['taskTracking']> {
  return (await api.ask<Tasks>(TASKS, variables)).taskTracking;
}

describe('tasks by state, with rates', () => {
  // Counted by hand from tasks.csv, extensions.csv and the calendar.
  it('a quarter: carried-over tasks stand beside it, in no other count', async () => {
    const found = await tasks({ period: '2026-Q3' });
    expect(found).toMatchObject({ asOf: '2026-10-10', period: { code: '2026-Q3' }, plan: null, unit: null });
    expect(found.counts).toEqual({
      total: 108,
      all: 107,
      done: 95,
      doneOnTime: 77,
      doneLate: 17,
      openInTerm: 0,
      openOverdue: 10,
      due: 104,
      awaitingAcceptance: 2,
      progressUnknown: 0,
      withdrawn: 1,
      withoutDueDate: 1,
      carriedOver: 28,
    });
    // 95/107 = 88.785…, 94/104 = 90.384…, 77/94 = 81.914…
    expect(found.rates).toEqual({
      doneOfAll: '88.79',
      doneOfDue: '90.38',
      overdueOfDue: '9.62',
      onTimeOfDone: '81.91',
    });
  });

  it('rounds as asked for: overdue is the complement of what was rounded', async () => {
    const truncated = await tasks({ period: '2026-Q3', rounding: 'DOWN', places: 1 });
    expect(truncated.rates).toEqual({
      doneOfAll: '88.7',
      doneOfDue: '90.3',
      overdueOfDue: '9.7',
      onTimeOfDone: '81.9',
    });
    const whole = await tasks({ period: '2026-Q3', places: 0 });
    expect(whole.rates).toMatchObject({ doneOfDue: '90', overdueOfDue: '10' });
    const { errors } = await api.answer(TASKS, { places: 7 });
    expect(errors?.[0]?.extensions.problems?.[0]).toMatchObject({ code: 'PLACES_OUT_OF_RANGE' });
  });

  it('of one plan, or of one unit', async () => {
    const plan = await tasks({ period: '2026-Q3', plan: 'HC-KH-2026' });
    expect(plan.plan).toEqual({ code: 'HC-KH-2026' });
    expect(plan.counts).toMatchObject({
      total: 96,
      doneOnTime: 75,
      doneLate: 11,
      openOverdue: 9,
      awaitingAcceptance: 1,
      withdrawn: 0,
      carriedOver: 15,
    });
    const unit = await tasks({ period: '2026-Q3', unit: 'HC-SO-YT' });
    expect(unit.unit).toEqual({ code: 'HC-SO-YT' });
    expect(unit.counts).toMatchObject({ total: 5, all: 4, doneOnTime: 4, withdrawn: 1, carriedOver: 0 });
    expect(unit.rates).toEqual({
      doneOfAll: '100',
      doneOfDue: '100',
      overdueOfDue: '0',
      onTimeOfDone: '100',
    });
  });

  it('on a day while the period runs, tasks in term are of all and not of due', async () => {
    const { asOf, counts } = await tasks({ period: '2026-Q3', asOf: '2026-08-15' });
    expect(asOf).toBe('2026-08-15');
    expect(counts).toMatchObject({
      total: 108,
      doneOnTime: 39,
      openInTerm: 59,
      openOverdue: 8,
      due: 47,
      withdrawn: 1,
      withoutDueDate: 1,
    });
  });

  it('without a period every task assigned by the day, each in the state that the list of tasks gives it', async () => {
    const asOf = '2026-09-30';
    const { counts } = await tasks({ asOf });
    expect(counts).toMatchObject({
      total: 426,
      doneOnTime: 338,
      doneLate: 46,
      openInTerm: 0,
      openOverdue: 32,
      awaitingAcceptance: 8,
      withdrawn: 1,
      withoutDueDate: 1,
      carriedOver: 0,
    });
    const listed = await api.ask<Record<string, { totalCount: number }>>(`{
      doneOnTime: tasks(authority: "HC", asOf: "${asOf}", filter: { timeliness: [DONE_ON_TIME] }) { totalCount }
      doneLate: tasks(authority: "HC", asOf: "${asOf}", filter: { timeliness: [DONE_LATE] }) { totalCount }
      openOverdue: tasks(authority: "HC", asOf: "${asOf}", filter: { timeliness: [OPEN_OVERDUE] }) { totalCount }
      awaitingAcceptance: tasks(authority: "HC", asOf: "${asOf}", filter: { timeliness: [AWAITING_ACCEPTANCE] }) { totalCount }
    }`);
    for (const [state, { totalCount }] of Object.entries(listed))
      expect(totalCount, state).toBe(counts[state]);
  });

  it('no task, no rate', async () => {
    const { counts, rates } = await tasks({ asOf: '2020-01-01' });
    expect(counts['total']).toBe(0);
    expect(rates).toEqual({ doneOfAll: null, doneOfDue: null, overdueOfDue: null, onTimeOfDone: null });
  });

  it('progress that nobody reported is neither done nor overdue', async () => {
    const { counts, rates } = await tasks({ authority: 'NA', asOf: '2024-12-31' });
    expect(counts).toMatchObject({
      total: 12,
      progressUnknown: 8,
      withoutDueDate: 4,
      done: 0,
      openOverdue: 0,
      due: 0,
    });
    expect(rates['doneOfAll']).toBe('0');
    expect(rates['doneOfDue']).toBeNull();
  });

  it.each([
    ['period', { period: '1999' }, 'UNKNOWN_PERIOD'],
    ['plan', { plan: 'KHONG-CO' }, 'UNKNOWN_REFERENCE'],
    ['unit', { unit: 'KHONG-CO' }, 'UNKNOWN_REFERENCE'],
  ])('refuses an unknown %s', async (_name, variables, code) => {
    const { errors } = await api.answer(TASKS, variables);
    expect(errors?.[0]?.extensions.problems?.[0]).toMatchObject({ code });
  });
});

describe('statements do not grow with units or tasks', () => {
  const statements = async (query: string, variables: object) => {
    // Once before, so that the snapshot that all requests share is there.
    await api.ask(query, variables);
    return api.statements(query, variables);
  };

  it('of units over a threshold', async () => {
    const requested = { metric: 'HC-CT-07', threshold: '80' };
    const one = await statements(METRIC, { ...requested, unitKinds: ['PROVINCE'] });
    expect(await statements(METRIC, { ...requested, unitKinds: ['COMMUNE'] })).toBe(one);
    expect(await statements(METRIC, requested)).toBe(one);
  });

  it('of tasks by state', async () => {
    const unit = await statements(TASKS, { asOf: '2026-09-30', unit: 'HC-SO-YT' });
    // The unit itself is one statement more.
    expect(await statements(TASKS, { asOf: '2026-09-30' })).toBe(unit - 1);
    expect(await statements(TASKS, { asOf: '2024-11-01' })).toBe(unit - 1);
  });
});
