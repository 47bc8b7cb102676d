import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { getMetadataStorage } from 'type-graphql';
import { describe, expect, test } from 'vitest';
import { placesOf } from '../../rules/kit/text.ts';
import { MODULES } from '../../server/modules/index.ts';
import { SAYINGS } from '../../server/modules/period/decided-days.ts';
import { REVISION_ENTITIES } from '../../server/modules/period/revisions-in-force.ts';
import { TASK_ENTITIES } from '../../server/modules/period/tasks-decided-in.ts';
import { GRANT_ROLES } from '../../server/modules/roles.ts';
import { EntityObject } from '../../server/platform/api/entity-type.ts';
import { INPUT_GROUPS } from '../../server/platform/model/entity.ts';
import { PROBLEMS } from '../../server/problems.ts';
import { CHECKS, ENTITIES, SLICES, wholeApi } from '../../server/slices.ts';
import type { Source, SyntaxNode } from './source.ts';
import { importsOf, parseSource, readSources, resolveOwn, root, walk } from './source.ts';

const API = await wholeApi();

/** Every file that declares something a slice has to name, by the ending of its name, with its exports. */
const FILES = await Promise.all(
  readSources(['server'], /\.(entity|type|acts|checks|problems|resolver|subscription)\.ts$/)
    .filter(({ path }) => path !== 'server/graphql/root.resolver.ts')
    .map(async ({ path }) => ({ path, exports: Object.entries((await import(join(root, path))) as object) })),
);

const has = (value: unknown, ...names: readonly string[]) =>
  typeof value === 'object' && value !== null && names.every((name) => name in value);

/** What a slice must name of the exports of a file; null where nothing. */
function listOf(value: unknown): readonly unknown[] | null {
  const { resolverClasses } = getMetadataStorage() as unknown as {
    readonly resolverClasses: readonly { readonly target: unknown }[];
  };
  if (has(value, 'name', 'file', 'columns', 'stamps')) return ENTITIES;
  if (has(value, 'by', 'columns', 'changes')) return API.acts;
  if (has(value, 'entities', 'check')) return CHECKS;
  if (has(value, 'own', 'sentences')) return SLICES.flatMap(({ problems }) => problems);
  if (typeof value !== 'function') return null;
  if ((value as { readonly prototype: unknown }).prototype instanceof EntityObject) return API.types;
  return resolverClasses.some(({ target }) => target === value) ? API.resolvers : null;
}

/** Catalogues that several slices stand on, or that lie above all of them. */
const SHARED = ['server/modules/common.problems.ts', 'server/imports/sources/folder.problems.ts'];

