// Every field of the schema, asked by every role over every scope, against what each may see told independently from the rows themselves.
import type { GraphQLNamedType, GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { getNamedType, isEnumType, isInterfaceType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../server/catalogue.ts';
import type { App } from '../../server/graphql/app.ts';
import { createApp } from '../../server/graphql/app.ts';
import { schema } from '../../server/graphql/schema.ts';
import { NOUNS } from '../../server/modules/nouns.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { idOfNode, nodeTypes } from '../../server/platform/api/node.ts';
import { versionTable } from '../../server/platform/storage.ts';
import type { GrantRole, Viewer } from '../../server/platform/viewer.ts';
import { GRANT_ROLES } from '../../server/platform/viewer.ts';
import type { Answer } from '../support/api.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import type { Story } from '../support/province.ts';
import { GROUND, Province } from '../support/province.ts';

const person = (code: string) => ({ code, label: `Tên của ${code}` });
const post = (leader: string, unit: string) => ({
  code: `${leader}-${unit}`,
  leader,
  unit,
  role: 'HEAD',
  from: '2024-01-01',
  legalStatus: 'CIVIL_SERVANT',
  post: `Chức vụ ${leader}-${unit}`,
});
const PEOPLE = ['ANN', 'XUAN', 'BAO', 'CHI'];
const UNITS = ['A', 'X', 'B'];
const each = (codes: readonly string[], prefix: string, row: (code: string) => object) =>
  codes.map((code) => ({ code: `${prefix}-${code}`, ...row(code) }));

/** Below the province the departments A and B, and X below A. Ann heads A, Xuan X, Bao B; Chi has no post. */
const STORY: Story = {
  ...GROUND,
  unit: [
    ...GROUND['unit']!,
    { code: 'X', name: 'Chi cục X', kind: 'ORGANISATION', parent: 'A', openedOn: '2020-01-01' },
  ],
  schemeRevision: [
    ...GROUND['schemeRevision']!,
    {
      scheme: 'service-index-2026',
      number: 1,
      effectiveFrom: '2024-01-01',
      configuration: 'reference:service-index-2026',
      example: true,
    },
  ],
  document: [{ code: 'D', kind: 'DECISION', title: 'Văn bản' }],
  leader: PEOPLE.map(person),
  appointment: [post('ANN', 'A'), post('XUAN', 'X'), post('BAO', 'B')],
  absence: each(PEOPLE, 'ABS', (leader) => ({ leader, kind: 'SICK', from: '2024-02-01', to: '2024-02-02' })),
  award: [
    ...each(PEOPLE, 'AW', (leader) => ({
      leader,
      award: 'ADVANCED_WORKER',
      year: 2024,
      awardedOn: '2024-05-01',
    })),
    ...each(UNITS, 'AW', (unit) => ({
      unit,
      award: 'ADVANCED_COLLECTIVE',
      year: 2024,
      awardedOn: '2024-05-01',
    })),
  ],
  initiative: each(PEOPLE, 'IN', (leader) => ({ leader, recognisedOn: '2024-05-01', reach: 'GRASSROOTS' })),
  assessment: each(PEOPLE, 'AS', (leader) => ({
    leader,
    period: '2024-Q2',
    criterion: 'c',
    value: '1',
    assessedOn: '2024-04-01',
  })),
  gateFact: each(PEOPLE, 'GF', (leader) => ({
    leader,
    kind: 'DISCIPLINE',
    severity: 'REPRIMAND',
    decidedOn: '2024-05-01',
    document: 'D',
  })),
  decidedRating: each(PEOPLE, 'DR', (leader) => ({
    leader,
    period: '2024-Q1',
    rating: 'GOOD',
    decidedOn: '2024-05-01',
  })),
  staffRating: UNITS.map((unit) => ({
    unit,
    period: '2024-Q1',
    rating: 'GOOD',
    people: 3,
    recordedOn: '2024-05-01',
  })),
  task: each(UNITS, 'TASK', (leadUnit) => ({
    title: `Việc của ${leadUnit}`,
    leadUnit,
    assignedBy: 'P',
    assignedOn: '2024-04-01',
    dueKind: 'BY',
    dueDay: '2024-05-31',
    coordinatingUnits: leadUnit === 'X' ? ['B'] : [],
  })),
  extension: UNITS.map((unit) => ({
    task: `TASK-${unit}`,
    number: 1,
    documentDay: '2024-06-01',
    grantedBy: unit,
    newDueDay: '2024-06-30',
    unit,
  })),
  cause: each(UNITS, 'CAUSE', (unit) => ({
    task: `TASK-${unit}`,
    unit,
    covers: 'LATENESS',
    explainedOn: '2024-06-02',
    text: `Lý do của ${unit}`,
  })),
  qualityReview: UNITS.map((unit) => ({ task: `TASK-${unit}`, number: 1, unit, reviewedOn: '2024-06-03' })),
  obstacle: each(UNITS, 'OBS', (unit) => ({
    title: `Vướng mắc của ${unit}`,
    task: `TASK-${unit}`,
    blockedUnit: unit,
    owedBy: unit,
    kind: 'LEGAL',
    raisedOn: '2024-05-02',
    dueDay: '2024-05-20',
  })),
  directingAct: each(['ANN-A', 'BAO-B'], 'ACT', (of) => ({
    leader: of.split('-')[0],
    unit: of.split('-')[1],
    kind: 'MEETING_CHAIRED',
    on: '2024-05-05',
  })),
  reportDuty: each(UNITS, 'DUTY', (unit) => ({
    title: `Báo cáo của ${unit}`,
    unit,
    frequency: 'MONTHLY',
    firstDueOn: '2024-04-30',
    lastDueOn: '2024-06-30',
  })),
  submission: UNITS.map((unit) => ({
    duty: `DUTY-${unit}`,
    dueOn: '2024-04-30',
    number: 1,
    unit,
    submittedOn: '2024-04-29',
  })),
  metric: [{ code: 'M', title: 'Chỉ tiêu', kind: 'RATIO', direction: 'HIGHER_IS_BETTER' }],
};

let app: App;
let database: TestDatabase;
let built: GraphQLSchema;
beforeAll(async () => {
  database = await openTestDatabase();
  await new Province(database, 'T').tell(STORY);
  await new Province(database, 'U').tell(STORY);
  app = await createApp({ database, clock: fixedClock('2024-06-15T09:00:00+07:00'), catalogue: CATALOGUE });
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

// ——— Who may see what, told once more and from scratch ———

/** Roles that see people, and those that see what was judged of them; every role sees work in its scope. */
const SEES_PEOPLE = GRANT_ROLES.filter((role) => role !== 'VIEWER');
const SEES_JUDGEMENTS = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER', 'AUDITOR', 'INTEGRATOR'] as const;
const BELOW: Readonly<Record<string, readonly string[]>> = {
  P: ['P', 'A', 'X', 'B'],
  A: ['A', 'X'],
  X: ['X'],
  B: ['B'],
};
const HEADS: Readonly<Record<string, string>> = { A: 'ANN', X: 'XUAN', B: 'BAO' };

interface Allowed {
  readonly units: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly judged: ReadonlySet<string>;
  readonly judgedUnits: ReadonlySet<string>;
  readonly peopleUnits: ReadonlySet<string>;
}

function allowedTo({ grants, leader }: Viewer): Allowed {
  const mine = grants.filter(({ authority }) => authority === 'T');
  const unitsOf = (roles: readonly GrantRole[]) =>
    new Set(mine.filter(({ role }) => roles.includes(role)).flatMap(({ unit }) => BELOW[unit ?? 'P']!));
  const whole = (roles: readonly GrantRole[]) =>
    mine.some(({ role, unit }) => roles.includes(role) && unit === null);
  const own = mine.some(({ role }) => role === 'LEADER') && leader !== null ? [leader] : [];
  const persons = (roles: readonly GrantRole[]) =>
    new Set([...(whole(roles) ? PEOPLE : [...unitsOf(roles)].flatMap((unit) => HEADS[unit] ?? [])), ...own]);
  return {
    units: unitsOf(GRANT_ROLES),
    peopleUnits: unitsOf(SEES_PEOPLE),
    people: persons(SEES_PEOPLE),
    judgedUnits: unitsOf(SEES_JUDGEMENTS),
    judged: persons(SEES_JUDGEMENTS),
  };
}

type Row = Readonly<Record<string, unknown>>;

/** Whether a row may be seen, noun by noun; whatever is missing here is for nobody. */
const SEEN: Readonly<Record<string, (row: Row, to: Allowed) => boolean>> = {
  ...Object.fromEntries(
    (
      'document unit unitLineage calendarYear period plan taskGroup metric target reading publishedTotal partition ' +
      'indexResult cohort rankingPublication pluginRevision schemeRevision'
    )
      .split(' ')
      .map((noun) => [noun, () => true]),
  ),
  task: (row, { units }) =>
    [row['lead_unit'], row['assigned_by'], ...(row['coordinating_units'] as string[])].some((unit) =>
      units.has(unit as string),
    ),
  extension: inUnits('unit', 'granted_by'),
  cause: inUnits('unit', 'certified_by'),
  qualityReview: inUnits('unit'),
  handover: inUnits('from_unit', 'to_unit'),
  obstacle: inUnits('blocked_unit', 'owed_by'),
  directingAct: inUnits('unit'),
  reportDuty: inUnits('unit', 'recipient'),
  submission: inUnits('unit'),
  leader: (row, { people }) => people.has(row['code'] as string),
  appointment: (row, { people, peopleUnits }) =>
    peopleUnits.has(row['unit'] as string) ||
    (people.has(row['leader'] as string) && !Object.values(HEADS).includes(row['leader'] as string)) ||
    isOwn(row, people, peopleUnits),
  absence: (row, { people }) => people.has(row['leader'] as string),
  award: (row, { people, peopleUnits }) =>
    row['unit'] === null ? people.has(row['leader'] as string) : peopleUnits.has(row['unit'] as string),
  initiative: (row, { people }) => people.has(row['leader'] as string),
  assessment: (row, { judged }) => judged.has(row['leader'] as string),
  gateFact: (row, { judged }) => judged.has(row['leader'] as string),
  decidedRating: (row, { judged }) => judged.has(row['leader'] as string),
  staffRating: (row, { judgedUnits }) => judgedUnits.has(row['unit'] as string),
};

function inUnits(...columns: readonly string[]) {
  return (row: Row, { units }: Allowed) => columns.some((column) => units.has(row[column] as string));
}

/** A leader’s own post lies in a unit that need not be in scope. */
function isOwn(row: Row, people: ReadonlySet<string>, peopleUnits: ReadonlySet<string>): boolean {
  return people.has(row['leader'] as string) && !peopleUnits.has(row['unit'] as string);
}

const role = (name: GrantRole, unit: string | null, leader: string | null = null): Viewer => ({
  subject: `${name} ${unit} ${leader}`,
  leader,
  grants: [{ authority: 'T', role: name, unit }],
});

const VIEWERS: readonly Viewer[] = [
  ...GRANT_ROLES.flatMap((name) => [role(name, null), role(name, 'A'), role(name, 'B')]),
  role('AUDITOR', 'NOWHERE'),
  role('LEADER', 'A', 'ANN'),
  role('LEADER', 'B', 'ANN'),
  role('LEADER', 'X', 'CHI'),
  // The code of a leader without the role of one opens nothing.
  role('VIEWER', 'A', 'BAO'),
  {
    ...role('UNIT_REPORTER', 'X'),
    grants: [...role('UNIT_REPORTER', 'X').grants, ...role('AUDITOR', 'B').grants],
  },
];
/** Those who try every field: each role below A, some over the whole province, and the particular ones. */
const CURIOUS = VIEWERS.filter(
  ({ subject }) =>
    !subject.endsWith(' B null') && !/^(HOME|INTEG|UNIT_R|LEADER|VIEWER|ADMIN)\w* null null$/.test(subject),
);
const NOBODY: readonly Viewer[] = [
  { subject: 'no grant', leader: 'ANN', grants: [] },
  { subject: 'another', leader: 'ANN', grants: [{ authority: 'V', role: 'AUDITOR', unit: null }] },
];

interface Thing {
  readonly noun: string;
  readonly code: string;
  readonly row: Row;
}

let kept: Promise<readonly Thing[]> | null = null;
const things = (): Promise<readonly Thing[]> => (kept ??= readThings());

async function readThings(): Promise<Thing[]> {
  const found = await Promise.all(
    NOUNS.map(async (noun) => {
      const rows = await database.query<{ row: Row }>(
        `select to_jsonb(v) as row from "${versionTable(noun)}" v where authority = 'T' and superseded_position is null`,
      );
      return rows.map(({ row }) => ({ noun: noun.name, code: row['code'] as string, row }));
    }),
  );
  return found.flat();
}

/** Texts by which a row that may not be seen would be recognised: those that nothing open holds too. */
function secretsOf(all: readonly Thing[], to: Allowed): ReadonlySet<string> {
  const textsOf = ({ row, code }: Thing) => [
    code,
    ...Object.entries(row).flatMap(([name, value]) =>
      /_vi$|_en$|^text$/.test(name) && typeof value === 'string' && value !== '–' ? [value] : [],
    ),
  ];
  const [open, shut] = [true, false].map(
    (wanted) => new Set(all.filter(({ noun, row }) => SEEN[noun]!(row, to) === wanted).flatMap(textsOf)),
  );
  return new Set([...shut!].filter((text) => !open!.has(text)));
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    yield value;
    // Ids and cursors say what they name.
    const decoded = Buffer.from(value, 'base64url').toString('utf8');
    const name = /^[A-Za-z]+:T:(.+)$/s.exec(decoded);
    if (name) yield name[1]!;
    if (decoded.startsWith('{"l":')) yield* (JSON.parse(decoded) as { k: string[] }).k;
  } else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) yield* textsIn(one);
}

// ——— Every field, found by walking the schema ———

/** What required arguments are given. */
const GIVEN: Readonly<Record<string, string>> = {
  authority: '"T"',
  period: '"2024-Q2"',
  threshold: '"50"',
  metric: '"M"',
  first: '100',
};

interface Part {
  readonly text: string;
  readonly below: Part[];
}

interface Pending {
  readonly part: Part;
  readonly type: GraphQLNamedType;
}

/** One document that asks for every field below a root field; every type once, where it is met first. */
class Asking {
  readonly covered = new Set<string>();
  readonly #expanded = new Set<string>();

  selection(root: string, args: string): string {
    const field = built.getQueryType()!.getFields()[root]!;
    const top: Part = { text: `${root}${args}`, below: [] };
    const queue: Pending[] = [{ part: top, type: getNamedType(field.type) }];
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { part, type } = next;
      if (isLeafType(type)) continue;
      part.below.push({ text: '__typename', below: [] });
      if (this.#expanded.has(type.name)) {
        if (isObjectType(type) && 'id' in type.getFields()) part.below.push({ text: 'id', below: [] });
        continue;
      }
      this.#expanded.add(type.name);
      if (isInterfaceType(type)) {
        for (const one of built.getPossibleTypes(type)) {
          const fragment: Part = { text: `... on ${one.name}`, below: [] };
          part.below.push(fragment);
          queue.push({ part: fragment, type: one });
        }
      } else if (isObjectType(type)) this.#fields(type, part, queue);
    }
    const written = ({ text, below }: Part): string =>
      below.length === 0 ? text : `${text} { ${below.map(written).join(' ')} }`;
    return written(top);
  }

  #fields(type: GraphQLObjectType, part: Part, queue: Pending[]): void {
    for (const field of Object.values(type.getFields())) {
      const args = argumentsOf(field.args, {});
      const child = { text: `${type.name}_${field.name}: ${field.name}${args}`, below: [] };
      part.below.push(child);
      this.covered.add(`${type.name}.${field.name}`);
      queue.push({ part: child, type: getNamedType(field.type) });
    }
  }
}

