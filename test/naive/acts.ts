import * as fc from 'fast-check';
import type { Column } from '../../rules/kit/columns.ts';
import type { Day } from '../../rules/kit/day.ts';
import { addMonths, parseDay } from '../../rules/kit/day.ts';
import { ENTITIES } from '../../server/slices.ts';
import type { Change } from '../../server/platform/ledger/act.ts';
import type { AnyEntity } from '../../server/platform/model/entity.ts';
import { codeOf } from '../../server/platform/model/entity.ts';
import { BASE, CODES, PERIODS, SCHEMES } from './base.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';

type RowText = Readonly<Record<string, fc.Arbitrary<unknown>>>;
type Loose = Record<string, unknown>;

const FIRST = parseDay('2025-09-01');
const LAST = parseDay('2026-12-31');

/** Days at which something turns over: first and last days of periods, cut-offs, reorganisations. */
const TURNS: readonly Day[] = PERIODS.flatMap(({ from, to, cutOff }) => [from, to, cutOff]);

/** Any day, more often one near a turn: that is where readings differ. */
export const someDay: fc.Arbitrary<Day> = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: FIRST, max: LAST }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...TURNS), fc.integer({ min: -4, max: 4 }))
      .map(([day, shift]) => day + shift),
  },
);

/** Days on which tasks fall due, are extended and handed in: few, so that acts meet on the very day that decides. */
const taskDay = fc.oneof(
  { weight: 1, arbitrary: someDay },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...['2026-03-31', '2026-04-01', '2026-06-30', '2026-07-01', '2026-07-09'].map(parseDay),
    ),
  },
);

/** The first day of a period, or a day beside it: what is in force there is a period’s configuration. */
const firstDay = fc
  .tuple(fc.constantFrom(...PERIODS.map(({ from }) => from)), fc.constantFrom(-1, 0, 0, 1))
  .map(([day, shift]) => day + shift);

const maybe = <T>(cell: fc.Arbitrary<T>) => fc.option(cell, { freq: 2, nil: null });
const amount = fc.integer({ min: 0, max: 12 }).map((n) => BigInt(n) * 10_000n);
const percent = fc.integer({ min: 0, max: 10 }).map((n) => BigInt(n) * 100_000n);
/** Firsts of months: spans of readings begin and end there, so that they meet and overlap. */
const monthStart = fc.integer({ min: 0, max: 15 }).map((n) => addMonths(parseDay('2025-09-01'), n));
const DUTY_DAYS = ['2025-12-31', '2026-01-30', '2026-03-28'].map(parseDay);
const dutyDay = fc
  .tuple(fc.constantFrom(...DUTY_DAYS), fc.integer({ min: 0, max: 9 }), fc.boolean())
  .map(([first, n, monthly]) => (monthly ? addMonths(first, n) : first + 20 * n));

function schemeText(): fc.Arbitrary<{ scheme: string; configuration: string }> {
  return fc
    .tuple(fc.constantFrom(...SCHEMES), fc.constantFrom(0, 15, 60))
    .map(([scheme, inheritBelowWorkingDays]) => ({
      scheme,
      configuration: JSON.stringify({ ...REFERENCE_SCHEMES[scheme], inheritBelowWorkingDays }),
    }));
}

function pluginText(): fc.Arbitrary<{ plugin: string; configuration: string }> {
  return fc.constantFrom(
    { plugin: 'deadline', configuration: '' },
    { plugin: 'deadline', configuration: '{"criteria":{"reports":{"max":"9"}}}' },
    { plugin: 'targets', configuration: '{}' },
    { plugin: 'home-affairs', configuration: '{}' },
  );
}

