// Every field of the schema, asked by every role over every scope, against what each may see told independently from the rows
// themselves.
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { execute, getNamedType, isInterfaceType, isLeafType, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../server/schemes/catalogue.ts';
import type { App } from '../../../server/graphql/app.ts';
import { createApp } from '../../../server/graphql/app.ts';
import { describeFault } from '../../../server/graphql/errors.ts';
import { schema } from '../../../server/graphql/schema.ts';
import { ENTITIES } from '../../../server/slices.ts';
import { fixedClock } from '../../../server/platform/clock.ts';
import { versionTable } from '../../../server/platform/model/storage.ts';
import type { Viewer } from '../../../server/platform/model/viewer.ts';
import type { Answer } from '../../support/api.ts';
import type { TestDatabase } from '../../support/database.ts';
import { announcing } from '../../support/changes.ts';
import { openTestDatabase } from '../../support/database.ts';
import { Province } from '../../support/province.ts';
import { idOf, rootQuestions } from './asking.ts';
import type { Row, Thing } from './oracle.ts';
import { CURIOUS, HEADS, NOBODY, SEEN, VIEWERS, allowedTo, secretsOf, textsIn } from './oracle.ts';
import { LOCKING, PEOPLE, RECEIVERS, STORY, UNITS } from './story.ts';

let app: App;
let database: TestDatabase;
let built: GraphQLSchema;
beforeAll(async () => {
  database = await openTestDatabase();
  const province = new Province(database, 'T');
  await province.append(STORY);
  await province.append(LOCKING);
  await new Province(database, 'U').append(STORY);
  const clock = fixedClock('2024-06-15T09:00:00+07:00');
  await announcing(database, clock).catchUp('T');
  app = await createApp({ database, clock, catalogue: CATALOGUE });
  built = await schema();
}, 120_000);
afterAll(async () => {
  await app.stop();
  await database.close();
});

async function ask(query: string, viewer: Viewer | null): Promise<Answer<Record<string, unknown>>> {
  const { body } = await app.apollo.executeOperation({ query }, { contextValue: app.context('vi', viewer) });
  if (body.kind !== 'single') throw new Error('an incremental answer');
  return JSON.parse(JSON.stringify(body.singleResult)) as Answer<Record<string, unknown>>;
}

/** The same past the limits: questions for every field at once are longer than any that is answered. */
async function carryOut(query: string, viewer: Viewer | null): Promise<Answer<Record<string, unknown>>> {
  const contextValue = app.context('vi', viewer);
  const { data, errors } = await execute({ schema: built, document: parse(query), contextValue });
  const faults = errors?.map(({ originalError, message }) => {
    const { code } = describeFault(originalError, 'vi', { error: () => undefined });
    return { message, extensions: { code } };
  });
  return { data: data ?? null, ...(faults && { errors: faults }) };
}

let kept: Promise<readonly Thing[]> | null = null;
const things = (): Promise<readonly Thing[]> => (kept ??= readThings());

async function readThings(): Promise<Thing[]> {
  const found = await Promise.all(
    ENTITIES.map(async (entity) => {
      const rows = await database.query<{ row: Row }>(
        `select to_jsonb(v) as row from "${versionTable(entity)}" v where authority = 'T' and superseded_position is null`,
      );
      return rows.map(({ row }) => ({ noun: entity.name, code: row['code'] as string, row }));
    }),
  );
  return found.flat();
}

/** Types that the story has nothing of, so that questions about them prove only that they are answered without a fault. */
const NOT_IN_THE_STORY = [
  // Drafts and what becomes of them: who may look is asked in acts/configuration/drafts.test.ts.
  ...['Decision', 'Difference', 'Draft', 'Revision', 'Simulation', 'Submission'].map(
    (what) => `Configuration${what}`,
  ),
  ...['Cap', 'Card', 'Line', 'Period', 'Places', 'Subject'].map((what) => `Simulated${what}`),
  'Problem',
  'StuckCriterion',
  // Moves of ranks and changes by cause: ranking-moves.test.ts and score-events.test.ts.
  'AnnouncedRank',
  'RankMove',
  'ScoreChangePart',
  // What schemes with gates, caps and titles have on their cards, which are open or closed as a whole.
  'Ceiling',
  'ConditionResult',
  'ParameterValue',
  'StandingTitle',
  'TitleProposal',
  // Configuration, which is open to all.
  'SchemeCap',
  'SchemeFloor',
  'SchemeLimit',
  'SchemeTitle',
];

describe('every field', () => {
  it('is asked for by the questions below', async () => {
    const requested = new Set(rootQuestions(built, await things()).flatMap(({ covered }) => [...covered]));
    const types = new Set<string>();
    const walk = (type: GraphQLNamedType): void => {
      if (types.has(type.name) || isLeafType(type)) return;
      types.add(type.name);
      if (isInterfaceType(type)) for (const one of built.getPossibleTypes(type)) walk(one);
      else if (isObjectType(type))
        for (const field of Object.values(type.getFields())) walk(getNamedType(field.type));
    };
    walk(built.getQueryType()!);
    const missing = [...types]
      .flatMap((name) => {
        const type = built.getType(name);
        return isObjectType(type) && name !== 'Query'
          ? Object.keys(type.getFields()).map((field) => `${name}.${field}`)
          : [];
      })
      .filter((field) => !requested.has(field));
    expect(missing).toEqual([]);
  });

  it('of every type is answered with something to whoever may see all of it', async () => {
    const answered = new Set<string>();
    const look = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(look);
      else if (typeof value === 'object' && value !== null)
        for (const [key, entry] of Object.entries(value)) {
          if (entry === null || (Array.isArray(entry) && entry.length === 0)) continue;
          answered.add(key.split('_')[0]!);
          look(entry);
        }
    };
    const types = new Set<string>();
    for (const { query, covered } of rootQuestions(built, await things())) {
      for (const field of covered) types.add(field.split('.')[0]!);
      look(
        (
          await carryOut(
            query,
            VIEWERS.find(({ subject }) => subject === 'AUDITOR null null')!,
          )
        ).data,
      );
    }
    const unanswered = [...types].filter((type) => !answered.has(type)).toSorted();
    expect(unanswered).toEqual([...NOT_IN_THE_STORY].toSorted());
  });

  it.each(CURIOUS.map((viewer) => [viewer.subject, viewer] as const))(
    'shows %s nothing that is not theirs, and answers without a fault',
    async (_name, viewer) => {
      const all = await things();
      const secrets = secretsOf(all, allowedTo(viewer));
      let shown = 0;
      for (const { name, query } of rootQuestions(built, all)) {
        const { data, errors } = await carryOut(query, viewer);
        const texts = [...textsIn(data)];
        shown += texts.length;
        const leaked = texts.filter((text) => secrets.has(text));
        expect([...new Set(leaked)], `${viewer.subject} asks ${name}`).toEqual([]);
        const codes = (errors ?? []).map(({ extensions }) => extensions.code);
        expect(
          codes.filter((code) => code !== 'FORBIDDEN' && code !== 'BAD_USER_INPUT'),
          `${viewer.subject} asks ${name}: ${JSON.stringify(errors)}`,
        ).toEqual([]);
      }
      // What is open to everybody is a good deal: questions that show nothing would prove nothing.
      expect(shown).toBeGreaterThan(1000);
    },
    120_000,
  );
});

