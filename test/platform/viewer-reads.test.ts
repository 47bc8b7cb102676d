// The second wall: what the database itself refuses the application role, whatever the program asks.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { code, text } from '../../rules/kit/columns.ts';
import { ENTITIES } from '../../server/slices.ts';
import { openDatabase } from '../../server/platform/database/open-database.ts';
import { DATA_MODEL } from '../../server/data-model.ts';
import type { Database, ViewerClaims } from '../../server/platform/database/database.ts';
import { StatementOutsideTransaction } from '../../server/platform/database/guarded-dialect.ts';
import { defineEntity } from '../../server/platform/model/entity.ts';
import { versionTable } from '../../server/platform/model/storage.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { HEADER, Province } from '../support/province.ts';
import { DRAFT, PEOPLE } from './people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await new Province(database, 'T').append({ ...HEADER, ...PEOPLE });
  await new Province(database, 'U').append({ ...HEADER, ...PEOPLE });
  await announce('T');
  await announce('U');
}, 60_000);
afterAll(() => database.close());

/** Announced: the work of A, the cards of Ann and of Bao, and ranks of both. */
async function announce(authority: string): Promise<void> {
  const events = [
    ['work of A', ['A'], []],
    ['card of Ann', ['A'], ['ANN']],
    ['card of Bao', ['B'], ['BAO']],
    ['ranks of both', ['A', 'B'], ['ANN', 'BAO']],
  ] as const;
  for (const [number, [subject, units, leaders]] of events.entries())
    await database.query(
      `insert into score_event
         (authority, position, number, id, kind, day, scheme, period, subject, units, leaders, rating_changed, body, recorded_at)
       values ($1, 1, $2, gen_random_uuid(), 'score.changed', '2024-06-01', 's', '2024-Q2', $3,
         array(select jsonb_array_elements_text($4::text::jsonb)), array(select jsonb_array_elements_text($5::text::jsonb)),
         false, '{}', now())`,
      [authority, number, subject, JSON.stringify(units), JSON.stringify(leaders)],
    );
}

const NOBODY: ViewerClaims = { authority: 'T', leader: null, whole: [], units: {} };

/** Codes of rows that are there for these claims, of every table that is about persons. */
async function seen(claims: ViewerClaims): Promise<string[]> {
  const reads = database.as(claims);
  const tables = ENTITIES.filter(
    ({ visibility }) => visibility.class === 'PERSON' || visibility.class === 'EVALUATION',
  );
  const rows = await Promise.all(
    tables.map((entity) =>
      reads.query<{ authority: string; code: string }>(
        `select authority, code from "${versionTable(entity)}" order by code collate "C"`,
      ),
    ),
  );
  expect(rows.flat().every(({ authority }) => authority === claims.authority)).toBe(true);
  return rows.flat().map(({ code }) => code);
}

const OF_ANN = ['ANN', 'ANN-A', 'ABS-ANN', 'FOUND-ANN-A', 'AW-ANN', 'IN-ANN'];
const JUDGED_ANN = ['AS-ANN', 'GF-ANN', 'DR-ANN', 'A/2024-Q1/GOOD'];

/** A draft of configuration, its simulation, submission and decision: seen over a whole authority only. */
const PREPARED = [DRAFT, `${DRAFT}/d`, DRAFT, DRAFT];

describe('rows about persons, read as the application role', () => {
  it('are not there without claims, without scope, or for another authority’s scope', async () => {
    expect(await seen(NOBODY)).toEqual([]);
    expect(await seen({ ...NOBODY, authority: 'NOWHERE', whole: ['PERSON', 'EVALUATION'] })).toEqual([]);
    const bare = await database.transaction(async (tx) => {
      await tx.query(`select set_config('role', 'scorecard_reader', true)`);
      return tx.query('select 1 from gate_fact_version');
    });
    expect(bare).toEqual([]);
  });

  it('are the people of the units in scope, and what was judged of them only for those whose role it is', async () => {
    expect(await seen({ ...NOBODY, units: { PERSON: ['A'] } })).toEqual(OF_ANN);
    const both = await seen({ ...NOBODY, units: { PERSON: ['A'], EVALUATION: ['A'] } });
    expect(both.toSorted()).toEqual([...OF_ANN, ...JUDGED_ANN].toSorted());
    const other = await seen({ ...NOBODY, units: { PERSON: ['B'], EVALUATION: ['B'] } });
    expect(other.toSorted()).toEqual(
      [
        'BAO',
        'BAO-B',
        'ABS-BAO',
        'FOUND-BAO-B',
        'AW-B',
        'IN-BAO',
        'AS-B',
        'GF-BAO',
        'DR-B',
        'B/2024-Q1/GOOD',
      ].toSorted(),
    );
  });

  it('are a leader’s own, what was judged of them included', async () => {
    expect((await seen({ ...NOBODY, leader: 'ANN' })).toSorted()).toEqual(
      [...OF_ANN, 'AS-ANN', 'GF-ANN', 'DR-ANN'].toSorted(),
    );
    expect((await seen({ ...NOBODY, leader: 'CHI' })).toSorted()).toEqual(
      ['CHI', 'ABS-CHI', 'IN-CHI', 'GF-CHI'].toSorted(),
    );
  });

  it('are all there over a whole authority, and only of it', async () => {
    const all = await seen({ ...NOBODY, whole: ['PERSON', 'EVALUATION'] });
    expect(all).toHaveLength(3 + 2 + 3 + 2 + 2 + 3 + 2 + 3 + 2 + 2 + PREPARED.length);
    expect(all).toEqual(expect.arrayContaining(PREPARED));
    expect(await seen({ ...NOBODY, whole: ['PERSON'] })).toHaveLength(15);
  });

  it('stay hidden behind counts, joins and conditions too', async () => {
    const reads = database.as({ ...NOBODY, units: { PERSON: ['A'] } });
    const [counts] = await reads.query<{ gates: number; posts: number; joined: number }>(
      `select (select count(*)::int from gate_fact_version) as gates,
              (select count(*)::int from appointment_version) as posts,
              (select count(*)::int from unit_version u join appointment_version p on p.unit = u.code) as joined`,
    );
    expect(counts).toEqual({ gates: 0, posts: 1, joined: 2 });
  });
});