/** Cells that a column's type alone would fill with nonsense, by entity. */
const CELLS: Readonly<Record<string, RowText>> = {
  unit: { openedOn: fc.constantFrom(parseDay('2020-01-01'), parseDay('2026-04-01'), parseDay('2026-07-01')) },
  appointment: { to: maybe(someDay) },
  period: {},
  task: {
    assignedBy: fc.constantFrom('P', 'P', 'P', 'A', null),
    assignedOn: fc.oneof(someDay, fc.constant(parseDay('2026-01-05'))),
    dueKind: fc.constantFrom('BY', 'BY', 'BEFORE', 'TERM_DAYS', 'TERM_WORKING_DAYS', 'TERM_MONTHS', 'NONE'),
    dueDay: taskDay,
    submittedOn: maybe(taskDay),
    acceptedSubmissionOn: maybe(taskDay),
    dueLength: fc.integer({ min: 0, max: 6 }),
    progressOwedBy: fc.option(fc.constantFrom('A', 'P'), { freq: 5, nil: null }),
    clear: fc.subarray(['PERSON', 'WORK', 'TIME', 'RESPONSIBILITY', 'PRODUCT', 'AUTHORITY']),
    dependsOn: fc.constant([]),
    plan: fc.constant(null),
    group: fc.constant(null),
    withdrawnOn: fc.option(someDay, { freq: 5, nil: null }),
  },
  extension: {
    grantedBy: fc.constantFrom('P', 'P', 'P', 'A', null),
    documentDay: taskDay,
    newDueDay: taskDay,
  },
  handover: { on: taskDay },
  calendarYear: {
    year: fc.constant(2026),
    closed: fc.subarray(['2026-01-01', '2026-03-31', '2026-07-01', '2026-10-02'].map(parseDay)),
    worked: fc.subarray(['2026-03-28', '2026-07-05'].map(parseDay)),
  },
  metric: { scaleMax: fc.constant(null), source: fc.option(fc.constant('S1'), { freq: 2, nil: null }) },
  target: { minimum: maybe(percent), maximum: maybe(percent), exceptionOf: fc.constant(null) },
  reading: {
    coversFrom: monthStart,
    coversTo: monthStart,
    source: fc.constantFrom('S1', 'S2'),
    scaleMax: fc.constant(null),
    numerator: fc.option(amount, { freq: 6, nil: null }),
    denominator: amount,
    publishedPercent: maybe(percent),
    tags: fc.constant([]),
  },
  reportDuty: {
    firstDueOn: fc.constantFrom(...DUTY_DAYS),
    everyDays: fc.constant(20),
    lastDueOn: fc.option(someDay, { freq: 4, nil: null }),
  },
  submission: { dueOn: dutyDay, number: fc.constantFrom(1, 2) },
  assessment: {
    criterion: fc.constantFrom('general-politics', 'general-expertise', 'general-innovation', 'd', 'dd', 'e'),
    maximum: fc.constant(null),
    leader: maybe(fc.constantFrom('L1', 'L2', 'L3', 'L4')),
    unit: maybe(fc.constantFrom('A', 'B', 'C', 'N')),
  },
  schemeRevision: { effectiveFrom: firstDay, effectiveTo: fc.option(firstDay, { freq: 3, nil: null }) },
  pluginRevision: { effectiveFrom: firstDay },
  gateFact: { document: fc.constant('D') },
  indexResult: {
    index: fc.constantFrom('PAR', 'DTI'),
    component: fc.constantFrom('total', 'c1'),
    year: fc.integer({ min: 2022, max: 2026 }),
    publishedChange: maybe(fc.constantFrom(-2n, 0n, 3n)),
  },
  award: { year: fc.integer({ min: 2023, max: 2026 }) },
};

function cellOf(entity: AnyEntity, name: string, column: Column): fc.Arbitrary<unknown> {
  const own = CELLS[entity.name]?.[name] ?? CODES[`${entity.name}.${name}`];
  if (own) return Array.isArray(own) ? fc.constantFrom(...own) : (own as fc.Arbitrary<unknown>);
  if (column.type === 'code' && column.of === 'document') return fc.constant(column.nullable ? null : 'D');
  const bare = bareCell(entity, column);
  return column.nullable ? maybe(bare) : bare;
}

function bareCell(entity: AnyEntity, column: Column): fc.Arbitrary<unknown> {
  switch (column.type) {
    case 'code':
      return fc.constantFrom(...(CODES[column.of ?? 'field'] ?? ['F1', 'F2']));
    case 'codes':
      return fc.subarray([...(CODES[column.of ?? 'field'] ?? [])]);
    case 'text':
      return fc.constantFrom('x', 'y');
    case 'label':
      return fc.constant({ vi: entity.title.vi, en: entity.title.en });
    case 'day':
      return someDay;
    case 'days':
      return fc.constant([]);
    case 'count':
      return fc.integer({ min: 1, max: 3 });
    case 'quantity':
      return fc.integer({ min: 0, max: 8 }).map((n) => (BigInt(n) * 10n ** BigInt(column.scale)) / 2n);
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...column.values);
    default:
      return column satisfies never;
  }
}