describe('what is open', () => {
  it.each(VIEWERS.map((viewer) => [viewer.subject, viewer] as const))(
    'is there for %s, all of it and counted as it is',
    async (_name, viewer) => {
      const all = await things();
      const to = allowedTo(viewer);
      const seen = (entity: string) =>
        all
          .flatMap((one) => (one.noun === entity && SEEN[entity]!(one.row, to) ? [one.code] : []))
          .toSorted();
      const list = async (field: string, args = '') => {
        const { data, errors } = await ask(
          `{ list: ${field}(authority: "T", first: 100${args}) { totalCount nodes { code } } }`,
          viewer,
        );
        if (errors) return errors[0]!.extensions.code;
        const { totalCount, nodes } = data!['list'] as { totalCount: number; nodes: { code: string }[] };
        expect(totalCount, field).toBe(nodes.length);
        return nodes.map(({ code }) => code).toSorted();
      };
      expect(await list('units')).toEqual(seen('unit'));
      expect(await list('tasks')).toEqual(seen('task'));
      expect(await list('tasks', ', filter: { timeliness: [OPEN_OVERDUE, OPEN_IN_TERM] }')).toEqual(
        seen('task'),
      );
      expect(await list('obstacles')).toEqual(seen('obstacle'));
      const mayKnowPeople = to.people.size > 0 || to.peopleUnits.size > 0;
      expect(await list('leaders')).toEqual(mayKnowPeople ? seen('leader') : 'FORBIDDEN');
      const nodes = all.filter(({ noun: entity, code }) => idOf(entity, code).length > 0);
      for (let start = 0; start < nodes.length; start += 100) {
        const some = nodes.slice(start, start + 100);
        const ids = JSON.stringify(some.flatMap(({ noun: entity, code }) => idOf(entity, code)));
        const { data } = await ask(`{ nodes(ids: ${ids}) { id } }`, viewer);
        const there = (data!['nodes'] as (object | null)[]).map((node) => node !== null);
        const named = (flags: readonly boolean[]) =>
          some.map(({ noun: entity, code }, index) => `${entity} ${code} ${flags[index]}`);
        expect(named(there)).toEqual(named(some.map(({ noun: entity, row }) => SEEN[entity]!(row, to))));
      }
    },
    120_000,
  );

  it.each(VIEWERS.map((viewer) => [viewer.subject, viewer] as const))(
    'are cards and ranks for %s, of those only whom the role judges, and their own',
    async (_name, viewer) => {
      const to = allowedTo(viewer);
      const scored = Object.values(HEADS)
        .filter((leader) => to.judged.has(leader))
        .toSorted();
      const scheme = 'authority: "T", scheme: "project-06-leader-2024", period: "2024-Q2"';
      const one = await ask(
        `{ ${PEOPLE.map((code) => `${code}: scoreCard(${scheme}, leader: "${code}") { leader { code } points }`).join(' ')} }`,
        viewer,
      );
      const cards = Object.entries(one.data ?? {}).flatMap(([code, card]) => (card === null ? [] : [code]));
      expect(cards.toSorted()).toEqual(scored);
      for (const field of ['scoreCards', 'ranking']) {
        const { data, errors } = await ask(
          `{ list: ${field}(${scheme}) { totalCount nodes { leader { code } } } }`,
          viewer,
        );
        if (to.judged.size === 0 && to.judgedUnits.size === 0)
          expect(errors?.[0]?.extensions.code, field).toBe('FORBIDDEN');
        else {
          const { totalCount, nodes } = data!['list'] as {
            totalCount: number;
            nodes: { leader: { code: string } }[];
          };
          expect(nodes.map(({ leader }) => leader.code).toSorted(), field).toEqual(scored);
          expect(totalCount, field).toBe(scored.length);
        }
      }
      const unitScheme = 'authority: "T", scheme: "service-index-2026", period: "2024-Q2"';
      const units = await ask(
        `{ ${UNITS.map((code) => `${code}: scoreCard(${unitScheme}, unit: "${code}") { unit { code } }`).join(' ')} }`,
        viewer,
      );
      for (const code of UNITS) if (!to.units.has(code)) expect(units.data?.[code] ?? null, code).toBeNull();
      const counted = await ask('{ taskTracking(authority: "T") { counts { total } } }', viewer);
      // A task counts where it is answered for.
      const led = UNITS.filter((unit) => to.units.has(RECEIVERS[`TASK-${unit}`] ?? unit)).length;
      expect(counted.data).toEqual({ taskTracking: { counts: { total: led } } });
    },
    120_000,
  );

  it('is nothing at all for whoever was granted nothing here, and is not told apart from what there is not', async () => {
    const all = await things();
    const ids = JSON.stringify(all.flatMap(({ noun: entity, code }) => idOf(entity, code)).slice(0, 5));
    for (const viewer of NOBODY) {
      expect((await ask('{ authorities { code } }', viewer)).data).toEqual({ authorities: [] });
      expect((await ask('{ authority(code: "T") { code } }', viewer)).data).toEqual({ authority: null });
      const there = await ask('{ units(authority: "T") { totalCount } }', viewer);
      const absent = await ask('{ units(authority: "ABSENT") { totalCount } }', viewer);
      expect(JSON.stringify(there).replaceAll('"T"', '"ABSENT"').replaceAll('\\"T\\"', '\\"ABSENT\\"')).toBe(
        JSON.stringify(absent),
      );
      const { data, errors } = await ask(`{ nodes(ids: ${ids}) { id } }`, viewer);
      expect(data).toEqual({ nodes: Array.from({ length: 5 }, () => null) });
      expect(errors).toHaveLength(5);
    }
  });

  it('is nothing for whoever is not known', async () => {
    for (const { query } of rootQuestions(built, await things()).slice(0, 8)) {
      const { errors } = await carryOut(query, null);
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('is told by the units as they stood at the position that is read', async () => {
    const story = new Province(database, 'U');
    const viewer = {
      subject: 'agency',
      leader: null,
      grants: [{ authority: 'U', role: 'STANDING_AGENCY', unit: 'A' }],
    } as const;
    const tasks = async (at: number) => {
      const query = `{ tasks(authority: "U", knownAt: { position: ${at} }) { nodes { code } } }`;
      const { data } = await ask(query, viewer);
      return (data!['tasks'] as { nodes: { code: string }[] }).nodes.map(({ code }) => code);
    };
    expect(await tasks(1)).toEqual(['TASK-A', 'TASK-B', 'TASK-X']);
    const moved = { code: 'X', name: 'Chi cục X', kind: 'ORGANISATION', parent: 'B', openedOn: '2020-01-01' };
    const after = await story.append({ unit: [moved] });
    expect(await tasks(after)).toEqual(['TASK-A']);
    expect(await tasks(1)).toEqual(['TASK-A', 'TASK-B', 'TASK-X']);
  });
});