describe('announced changes, read as the application role', () => {
  const announced = async (claims: ViewerClaims): Promise<string[]> => {
    const rows = await database
      .as(claims)
      .query<{ authority: string; subject: string }>(
        'select authority, subject from score_event order by number',
      );
    expect(rows.every(({ authority }) => authority === claims.authority)).toBe(true);
    return rows.map(({ subject }) => subject);
  };

  it('are of people only where the claims open what was judged of them', async () => {
    expect(await announced(NOBODY)).toEqual(['work of A']);
    expect(await announced({ ...NOBODY, whole: ['PERSON'], units: { PERSON: ['A'] } })).toEqual([
      'work of A',
    ]);
    expect(await announced({ ...NOBODY, units: { EVALUATION: ['A'] } })).toEqual([
      'work of A',
      'card of Ann',
      'ranks of both',
    ]);
    expect(await announced({ ...NOBODY, leader: 'BAO' })).toEqual([
      'work of A',
      'card of Bao',
      'ranks of both',
    ]);
    expect(await announced({ ...NOBODY, whole: ['EVALUATION'] })).toHaveLength(4);
    expect(await announced({ ...NOBODY, authority: 'NOWHERE', whole: ['EVALUATION'] })).toEqual([]);
  });
});

describe('a noun', () => {
  it('that does not say who may see its rows is refused where it is declared', () => {
    const spec = {
      name: 'secret',
      file: 'secrets',
      group: 'DATA',
      title: { vi: '–', en: '–' },
      help: { vi: '–', en: '–' },
      key: ['code'],
      columns: { code: code('Mã', 'Code'), note: text('Ghi chú', 'Note') },
      stamps: () => [],
    } as const;
    const undeclared = /does not declare who may see/;
    expect(() => defineEntity(spec as never)).toThrow(undeclared);
    expect(() => defineEntity({ ...spec, visibility: { class: 'ANYBODY' } as never })).toThrow(undeclared);
    expect(() => defineEntity({ ...spec, visibility: { class: 'UNIT', units: [] } })).toThrow(undeclared);
    expect(() => defineEntity({ ...spec, visibility: { class: 'UNIT', units: ['note'] } })).toThrow(
      undeclared,
    );
    expect(() =>
      defineEntity({ ...spec, visibility: { class: 'PERSON', leader: null, unit: null } }),
    ).toThrow(undeclared);
    expect(defineEntity({ ...spec, visibility: { class: 'OPEN' } }).name).toBe('secret');
  });
});

