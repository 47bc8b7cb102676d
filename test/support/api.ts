import { expect } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import type { App } from '../../server/graphql/app.ts';
import { createApp } from '../../server/graphql/app.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { demoTrust, openDemoKeys, signDemoToken } from '../../server/platform/access/demo-keys.ts';
import type { Tokens } from '../../server/platform/access/tokens.ts';
import { ROLES } from '../../server/modules/roles.ts';
import { openTokens } from '../../server/platform/access/tokens.ts';
import type { Viewer } from '../../server/platform/model/viewer.ts';
import { importFolder } from '../../server/imports/sources/folder.ts';
import type { Language } from '../../rules/kit/text.ts';
import type { TestDatabase } from './database.ts';
import { openTestDatabase } from './database.ts';

const root = join(import.meta.dirname, '../..');

export interface ApiError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly problems?: readonly { readonly code: string }[] };
}

export interface Answer<T> {
  readonly data: T | null;
  readonly errors?: readonly ApiError[];
}

/** A server over the sample data, queried in process. */
export interface TestApi {
  readonly app: App;
  readonly database: TestDatabase;
  /** A viewer who may see everything. */
  readonly auditor: Viewer;
  /** A bearer token of a viewer. */
  token(viewer?: Viewer): Promise<string>;
  /** The whole answer, errors included. */
  answer<T>(
    query: string,
    variables?: object,
    language?: Language,
    viewer?: Viewer | null,
  ): Promise<Answer<T>>;
  /** The data. @throws when there are errors. */
  ask<T>(query: string, variables?: object, language?: Language): Promise<T>;
  /** Who asks where no other viewer is named; at first the auditor, who may see everything. */
  viewer: Viewer | null;
  /** How many statements one such query takes. */
  statements(query: string, variables?: object): Promise<number>;
  close(): Promise<void>;
}

/** Takes every token for one viewer’s. */
export function believing(viewer: Viewer): Tokens {
  return {
    believe: () => Promise.resolve({ viewer, expires: Infinity }),
    viewerOf: () => Promise.resolve(viewer),
  };
}

export async function openApi(samples: readonly string[]): Promise<TestApi> {
  const database = await openTestDatabase();
  for (const sample of samples) await importFolder(database, join(root, 'server/sample', sample));
  const clock = fixedClock('2026-11-22T09:00:00+07:00');
  const keys = await openDemoKeys(join(tmpdir(), `scorecard-test-${process.pid}`));
  const app = await createApp({
    database,
    clock,
    catalogue: CATALOGUE,
    tokens: openTokens(demoTrust(keys), clock, ROLES),
  });
  const authorities = await database.query<{ code: string }>('select code from authority');
  const auditor: Viewer = {
    subject: 'auditor',
    leader: null,
    grants: authorities.map(({ code }) => ({ authority: code, role: 'AUDITOR', unit: null })),
  };
  const answerBy = async <T>(
    compiles: 'ALL' | 'NONE',
    query: string,
    variables: object,
    language: Language,
    viewer: Viewer | null = api.viewer,
  ): Promise<Answer<T>> => {
    const contextValue = Object.assign(app.context(language), { compiles, viewer });
    const { body } = await app.apollo.executeOperation(
      { query, variables: { ...variables } },
      { contextValue },
    );
    if (body.kind !== 'single') throw new Error('an incremental answer');
    // As a client gets it: plain JSON.
    return JSON.parse(JSON.stringify(body.singleResult)) as Answer<T>;
  };
  /** Every query of a test runs twice, compiled and interpreted, and must be answered the same. */
  const answer = async <T>(
    query: string,
    variables = {},
    language: Language = 'vi',
    viewer: Viewer | null = api.viewer,
  ): Promise<Answer<T>> => {
    const compiled = await answerBy<T>('ALL', query, variables, language, viewer);
    if (/^\s*mutation\b/m.test(query)) return compiled;
    const interpreted = await answerBy<T>('NONE', query, variables, language, viewer);
    expect(compiled.data).toEqual(interpreted.data);
    expect(codesOf(compiled)).toEqual(codesOf(interpreted));
    return compiled;
  };
  const api: TestApi = {
    viewer: auditor,
    app,
    database,
    auditor,
    token: (viewer = auditor) => signDemoToken(keys, viewer, 1, clock),
    answer,
    async ask<T>(query: string, variables = {}, language: Language = 'vi') {
      const { data, errors } = await answer<T>(query, variables, language);
      if (errors || data === null) throw new Error(JSON.stringify(errors, null, 1));
      return data;
    },
    async statements(query, variables = {}) {
      const counted = database.countStatements(() => answerBy('ALL', query, variables, 'vi'));
      return (await counted).statements;
    },
    async close() {
      await app.stop();
      await database.close();
    },
  };
  return api;
}

function codesOf({ errors = [] }: Answer<unknown>): readonly string[] {
  return errors.map(({ extensions: { code, problems = [] } }) =>
    [code, ...problems.map((problem) => problem.code)].join(' '),
  );
}

/** The named documents of schema/operations, or of a folder in it. Variables are those of each one's comment. */
export function operations(
  of = '.',
): { readonly name: string; readonly text: string; readonly variables: object }[] {
  const folder = join(root, 'schema/operations', of);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const variables = /^# variables: (.*)$/m.exec(text)?.[1];
      if (variables === undefined) throw new Error(`${file} names no variables`);
      return { name: file.replace('.graphql', ''), text, variables: JSON.parse(variables) as object };
    });
}
