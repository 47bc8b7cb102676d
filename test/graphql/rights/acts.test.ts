// Every mutation, and the subscription, asked by every role over every scope, against who may do what told by hand.
import type { GraphQLInputType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  parse,
  subscribe,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../server/schemes/catalogue.ts';
import type { App } from '../../../server/graphql/app.ts';
import { createApp } from '../../../server/graphql/app.ts';
import { describeFault } from '../../../server/graphql/errors.ts';
import { schema } from '../../../server/graphql/schema.ts';
import { fixedClock } from '../../../server/platform/clock.ts';
import { currentPosition } from '../../../server/platform/ledger/position.ts';
import type { Viewer } from '../../../server/platform/model/viewer.ts';
import type { Answer } from '../../support/api.ts';
import type { TestDatabase } from '../../support/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { Province } from '../../support/province.ts';
import { NOBODY, VIEWERS } from './oracle.ts';
import { LOCKING, STORY } from './story.ts';
import { ACTING, IN_BULK, mayDo } from './who-acts.ts';

let app: App;
let database: TestDatabase;
let built: GraphQLSchema;
beforeAll(async () => {
  database = await openTestDatabase();
  const task = STORY['task']!.find(({ code }) => code === 'TASK-X')!;
  const province = new Province(database, 'T');
  await province.append({
    ...STORY,
    task: [...STORY['task']!, { ...task, code: 'TASK-OF-A', assignedBy: 'A', submittedOn: '2024-05-01' }],
    reportDuty: STORY['reportDuty']!.map((duty) => ({ ...duty, recipient: 'A' })),
  });
  await province.append(LOCKING);
  app = await createApp({ database, clock: fixedClock('2024-06-15T09:00:00+07:00'), catalogue: CATALOGUE });
  built = await schema();
  const { data } = await ask(
    'startConfigurationDraft',
    { ...inputOf('startConfigurationDraft'), readAt: null },
    AUTHOR,
  );
  if (!data?.['startConfigurationDraft']?.position) throw new Error('there is no draft to decide on');
}, 120_000);
afterAll(async () => {
  await app.stop();
  await database.close();
});

const AUTHOR: Viewer = {
  subject: 'author',
  leader: null,
  grants: [{ authority: 'T', role: 'HOME_AFFAIRS_AUTHOR', unit: null }],
};

interface Outcome {
  readonly position?: number | null;
  readonly problems: readonly { readonly code: string; readonly path: string | null }[];
}

async function ask(
  name: string,
  input: object,
  viewer: Viewer | null,
): Promise<Answer<Record<string, Outcome | null>>> {
  const { args, type } = built.getMutationType()!.getFields()[name]!;
  const payload = built.getType(String(getNamedType(type)));
  const position = payload && 'getFields' in payload && 'position' in payload.getFields() ? 'position' : '';
  const query = `mutation ($input: ${String(args[0]!.type)}) { ${name}(input: $input) { ${position} problems { code path } } }`;
  const { body } = await app.apollo.executeOperation(
    { query, variables: { input } },
    { contextValue: app.context('vi', viewer) },
  );
  if (body.kind !== 'single') throw new Error('an incremental answer');
  return JSON.parse(JSON.stringify(body.singleResult)) as Answer<Record<string, Outcome | null>>;
}

/**
 * What is given of the story, the rest of what is required made up. Whoever may act has read nothing yet, so nothing is ever
 * recorded.
 */
function inputOf(name: string): Record<string, unknown> {
  const single = IN_BULK[name] ?? name;
  const type = getNamedType(built.getMutationType()!.getFields()[name]!.args[0]!.type);
  if (!isInputObjectType(type)) throw new Error(`${name} takes no input`);
  const { rows, readAt } = type.getFields();
  const given = ACTING[single]!.input;
  const whole = { authority: 'T', ...(readAt && { readAt: 0 }) };
  if (!rows) return { ...(made(type) as object), ...given, ...whole };
  const row = { ...(made(getNamedType(rows.type)) as object), ...given };
  return { ...(made(type) as object), rows: [row], ...whole };
}

const MADE: Readonly<Record<string, unknown>> = {
  String: 'x',
  ID: 'x',
  Int: 1,
  Boolean: true,
  Decimal: '1',
  Date: '2024-06-10',
};

function made(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return made(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) {
    if (!(type.name in MADE)) throw new Error(`say what a value of the type ${type.name} is made as`);
    return MADE[type.name];
  }
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, made(field.type)]));
}