describe('the application role', () => {
  it('may look at every noun’s table, and at those about persons only through a policy', async () => {
    const rows = await database.query<{ name: string; open: boolean; walled: boolean }>(
      `select c.relname as name, has_table_privilege('scorecard_reader', c.oid, 'select') as open,
              c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid) as walled
       from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`,
    );
    const tables = new Map(rows.map((row) => [row.name, row]));
    for (const entity of ENTITIES) {
      const isPersonal = ['PERSON', 'EVALUATION'].includes(entity.visibility.class);
      expect(tables.get(versionTable(entity)), entity.name).toMatchObject({ open: true, walled: isPersonal });
    }
  });

  it.each([
    'select body from act',
    'select actor from act',
    'select * from leader',
    'select body from score_card',
    `insert into flag (authority, position, number, noun, code, problem) values ('T', 1, 99, 'unit', 'A', '{}')`,
    `update unit_version set kind = 'COMMUNE'`,
    'create table mine (a int)',
  ])('may not: %s', async (sql) => {
    const reads = database.as({ ...NOBODY, whole: ['PERSON', 'EVALUATION'] });
    await expect(reads.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|25006)$/) });
  });

  it('is left behind when the statement ends: the next one of the program is the owner’s again', async () => {
    await database.as(NOBODY).query('select 1 as one');
    await expect(database.as(NOBODY).query('select 1 / 0')).rejects.toThrow('division by zero');
    const rows = await Promise.all(
      Array.from({ length: 12 }, () =>
        database.query<{ role: string; claims: string | null; gates: number }>(
          `select current_user::text as role, nullif(current_setting('scorecard.viewer', true), '') as claims,
                  (select count(*)::int from gate_fact_version) as gates`,
        ),
      ),
    );
    for (const [row] of rows) {
      expect(row).toMatchObject({ claims: null, gates: 6 });
      expect(row!.role).not.toBe('scorecard_reader');
    }
  });
});

describe('a viewer’s statements', () => {
  it('asked in one turn share a transaction; one that fails leaves the others their answers', async () => {
    const reads = database.as(NOBODY);
    const id = 'select (pg_current_snapshot())::text as at, pg_backend_pid() as pid, now()::text as begun';
    const [one, two] = await Promise.all([
      reads.query<{ begun: string }>(id),
      reads.query<{ begun: string }>(id),
    ]);
    expect(one[0]!.begun).toBe(two[0]!.begun);
    const mixed = await Promise.allSettled([
      reads.query('select 1 as n'),
      reads.query('select 1 / 0'),
      reads.query('select 3 as n'),
    ]);
    expect(mixed.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('of different viewers never mix, however many ask at once', async () => {
    const requested = Array.from({ length: 60 }, (_, index) => (index % 2 ? 'ANN' : 'BAO'));
    const answers = await Promise.all(
      requested.map((leader) =>
        database.as({ ...NOBODY, leader }).query<{ code: string }>('select code from leader_version'),
      ),
    );
    expect(answers.map((rows) => rows.map(({ code }) => code))).toEqual(requested.map((leader) => [leader]));
  });

  it('count as what they are: the transaction around them is not counted', async () => {
    const reads = database.as(NOBODY);
    const { statements } = await database.countStatements(() =>
      Promise.all([reads.query('select 1 as n'), reads.query('select 2 as n')]),
    );
    expect(statements).toBe(2);
  });

  it('inside a transaction of the program throw at once', async () => {
    await database.transaction(async () => {
      await expect(database.as(NOBODY).query('select 1')).rejects.toThrow(StatementOutsideTransaction);
    });
  });

  it('carry any text in their claims as it is', async () => {
    const leader = `O'Hà "\\' ; drop table act; -- \u{1F600}`;
    const [row] = await database
      .as({ ...NOBODY, leader })
      .query<{ leader: string }>('select scorecard_leader() as leader');
    expect(row!.leader).toBe(leader);
  });
});

describe.runIf(process.env['TEST_DATABASE_URL'])('the role of a cluster', () => {
  it('is made once, however many databases migrate at the same time', async () => {
    const opened = await Promise.allSettled(Array.from({ length: 4 }, () => openTestDatabase()));
    expect(opened.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
    for (const one of opened) if (one.status === 'fulfilled') await one.value.close();
  }, 60_000);

  it('is taken on by a program that connects as an ordinary owner', async () => {
    const { options } = database;
    if (options.kind !== 'server') throw new Error('a server was asked for');
    const name = `owner_${process.pid}_${Date.now()}`;
    await database.query(`create role "${name}" login createrole password 'x'`);
    const own = await openTestDatabase();
    const url = new URL((own.options as { url: string }).url);
    const base = url.pathname.slice(1);
    let asOwner: Database | null = null;
    try {
      await own.query(`drop schema public cascade`);
      await own.query(`create schema public authorization "${name}"`);
      await own.query(`grant create on database "${base}" to "${name}"`);
      url.username = name;
      url.password = 'x';
      asOwner = await openDatabase({ kind: 'server', url: url.href }, DATA_MODEL);
      const province = new Province(asOwner as TestDatabase, 'T');
      await province.append({ ...HEADER, ...PEOPLE });
      const rows = await asOwner.as({ ...NOBODY, leader: 'ANN' }).query('select code from gate_fact_version');
      expect(rows).toEqual([{ code: 'GF-ANN' }]);
      expect(await asOwner.query('select code from gate_fact_version')).toHaveLength(3);
    } finally {
      await asOwner?.close();
      await own.close();
      await database.query(`drop owned by "${name}"`);
      await database.query(`drop role "${name}"`);
    }
  }, 60_000);
});
