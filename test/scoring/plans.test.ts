// What a few units need of a period is found by index: no statement passes over everybody's whole history.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '../../rules/kit/day.ts';
import { CATALOGUE } from '../../server/catalogue.ts';
import { importFolder } from '../../server/sample/folder.ts';
import { FACT_LOADERS } from '../../server/scoring/facts/index.ts';
import type { FactScope } from '../../server/scoring/facts/scope.ts';
import { codesText, dayOfTruth } from '../../server/scoring/facts/scope.ts';
import { ScoreService } from '../../server/scoring/score-service.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';

let database: TestDatabase;
let scope: FactScope;
beforeAll(async () => {
  database = await openTestDatabase();
  const ledger = await importFolder(
    database,
    new URL('../../server/sample/tinh-mau', import.meta.url).pathname,
  );
  // A server's own analysis in between would take back what the planner is told.
  await database.query(
    `do $$ declare one record; begin
       for one in select relname from pg_class where relkind = 'r' and relname like '%\\_version' loop
         execute format('alter table %I set (autovacuum_enabled = false)', one.relname);
       end loop; end $$`,
  );
  await database.query('analyze');
  // The planner is told of a province of many thousands of rows: among a few dozen any index is as good as another.
  await database.query(
    "update pg_class set reltuples = reltuples * 1000 where relkind = 'r' and relname like '%\\_version'",
  );
  const { plan, snapshot } = await new ScoreService(database, CATALOGUE).plan({
    ...ledger,
    scheme: 'civil-servant-2026',
    period: '2026-Q2',
  });
  const { organisation } = snapshot;
  const [post] = [...organisation.appointments.values()].filter(({ unit }) => unit !== 'HC-TINH');
  scope = {
    authority: ledger.authority,
    position: ledger.position,
    decisionPosition: ledger.position,
    period: plan.period,
    ...dayOfTruth(plan.period, parseDay('2026-12-01')),
    calendar: plan.calendar,
    organisation,
    units: [post!.unit],
    leaders: [post!.leader],
  };
}, 120_000);
afterAll(() => database.close());

/** The plans of a fact's statements, by which a table is never read from end to end where an index will do. */
async function planOf(fact: string): Promise<string> {
  const plans: string[] = [];
  await FACT_LOADERS[fact]!.load(
    {
      async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
        await database.transaction(async (tx) => {
          await tx.query('set local enable_seqscan = off');
          const lines = await tx.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, parameters);
          plans.push(...lines.map((line) => line['QUERY PLAN']));
        });
        return database.query<T>(sql, parameters);
      },
    },
    scope,
  );
  return plans.join('\n');
}

/** Conditions that the index itself answers, of every scan of it. */
function conditionsOn(plan: string, index: string): string[] {
  const lines = plan.split('\n');
  return lines.flatMap((line, at) =>
    line.includes(` ${index} `)
      ? [lines.slice(at + 1, at + 3).find((next) => next.includes('Index Cond')) ?? '']
      : [],
  );
}

describe('facts of a few units are found by index', () => {
  const SEARCHES = [
    ['task', 'task_version_lead_unit', ['authority', 'lead_unit']],
    ['assignment', 'task_version_assigned_by_assigned_on', ['authority', 'assigned_by', 'assigned_on']],
    ['target', 'target_version_unit_by', ['authority', 'unit', 'by']],
    ['target', 'reading_version_unit_covers_to', ['authority', 'unit', 'covers_to']],
    ['reading', 'reading_version_unit_covers_to', ['authority', 'unit', 'covers_to']],
    ['report', 'report_duty_version_unit', ['authority', 'unit']],
    ['report', 'submission_version_duty_due_on', ['authority', 'duty', 'due_on']],
    ['directing-act', 'directing_act_version_leader', ['authority', 'leader']],
    ['index-result', 'index_result_version_unit', ['authority', 'unit']],
    ['obstacle', 'obstacle_version_owed_by', ['authority', 'owed_by']],
  ] as const;

  for (const [fact, index, columns] of SEARCHES) {
    it(`${fact}: ${index} by ${columns.join(', ')}`, async () => {
      const plan = await planOf(fact);
      const found = conditionsOn(plan, index);
      expect(found, plan).not.toEqual([]);
      for (const condition of found)
        for (const column of columns) expect(condition, plan).toMatch(new RegExp(`\\b${column}\\b`));
    });
  }
});

describe('codes as one parameter', () => {
  it('arrive as they were, whatever they are made of', async () => {
    const codes = ['A', '', 'a "quoted" one', 'back\\slash', '{brace,comma}', 'NULL', ' Sở Nội vụ ', "it's"];
    const [row] = await database.query<{ codes: string[] }>('select to_json($1::text::text[]) as codes', [
      codesText(codes),
    ]);
    expect(row!.codes).toEqual(codes);
    const [none] = await database.query<{ codes: string[] }>('select to_json($1::text::text[]) as codes', [
      codesText([]),
    ]);
    expect(none!.codes).toEqual([]);
  });
});