/** An answer about T as it would be about an authority that there is not. */
const namingAbsent = (answer: unknown): string =>
  JSON.stringify(answer).replaceAll('\\"T\\"', '\\"ABSENT\\"');

const NAMES = [...Object.keys(ACTING), ...Object.keys(IN_BULK)];

describe('every mutation', () => {
  it('is one of those below', () => {
    expect(Object.keys(built.getMutationType()!.getFields()).toSorted()).toEqual(NAMES.toSorted());
  });

  it.each(NAMES)('%s is done by those whose role and scope it is, and by nobody else', async (name) => {
    const doing = ACTING[IN_BULK[name] ?? name]!;
    const input = inputOf(name);
    const before = await currentPosition(database, 'T');
    const wrong: string[] = [];
    let able = 0;
    for (const viewer of VIEWERS) {
      const { data, errors } = await ask(name, input, viewer);
      const codes = (errors ?? []).map(({ extensions }) => extensions.code);
      const outcome = data?.[name];
      const done = outcome ? 'GETS_PAST' : codes.join();
      const expected = mayDo(viewer, doing) ? 'GETS_PAST' : 'FORBIDDEN';
      if (done !== expected) wrong.push(`${viewer.subject}: ${done} instead of ${expected}`);
      if (!outcome) continue;
      able++;
      // An input that does not fit would be refused before anybody asks for rights.
      const misfits = outcome.problems.filter(({ code }) =>
        ['BAD_VALUE', 'REQUIRED', 'UNKNOWN_REFERENCE', 'UNKNOWN_POSITION', 'TOO_MANY_ROWS'].includes(code),
      );
      expect(misfits, name).toEqual([]);
    }
    expect(wrong).toEqual([]);
    expect(able, 'somebody may').toBeGreaterThan(0);
    const unknown = await ask(name, input, null);
    expect(unknown.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    for (const viewer of NOBODY) {
      const there = await ask(name, input, viewer);
      const absent = await ask(name, { ...input, authority: 'ABSENT' }, viewer);
      expect(there.data?.[name]?.position ?? null).toBeNull();
      expect(namingAbsent(there)).toBe(JSON.stringify(absent));
    }
    expect(await currentPosition(database, 'T')).toBe(before);
  });
});

describe('every subscription', () => {
  it.each([...VIEWERS, ...NOBODY].map((viewer) => [viewer.subject, viewer] as const))(
    'begins for %s where they may look into the authority, and else as where there is none',
    async (_name, viewer) => {
      const begin = async (authority: string, who: Viewer | null) => {
        const told = await subscribe({
          schema: built,
          document: parse(`subscription { scoreChanged(authority: "${authority}") { __typename } }`),
          contextValue: app.context('vi', who),
        });
        if (Symbol.asyncIterator in told) {
          await told.return(undefined);
          return 'BEGUN';
        }
        return told.errors!.map(({ originalError }) =>
          describeFault(originalError, 'vi', { error: () => undefined }),
        );
      };
      const mayEnter = viewer.grants.some(({ authority }) => authority === 'T');
      if (mayEnter) expect(await begin('T', viewer)).toBe('BEGUN');
      else expect(namingAbsent(await begin('T', viewer))).toBe(JSON.stringify(await begin('ABSENT', viewer)));
      expect(await begin('T', null)).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    },
  );
});