/** Moves what would only be refused: the test is about what the ledger keeps, and refusals have tests of their own. */
function mended(entity: AnyEntity, row: Loose): Loose {
  const day = (name: string) => row[name] as Day | null;
  switch (entity.name) {
    case 'appointment':
    case 'absence':
      return { ...row, to: later(day('to'), day('from')! + 1) };
    case 'unit': {
      const base = BASE.find((change) => 'row' in change && change.row['code'] === row['code'])!;
      const { kind, parent } = (base as { row: Loose }).row;
      return { ...row, kind, parent, closedOn: later(day('closedOn'), day('openedOn')! + 1) };
    }
    case 'period': {
      const fixed = PERIODS.find(({ code }) => code === row['code'])!;
      return { ...fixed, cutOff: fixed.to + (day('cutOff')! % 20), lockedOn: null, sealedOn: null };
    }
    case 'task': {
      const assigned = day('assignedOn')!;
      const submission = day('acceptedSubmissionOn') ?? day('acceptedOn');
      const isDone = day('acceptedOn') !== null && submission !== null && day('withdrawnOn') === null;
      const acceptedSubmissionOn = isDone ? Math.max(assigned, submission) : null;
      return {
        ...row,
        dueDay: day('dueDay') ?? assigned + 20,
        startedOn: null,
        submittedOn: later(day('submittedOn'), assigned),
        acceptedSubmissionOn,
        acceptedOn: isDone ? Math.max(acceptedSubmissionOn!, day('acceptedOn')!) : null,
        withdrawnOn: later(day('withdrawnOn'), assigned),
      };
    }
    case 'obstacle':
      return { ...row, clearedOn: later(day('clearedOn'), day('raisedOn')!) };
    case 'metric':
      return { ...row, kind: KINDS[String(row['code'])] };
    case 'target': {
      const isBounded = row['minimum'] !== null || row['maximum'] !== null;
      return {
        ...row,
        minimum: isBounded ? row['minimum'] : 500_000n,
        by: later(day('by') ?? day('from')! + 90, day('from')!),
      };
    }
    case 'reading':
      return mendedReading(row);
    case 'award':
      return { ...row, leader: row['leader'] ?? 'L1', revokedReason: row['revokedReason'] ?? 'x' };
    case 'assessment':
    case 'decidedRating':
      return { ...row, leader: row['leader'] === null && row['unit'] === null ? 'L1' : row['leader'] };
    case 'schemeRevision':
    case 'pluginRevision': {
      const { text, ...rest } = row;
      return { ...rest, ...(text as Loose), number: Number(row['number']) + 1 };
    }
    default:
      return row;
  }
}

export const KINDS: Readonly<Record<string, string>> = {
  M1: 'RATIO',
  M2: 'COUNT',
  M3: 'PERCENTAGE',
  PUBLISH_ON_TIME: 'RATIO',
  PUBLIC_CONTENT_FULL: 'RATIO',
};

function mendedReading(row: Loose): Loose {
  const kind = KINDS[String(row['metric'])]!;
  const [from, to] = [row['coversFrom'] as Day, row['coversTo'] as Day].toSorted((a, b) => a - b) as [
    Day,
    Day,
  ];
  const span = { coversFrom: from, coversTo: addMonths(to, 1) - 1 };
  const numerator = row['numerator'] as bigint | null;
  const denominator = row['denominator'] as bigint;
  if (kind !== 'RATIO')
    return {
      ...row,
      ...span,
      kind,
      denominator: null,
      numerator: numerator && (numerator * 5n) % 1_000_000n,
    };
  if (numerator === null)
    return {
      ...row,
      ...span,
      kind,
      denominator: null,
      publishedPercent: row['publishedPercent'] ?? 700_000n,
    };
  return { ...row, ...span, kind, numerator: numerator < denominator ? numerator : denominator, denominator };
}

function later(day: Day | null, least: Day): Day | null {
  return day === null ? null : Math.max(day, least);
}

function changeOf(entity: AnyEntity): fc.Arbitrary<Change> {
  const cells = Object.entries(entity.columns).map(
    ([name, column]: [string, Column]) => [name, cellOf(entity, name, column)] as const,
  );
  const text = { schemeRevision: schemeText, pluginRevision: pluginText }[entity.name];
  const row = fc
    .record(Object.fromEntries([...cells, ...(text ? [['text', text()] as const] : [])]))
    .map((raw) => mended(entity, raw));
  return fc.tuple(row, fc.integer({ min: 0, max: 11 })).map(([value, dice]) =>
    // Now and then a row is taken back; where it does not stand, the act is refused and changes nothing on either side.
    dice === 0 && entity.name !== 'period'
      ? { entity: entity.name, retract: codeOf(entity, value) }
      : { entity: entity.name, row: value },
  );
}

/** How often rows of each entity are written. */
const WEIGHTS: Readonly<Record<string, number>> = {
  task: 12,
  extension: 12,
  handover: 4,
  cause: 5,
  qualityReview: 5,
  obstacle: 5,
  appointment: 7,
  absence: 3,
  unit: 1,
  unitLineage: 4,
  calendarYear: 1,
  period: 1,
  directingAct: 4,
  reportDuty: 3,
  submission: 5,
  metric: 3,
  target: 7,
  reading: 12,
  indexResult: 3,
  assessment: 4,
  gateFact: 3,
  decidedRating: 3,
  staffRating: 1,
  award: 2,
  initiative: 1,
  schemeRevision: 3,
  pluginRevision: 3,
};

const someChange: fc.Arbitrary<Change> = fc.oneof(
  ...ENTITIES.filter((entity) => WEIGHTS[entity.name]).map((entity) => ({
    weight: WEIGHTS[entity.name]!,
    arbitrary: changeOf(entity),
  })),
);

/** The changes of one act. */
export const someAct: fc.Arbitrary<readonly Change[]> = fc.array(someChange, { minLength: 1, maxLength: 2 });