describe('the slices', () => {
  const declared = FILES.flatMap(({ path, exports }) =>
    exports.flatMap(([name, value]: [string, unknown]) => {
      const list = listOf(value);
      return list === null || SHARED.includes(path) ? [] : [{ at: `${path} ${name}`, value, list }];
    }),
  );

  test('there is something of each kind to look for', () => {
    expect(new Set(declared.map(({ list }) => list[0])).size).toBeGreaterThanOrEqual(6);
    expect(declared.length).toBeGreaterThan(100);
  });

  test('name every entity, type, act, check, catalogue of problems and resolver that is written', () => {
    const forgotten = declared.filter(({ value, list }) => !list.includes(value)).map(({ at }) => at);
    expect(forgotten, 'exported, but in no module').toEqual([]);
  });

  test('name nothing twice', () => {
    for (const all of [ENTITIES, CHECKS, API.types, API.acts, API.resolvers] as const)
      expect(new Set<object>(all).size).toBe(all.length);
    const names = SLICES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('give every entity of a module a GraphQL type, but revisions, which schemes and plugins show', async () => {
    const typed = await Promise.all(
      MODULES.map(async ({ name, entities, api }) => ({
        name,
        isWhole: (await api()).api.types.length === entities.length,
      })),
    );
    expect(typed.filter(({ isWhole }) => !isWhole).map(({ name }) => name)).toEqual(['configuration']);
  });

  test('open every act to roles that there are', () => {
    for (const { name, by } of API.acts) expect(GRANT_ROLES, name).toEqual(expect.arrayContaining([...by]));
  });

  test('say of every entity what its rows originate from', () => {
    for (const { name, group } of ENTITIES) expect(INPUT_GROUPS, name).toContain(group);
  });
});

test('every entity that scoring reads says what it decides of a locked period, or is named here with the reason', () => {
  const INDIFFERENT = {
    leader: 'a person’s name',
    period: 'kept by a check of its own',
    metric: 'what a metric is reaches every period; its readings and targets are locked',
    publishedTotal: 'shown beside the points, judged by none',
    rankingPublication: 'opens what is computed',
  };
  const READ_BY_NO_CARD =
    /^(document|periodUnlock|plan|taskGroup|partition|configuration(Draft|Simulation|Submission|Decision))$/;
  const silent = ENTITIES.map(({ name }) => name).filter(
    (name) =>
      !(name in SAYINGS) &&
      ![...TASK_ENTITIES, ...REVISION_ENTITIES].includes(name) &&
      !READ_BY_NO_CARD.test(name),
  );
  expect(silent.toSorted()).toEqual(Object.keys(INDIFFERENT).toSorted());
});

test('the data model is loaded without a type of the API: Node refuses the decorators that those have', async () => {
  const load = (path: string) => {
    const script = `await import(${JSON.stringify(pathToFileURL(join(root, path)).href)}); console.log('loaded')`;
    return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  };
  expect((await load('server/data-model.ts')).stdout).toBe('loaded\n');
  await expect(load('server/modules/leader/leader.type.ts')).rejects.toThrow('SyntaxError');
});

describe('problem codes', () => {
  test('name the same things in both languages', () => {
    for (const [code, { vi, en }] of Object.entries(PROBLEMS))
      expect(new Set(placesOf(en)), code).toEqual(new Set(placesOf(vi)));
  });
});

describe('the acts of one module', () => {
  const sources = readSources(['server/modules'], /\.ts$/);

  test('are imported by no other: what two modules share of a state lies in a *-state file', () => {
    const folder = (path: string) => path.split('/').slice(0, 3).join('/');
    const strangers = sources.flatMap((source) =>
      importsOf(source)
        .map(({ specifier }) => specifier && resolveOwn(source.path, specifier))
        .filter((to) => to?.endsWith('.acts.ts') && folder(to) !== folder(source.path))
        .map((to) => `${source.path} imports ${to}`),
    );
    expect(strangers).toEqual([]);
  });
});

describe('types of the API', () => {
  const TYPES = new Set(['ObjectType', 'InputType', 'ArgsType', 'InterfaceType']);

  /** Names of the classes that a file declares as types of the API. */
  function typesIn(source: Source): string[] {
    const names: string[] = [];
    walk(parseSource(source), (node) => {
      const decorators = (node['decorators'] ?? []) as SyntaxNode[];
      if (node.type === 'ClassDeclaration' && decorators.some((one) => TYPES.has(calleeOf(one))))
        names.push(String((node['id'] as SyntaxNode)['name']));
    });
    return names;
  }

  /** The function that a decorator calls. */
  function calleeOf(decorator: SyntaxNode): string {
    const { callee } = decorator['expression'] as { readonly callee?: SyntaxNode };
    return String(callee?.['name']);
  }

  test('lie in *.type.ts files, none in a file of resolvers', () => {
    const sources = readSources(['server'], /\.(resolver|subscription)\.ts$/);
    expect(sources.length).toBeGreaterThan(10);
    expect(
      sources.flatMap((source) => typesIn(source).map((name) => `${source.path} declares ${name}`)),
    ).toEqual([]);
  });

  test('are found wherever a class is declared', () => {
    const text = `
      @ObjectType('A', { description: 'A.' }) export class A {}
      @InputType('B') class B {}
      @ArgsType() class C {}
      @Resolver() export class D {}
      class E {}
    `;
    expect(typesIn({ path: 'invented.resolver.ts', text })).toEqual(['A', 'B', 'C']);
  });
});
