// Every list of the schema, found in the schema itself: the number of statements does not grow with the page it is asked below.
import type { GraphQLArgument, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../server/graphql/schema.ts';
import { ENTITIES } from '../../server/slices.ts';
import { typeOfEntity } from '../../server/platform/api/entity-type.ts';
import { versionTable } from '../../server/platform/model/storage.ts';
import type { TestApi } from '../support/api.ts';
import { TestClock, announcing } from '../support/changes.ts';
import { openApi } from '../support/api.ts';

const built = await schema();

/** Version tables by GraphQL type. */
const tables = new Map(
  ENTITIES.flatMap((entity) => {
    const known = typeOfEntity(entity.name);
    return known ? [[known.type.name, versionTable(entity)] as const] : [];
  }),
);

type Given = Readonly<Record<string, string>>;

/** Schemes with a period each; some lists are found on the cards of one only. */
const SCHEMES: readonly Given[] = [
  { period: '"2026-Q2"', scheme: '"civil-servant-2026"' },
  { period: '"2026"', scheme: '"emulation-2026"' },
];
const MOST_WAYS = 6;

/** What required arguments are given, and some others without which little is found. */
const GIVEN: Given = {
  authority: '"HC"',
  metric: '"HC-CT-01"',
  threshold: '"80"',
  code: '"HC"',
  leader: '"HC-SO-XD-L1"',
  configures: '"civil-servant-2026"',
};
/** Where others find more. */
const GIVEN_TO: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Query.unit': { code: '"HC-SO-NV"' },
  'Query.leader': { code: '"HC-SO-XD-L1"' },
  'Query.period': { code: '"2026-Q2"' },
  'Query.scheme': { code: '"civil-servant-2026"' },
  'Query.rulePlugin': { code: '"deadline"' },
  'Query.metric': { code: '"HC-CT-01"' },
  'Query.task': { code: '"HC-NV-0001"' },
  'Query.reports': { asOf: '"2026-09-30"' },
  'Query.node': { id: '"U2NoZW1lOkhDOmNpdmlsLXNlcnZhbnQtMjAyNg"' },
  'Query.nodes': { ids: '$ids' },
};

type Field = GraphQLField<unknown, unknown>;

interface ListField {
  readonly type: GraphQLObjectType;
  readonly field: Field;
}

const isConnection = (field: Field): boolean => getNamedType(field.type).name.endsWith('Connection');
const isList = (field: Field): boolean => isListType(getNullableType(field.type)) || isConnection(field);
const name = ({ type, field }: ListField): string => `${type.name}.${field.name}`;

type Path = readonly ListField[];

/** Types that a question can reach, with several ways there, the shortest first; connections and edges are passed through. */
function reachable(from: GraphQLSchema): Map<GraphQLObjectType, readonly Path[]> {
  const query = from.getQueryType()!;
  const found = new Map<GraphQLObjectType, Path[]>([[query, [[]]]]);
  for (let types = [query]; types.length > 0;) {
    const next: GraphQLObjectType[] = [];
    for (const type of types) {
      // Those that grow with the page asked for come first: below them lie many parents.
      const fields = Object.values(type.getFields()).toSorted(
        (a, b) => Number(isConnection(b)) - Number(isConnection(a)),
      );
      for (const field of fields) {
        const target = thingOf(field);
        if (!isObjectType(target)) continue;
        const ways = found.get(target);
        const path = [...found.get(type)![0]!, { type, field }];
        if (ways) {
          if (target !== query) ways.push(path);
        } else {
          found.set(target, [path]);
          next.push(target);
        }
      }
    }
    types = next;
  }
  const byId = { type: query, field: query.getFields()['nodes']! };
  for (const type of from.getPossibleTypes(from.getType('Node') as never))
    if (tables.has(type.name)) found.set(type, [...(found.get(type) ?? []).slice(0, 1), [byId]]);
  return found;
}

