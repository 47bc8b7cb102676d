// What a few units need of a period is found by index: no statement passes over everybody's whole history.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '../../rules/kit/day.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { importFolder } from '../../server/imports/sources/folder.ts';
import { FACT_LOADERS, loaderOf } from '../../server/facts/loaders/index.ts';
import type { FactScope } from '../../server/facts/scope.ts';
import { codesText, dayOfTruth } from '../../server/facts/scope.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
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
         -- Of three rows with one authority the planner would conclude that every third row has another.
         execute format('alter table %I alter column authority set (n_distinct = 1)', one.relname);
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

/** What a fact asks the database for one scope. */
async function statementsOf(fact: string, requested: FactScope) {
  const statements: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
  await loaderOf(fact)!.load(
    {
      query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
        statements.push({ sql, parameters });
        return database.query<T>(sql, parameters);
      },
    },
    requested,
  );
  return statements;
}

const literal = (value: unknown) => `'${String(value).replaceAll("'", "''")}'`;

/**
 * The plans of a fact's statements, by which a table is never read from end to end where an index will do: made for these
 * parameters, or once for any, as a prepared statement's may be.
 */
async function planOf(fact: string, forAny: boolean): Promise<string> {
  const plans: string[] = [];
  for (const { sql, parameters } of await statementsOf(fact, scope)) {
    await database.transaction(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      await tx.query(`set local plan_cache_mode = force_${forAny ? 'generic' : 'custom'}_plan`);
      await tx.query(`prepare planned as ${sql}`);
      const lines = await tx.query<{ 'QUERY PLAN': string }>(
        `explain execute planned (${parameters.map(literal).join(', ')})`,
      );
      await tx.query('deallocate planned');
      plans.push(...lines.map((line) => line['QUERY PLAN']));
    });
  }
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

  const cases = SEARCHES.flatMap((search) => [true, false].map((forAny) => [...search, forAny] as const));
  for (const [fact, index, columns, forAny] of cases) {
    it(`${fact}: ${index} by ${columns.join(', ')}, planned ${forAny ? 'once for any units' : 'for these units'}`, async () => {
      const plan = await planOf(fact, forAny);
      const found = conditionsOn(plan, index);
      expect(found, plan).not.toEqual([]);
      for (const condition of found)
        for (const column of columns) expect(condition, plan).toMatch(new RegExp(`\\b${column}\\b`));
    });
  }
});

describe('statements planned once a connection', () => {
  it('every fact asks one statement, the same text for any units, people, period and day', async () => {
    const { plan, snapshot } = await new ScoreService(database, CATALOGUE).plan({
      authority: scope.authority,
      position: scope.position,
      scheme: 'emulation-2026',
      period: '2026',
    });
    const { organisation, calendar } = snapshot;
    const others: FactScope = {
      ...scope,
      period: plan.period,
      ...dayOfTruth(plan.period, plan.period.to - 1),
      calendar,
      organisation,
      units: [...organisation.units.keys()],
      leaders: [...snapshot.leaders.keys()],
    };
    for (const fact of Object.keys(FACT_LOADERS)) {
      const [few, many] = [await statementsOf(fact, scope), await statementsOf(fact, others)];
      expect(few.length, fact).toBe(1);
      expect(
        many.map(({ sql }) => sql),
        fact,
      ).toEqual(few.map(({ sql }) => sql));
    }
  });
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