function argumentsOf(
  args: readonly { readonly name: string; readonly type: unknown; readonly defaultValue?: unknown }[],
  given: Readonly<Record<string, string>>,
): string {
  const texts = args.flatMap(({ name, type, defaultValue }) => {
    const value = given[name] ?? (name === 'first' ? '100' : undefined);
    if (value !== undefined) return [`${name}: ${value}`];
    if (!isNonNullType(type as never) || defaultValue !== undefined) {
      return name === 'scheme' ? ['scheme: "project-06-leader-2024"'] : [];
    }
    const known = GIVEN[name] ?? (name === 'scheme' ? '"project-06-leader-2024"' : undefined);
    return [`${name}: ${known ?? anyOf(getNamedType(type as GraphQLOutputType))}`];
  });
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

/** Some value of a type, for arguments that nothing here depends on. */
function anyOf(type: GraphQLNamedType): string {
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (['String', 'ID'].includes(type.name)) return '"x"';
  throw new Error(`say what an argument of the type ${type.name} is given`);
}

/** Every root field with arguments that show as much as there is; several where one question cannot. */
function rootQuestions(
  all: readonly Thing[],
): { readonly name: string; readonly query: string; readonly covered: ReadonlySet<string> }[] {
  const codes = (noun: string) => all.filter((one) => one.noun === noun).map(({ code }) => code);
  const units = codes('unit').map((code) => ({ code: JSON.stringify(code) }));
  const lookups: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
    authority: [{ code: '"T"' }, { code: '"U"' }],
    unit: units.slice(0, 2),
    leader: ['ANN', 'BAO'].map((code) => ({ code: JSON.stringify(code) })),
    task: ['TASK-A', 'TASK-B'].map((code) => ({ code: JSON.stringify(code) })),
    metric: [{ code: '"M"' }],
    period: [{ code: '"2024-Q2"' }],
    scheme: [{ code: '"project-06-leader-2024"' }],
    rulePlugin: [{ id: '"deadline"' }],
    scoreCard: [
      ...['ANN', 'BAO'].map((leader) => ({
        leader: JSON.stringify(leader),
        scheme: '"project-06-leader-2024"',
      })),
      { unit: '"A"', scheme: '"service-index-2026"' },
      { unit: '"B"', scheme: '"service-index-2026"' },
    ],
    scoreCards: ['project-06-leader-2024', 'service-index-2026'].map((scheme) => ({
      scheme: JSON.stringify(scheme),
    })),
    ranking: ['project-06-leader-2024', 'service-index-2026'].map((scheme) => ({
      scheme: JSON.stringify(scheme),
    })),
    rankingGroups: [{ scheme: '"project-06-leader-2024"' }],
    node: all
      .flatMap(({ noun, code }) => idOf(noun, code))
      .map((id) => ({ id: JSON.stringify(id) }))
      .slice(0, 1),
    nodes: [{ ids: JSON.stringify(all.flatMap(({ noun, code }) => idOf(noun, code)).slice(0, 100)) }],
  };
  return Object.values(built.getQueryType()!.getFields()).flatMap((field) =>
    (lookups[field.name] ?? [{}]).map((given) => {
      const asking = new Asking();
      const isScored = field.args.some(({ name }) => name === 'authority');
      const args = argumentsOf(field.args, { ...(isScored && { authority: '"T"' }), ...given });
      const query = `{ ${asking.selection(field.name, args)} }`;
      return { name: `${field.name}${args}`, query, covered: asking.covered };
    }),
  );
}

