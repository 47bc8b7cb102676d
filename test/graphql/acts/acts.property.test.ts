import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Column } from '../../../rules/kit/columns.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import { MODULES } from '../../../server/modules/index.ts';
import { ACT_SUPPORT } from '../../../server/modules/act-support.ts';
import type { ActDeclaration } from '../../../server/platform/acts/define-act.ts';
import type { Payload } from '../../support/acts.ts';
import { ActApi, ActFault, STAGE } from '../../support/acts.ts';

let api: ActApi;

beforeAll(async () => {
  api = await ActApi.open();
});

afterAll(() => api.close());

/** Codes that may exist, by the noun they name; acts of one run make more of them. */
const MADE = ['N1', 'N2', 'N3'];
const codesOf = (entity: string): string[] => [
  ...(STAGE[entity] ?? []).map((row) => String(row['code'])),
  ...MADE,
  ...(entity === 'submission' ? ['R/2026-09-30/1'] : []),
];

const HOSTILE = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    ';',
    'a;b',
    '\u0000',
    '\ud800',
    "'; drop table act; --",
    'x'.repeat(200),
    '__proto__',
    '👑',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

const DAY = fc.oneof(
  // Since 14 October 2026, and tomorrow: quarters before then may have been locked by an earlier step.
  { weight: 20, arbitrary: fc.integer({ min: 20_740, max: 20_780 }).map(formatDay) },
  { weight: 1, arbitrary: fc.constantFrom('0001-01-01', '9999-12-31', '2024-02-29', '0000-01-01') },
);

const QUANTITY = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 100 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('-1', '0.0001', '9223372036854775807', '99999999999999999999', '1.23456789'),
  },
);

function valueOf(column: Column): fc.Arbitrary<unknown> {
  const sometimesHostile = (usual: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: HOSTILE });
  switch (column.type) {
    case 'code':
      return sometimesHostile(fc.constantFrom(...(column.of === null ? MADE : codesOf(column.of))));
    case 'codes':
      return fc.array(fc.constantFrom(...(column.of === null ? MADE : codesOf(column.of))), { maxLength: 2 });
    case 'text':
      return sometimesHostile(fc.constantFrom('Nội dung', 'Lý do'));
    case 'label':
      return fc.record({ vi: sometimesHostile(fc.constant('Tên')), en: fc.constant('Name') });
    case 'day':
      return DAY;
    case 'days':
      return fc.array(DAY, { maxLength: 3 });
    case 'count':
      return fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(1, 30, 2026) },
        { weight: 1, arbitrary: fc.constantFrom(0, 2_147_483_647, -1) },
      );
    case 'quantity':
      return QUANTITY;
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...column.values);
    default:
      return column satisfies never;
  }
}

function rowOf(columns: Readonly<Record<string, Column>>): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    Object.fromEntries(
      Object.entries(columns).map(([name, column]) => {
        const value = valueOf(column);
        return [name, column.nullable ? fc.option(value, { freq: 2 }) : value];
      }),
    ),
  );
}

interface Step {
  readonly name: string;
  readonly input: Record<string, unknown>;
}

function stepOf(act: ActDeclaration): fc.Arbitrary<Step> {
  const rarely = (value: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
  const request = fc.record({
    evidence: rowOf(ACT_SUPPORT.evidence),
    note: rarely(fc.constantFrom('Ghi chú', '\u0007')),
    idempotencyKey: rarely(fc.constantFrom('k1', 'k2', 'k3', 'k4', ';')),
    readAt: rarely(fc.constantFrom(0, 1, 5, 1_000_000, -1)),
  });
  const one = fc
    .tuple(rowOf(act.columns), request)
    .map(([row, rest]) => ({ name: act.name, input: { ...row, ...rest } }));
  if (act.bulk === null) return one;
  const { name } = act.bulk;
  const many = fc
    .tuple(fc.array(rowOf(act.columns), { maxLength: 3 }), request)
    .map(([rows, rest]) => ({ name, input: { rows, ...rest } }));
  return fc.oneof(one, many);
}

/** Tasks have the longest lives: their acts come more often. */
const APIS = await Promise.all(MODULES.map(({ api }) => api()));
const STEP = fc.oneof(
  ...APIS.flatMap(({ api }) => api.acts).map((act) => ({
    weight: act.entity.name === 'task' ? 4 : 1,
    arbitrary: stepOf(act),
  })),
);

const STEPS = fc.array(STEP, { minLength: 8, maxLength: 16, size: 'max' });

interface Shown {
  readonly tasks: {
    readonly nodes: readonly {
      readonly code: string;
      readonly acceptedOn: string | null;
      readonly acceptedSubmissionOn: string | null;
      readonly withdrawnOn: string | null;
    }[];
  };
}

/** Everything that the acts are about can still be read, and tasks are in one state each. */
async function readable(): Promise<void> {
  const { data, errors } = await api.answer<Shown>(
    `{ tasks(first: 100) { nodes { code acceptedOn acceptedSubmissionOn withdrawnOn timeliness progress leadUnit { code } } }
       units { nodes { code closedOn } } periods { nodes { code lockedOn sealedOn } }
       readings { nodes { code numerator } } obstacles { nodes { code clearedOn } } }`,
  );
  expect(errors).toBeUndefined();
  for (const task of data!.tasks.nodes) {
    expect(task.acceptedOn === null, task.code).toBe(task.acceptedSubmissionOn === null);
    expect(task.acceptedOn !== null && task.withdrawnOn !== null, task.code).toBe(false);
  }
}

it(
  'whatever is asked, in whatever order, is recorded whole or refused in words',
  { timeout: 300_000 },
  async () => {
    const recorded = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(STEPS, async (steps) => {
        for (const { name, input } of steps) {
          const before = await api.position();
          const answer = await api.act(name, input).catch((error: unknown) => error);
          if (answer instanceof ActFault) {
            // Input that no GraphQL type admits.
            expect(answer.codes, answer.message).toEqual(answer.codes.map(() => 'BAD_USER_INPUT'));
            expect(await api.position()).toBe(before);
            continue;
          }
          if (answer instanceof Error) throw answer;
          const { position, problems } = answer as Payload;
          expect(position === null).toBe(problems.some(({ severity }) => severity === 'REFUSED'));
          for (const { message } of problems) expect(message).not.toBe('');
          const after = await api.position();
          expect(after - before).toBeLessThanOrEqual(position === null ? 0 : 1);
          if (after > before) recorded.set(name, (recorded.get(name) ?? 0) + 1);
        }
        await readable();
      }),
      { numRuns: Number(process.env['ACT_RUNS'] ?? 40), seed: 20261122 },
    );
    expect(await api.faults()).toEqual([]);
    // A test in which everything is refused would prove nothing.
    expect(recorded.size).toBeGreaterThan(12);
  },
);