/** What a field is about: of a connection, its nodes. */
function thingOf(field: Field): unknown {
  const type = getNamedType(field.type);
  return isConnection(field) ? getNamedType((type as GraphQLObjectType).getFields()['nodes']!.type) : type;
}

/** Without them several things could be meant. */
const NEEDED: readonly string[] = ['authority', 'scheme', 'period'];

function argumentsOf(named: Given, type: GraphQLObjectType, field: Field, size: string | null): string {
  const given = { ...GIVEN, ...named, ...GIVEN_TO[`${type.name}.${field.name}`] };
  const value = (argument: GraphQLArgument): string | null => {
    if (argument.name === 'first') return size;
    const enumeration = getNamedType(argument.type);
    if (isRequiredArgument(argument) && isEnumType(enumeration)) return enumeration.getValues()[0]!.name;
    if (type.name !== 'Query' && !isRequiredArgument(argument) && !NEEDED.includes(argument.name))
      return null;
    const own = GIVEN_TO[`${type.name}.${field.name}`]?.[argument.name];
    if (own) return own;
    // A leader beside a unit, or a code that narrows a list, would hide what is looked for.
    if (isRequiredArgument(argument) || NEEDED.includes(argument.name)) return given[argument.name] ?? null;
    return argument.name === 'leader' && field.name === 'scoreCard' ? given['leader']! : null;
  };
  const texts = field.args.flatMap((argument) => {
    const text = value(argument);
    if (text === null && isRequiredArgument(argument))
      throw new Error(
        `${type.name}.${field.name} cannot be asked: nothing is known for its argument ${argument.name}`,
      );
    return text === null ? [] : [`${argument.name}: ${text}`];
  });
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

/** Everything plain that a thing shows. */
function leavesOf(type: unknown): string {
  if (isLeafType(type)) return '';
  if (isInterfaceType(type)) return '{ id }';
  const fields = Object.values((type as GraphQLObjectType).getFields());
  const leaves = fields.filter(
    (field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument),
  );
  return `{ __typename ${leaves.map((field) => field.name).join(' ')} }`;
}

function requestedList(named: Given, { type, field }: ListField, size: string): string {
  const args = argumentsOf(named, type, field, size);
  if (!isConnection(field)) return `${field.name}${args} ${leavesOf(thingOf(field))}`;
  const { pageInfo } = (getNamedType(field.type) as GraphQLObjectType).getFields();
  const info = pageInfo ? 'pageInfo { endCursor }' : '';
  return `${field.name}${args} { totalCount ${info} nodes ${leavesOf(thingOf(field))} }`;
}

/** A question for lists of one type, below as many parents as $first or $ids say. */
function questionFor(
  named: Given,
  path: readonly ListField[],
  type: GraphQLObjectType,
  lists: readonly ListField[],
): string {
  const isRoot = path.length === 0;
  const inner = lists.map((list) => requestedList(named, list, isRoot ? '$first' : '3')).join('\n');
  let text = isRoot ? inner : `__typename asked: __typename ${inner}`;
  [...path].toReversed().forEach((step, up) => {
    const args = argumentsOf(named, step.type, step.field, up === path.length - 1 ? '$first' : '3');
    const below = isInterfaceType(thingOf(step.field)) ? `... on ${type.name} { ${text} }` : text;
    const wrapped = isConnection(step.field) ? `nodes { ${below} }` : below;
    text = `${step.field.name}${args} { ${wrapped} }`;
  });
  const declared = [
    ...(text.includes('$first') ? ['$first: Int'] : []),
    ...(text.includes('$ids') ? ['$ids: [ID!]!'] : []),
  ];
  return `query${declared.length === 0 ? '' : `(${declared.join(', ')})`} { ${text} }`;
}

/** Things that staff make and no sample holds: a few at a time, whatever the size of a province. */
const NOT_IN_SAMPLES: readonly string[] = [
  'ConfigurationDraft',
  'ConfigurationSimulation',
  'SimulatedPeriod',
];

const paths = reachable(built);
const listsByType = [...paths].flatMap(([type, ways]) => {
  if (/(Connection|Edge)$/.test(type.name) || NOT_IN_SAMPLES.includes(type.name)) return [];
  const lists = Object.values(type.getFields())
    .filter((field) => isList(field) && field.name !== 'nodes')
    .map((field) => ({ type, field }));
  return lists.length === 0 ? [] : [{ name: type.name, type, ways, lists }];
});

let api: TestApi;
beforeAll(async () => {
  api = await openApi(['tinh-mau', 'nghe-an-2024']);
  // What is announced about cards is a list too.
  await announcing(api.database, new TestClock('2026-11-22')).catchUp('HC');
  api.viewer = {
    subject: 'tester',
    leader: null,
    grants: ['HC', 'NA'].map((authority) => ({ authority, role: 'AUDITOR', unit: null }) as const),
  };
}, 180_000);

afterAll(() => api.close());

async function idsOf(type: string, most: number): Promise<string[]> {
  const table = tables.get(type);
  if (table === undefined) return [];
  const rows = await api.database.query<{ authority: string; code: string }>(
    `select authority, code from "${table}" where superseded_position is null
       and authority = (select authority from "${table}" group by 1 order by count(*) desc, 1 limit 1) order by code limit ${most}`,
  );
  return rows.map(({ authority, code }) =>
    Buffer.from(`${type}:${authority}:${code}`, 'utf8').toString('base64url'),
  );
}

/** Statements that a question takes for a number of parents, and how many parents there were. */
async function countFor(query: string, type: string, size: number) {
  const variables = { first: size, ids: await idsOf(type, size) };
  const result = await api.ask<object>(query, variables);
  const statements = await settledCount(query, variables);
  return { statements, parents: JSON.stringify(result).split('"asked":').length - 1 };
}

/** The number that two askings one after the other agree on: what the first ones leave to be kept takes statements of its own. */
async function settledCount(query: string, variables: object): Promise<number> {
  let last = await api.statements(query, variables);
  for (let requested = 0; requested < 10; requested++) {
    const next = await api.statements(query, variables);
    if (next === last) return next;
    last = next;
  }
  throw new Error(`never takes the same number of statements: ${query}`);
}

async function growthOf(
  named: Given,
  path: readonly ListField[],
  type: GraphQLObjectType,
  lists: readonly ListField[],
) {
  const query = questionFor(named, path, type, lists);
  const few = await countFor(query, type.name, 10);
  const many = await countFor(query, type.name, 100);
  return { query, few, many, parents: path.length === 0 ? 1 : many.parents };
}

it('finds the lists of the schema', () => {
  const names = listsByType.flatMap(({ lists }) => lists.map(name));
  expect(names.length).toBeGreaterThan(60);
  expect(names).toEqual(
    expect.arrayContaining(['Query.units', 'Unit.tasks', 'ScoreCard.lines', 'Task.extensions']),
  );
});

it.each(listsByType)('lists of $name', async ({ type, ways, lists }) => {
  let parents = 0;
  for (const [index, way] of ways.slice(0, MOST_WAYS).entries()) {
    // Both ways of a noun: with a page that comes in one statement, and one by one.
    if (parents > 0 && !(index === 1 && tables.has(type.name))) break;
    for (const given of SCHEMES) {
      const all = await growthOf(given, way, type, lists);
      parents += all.parents;
      if (all.many.statements > all.few.statements) {
        // Which of them?
        for (const list of lists) {
          const { few, many, query: requested } = await growthOf(given, way, type, [list]);
          expect(many.statements, `${name(list)} grows with its page: ${requested}`).toBeLessThanOrEqual(
            few.statements,
          );
        }
        expect(all.many.statements, all.query).toBeLessThanOrEqual(all.few.statements);
      }
      if (all.parents > 0 || !all.query.includes('scheme:')) break;
    }
  }
  expect(
    parents,
    `${lists.map(name).join(', ')}: nothing in the sample has them, so they were not asked`,
  ).toBeGreaterThan(0);
});