const typeNameOf = (noun: string) => `${noun[0]!.toUpperCase()}${noun.slice(1)}`;

function idOf(noun: string, code: string): string[] {
  const type = typeNameOf(noun);
  return nodeTypes().includes(type) ? [idOfNode({ type, authority: 'T', code })] : [];
}

describe('every field', () => {
  it('is asked for by the questions below', async () => {
    const asked = new Set(rootQuestions(await things()).flatMap(({ covered }) => [...covered]));
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
      .filter((field) => !asked.has(field));
    expect(missing).toEqual([]);
  });

  it.each(CURIOUS.map((viewer) => [viewer.subject, viewer] as const))(
    'shows %s nothing that is not theirs, and answers without a fault',
    async (_name, viewer) => {
      const all = await things();
      const secrets = secretsOf(all, allowedTo(viewer));
      for (const { name, query } of rootQuestions(all)) {
        const { data, errors } = await ask(query, viewer);
        const leaked = [...textsIn(data)].filter((text) => secrets.has(text));
        expect([...new Set(leaked)], `${viewer.subject} asks ${name}`).toEqual([]);
        const codes = (errors ?? []).map(({ extensions }) => extensions.code);
        expect(
          codes.filter((code) => code !== 'FORBIDDEN' && code !== 'BAD_USER_INPUT'),
          `${viewer.subject} asks ${name}: ${JSON.stringify(errors)}`,
        ).toEqual([]);
      }
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
      const seen = (noun: string) =>
        all.flatMap((one) => (one.noun === noun && SEEN[noun]!(one.row, to) ? [one.code] : [])).toSorted();
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
      const nodes = all.filter(({ noun, code }) => idOf(noun, code).length > 0);
      for (let start = 0; start < nodes.length; start += 100) {
        const some = nodes.slice(start, start + 100);
        const ids = JSON.stringify(some.flatMap(({ noun, code }) => idOf(noun, code)));
        const { data } = await ask(`{ nodes(ids: ${ids}) { id } }`, viewer);
        const there = (data!['nodes'] as (object | null)[]).map((node) => node !== null);
        const named = (flags: readonly boolean[]) =>
          some.map(({ noun, code }, index) => `${noun} ${code} ${flags[index]}`);
        expect(named(there)).toEqual(named(some.map(({ noun, row }) => SEEN[noun]!(row, to))));
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
      const led = UNITS.filter((unit) => to.units.has(unit)).length;
      expect(counted.data).toEqual({ taskTracking: { counts: { total: led } } });
    },
    120_000,
  );

  it('is nothing at all for whoever was granted nothing here, and is not told apart from what there is not', async () => {
    const all = await things();
    const ids = JSON.stringify(all.flatMap(({ noun, code }) => idOf(noun, code)).slice(0, 5));
    for (const viewer of NOBODY) {
      expect((await ask('{ authorities { code } }', viewer)).data).toEqual({ authorities: [] });
      expect((await ask('{ authority(code: "T") { code } }', viewer)).data).toEqual({ authority: null });
      const there = await ask('{ units(authority: "T") { totalCount } }', viewer);
      const absent = await ask('{ units(authority: "ABSENT") { totalCount } }', viewer);
      expect(JSON.stringify(there).replaceAll('"T"', '"ABSENT"').replaceAll('\\"T\\"', '\\"ABSENT\\"')).toBe(
        JSON.stringify(absent),
      );
      expect((await ask(`{ nodes(ids: ${ids}) { id } }`, viewer)).data).toBeNull();
    }
  });

  it('is nothing for whoever is not known', async () => {
    for (const { query } of rootQuestions(await things()).slice(0, 8)) {
      const { errors } = await ask(query, null);
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
    expect(await tasks(1)).toEqual(['TASK-A', 'TASK-X']);
    const moved = { code: 'X', name: 'Chi cục X', kind: 'ORGANISATION', parent: 'B', openedOn: '2020-01-01' };
    const after = await story.tell({ unit: [moved] });
    expect(await tasks(after)).toEqual(['TASK-A']);
    expect(await tasks(1)).toEqual(['TASK-A', 'TASK-X']);
  });
});
