// schema/operations: every question and every act has an example there, which a client can keep by id and which runs as it stands.
import type { DocumentNode, GraphQLObjectType, SelectionSetNode } from 'graphql';
import {
  Kind,
  OperationTypeNode,
  TypeInfo,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../server/graphql/schema.ts';
import { GRANT_ROLES } from '../../server/modules/roles.ts';
import type { TestApi } from '../support/api.ts';
import { openApi, operations } from '../support/api.ts';

const FOLDERS = ['.', 'tasks', 'work', 'people', 'organisation', 'period', 'staff', 'integrator'];
const DOCUMENTS = FOLDERS.flatMap((folder) => operations(folder).map((one) => ({ ...one, folder })));

let api: TestApi;
beforeAll(async () => {
  api = await openApi(['nghe-an-2024', 'tinh-mau']);
}, 180_000);
afterAll(() => api.close());

/** The root fields that a document asks for. */
function asked(document: DocumentNode): string[] {
  const operation = getOperationAST(document)!;
  return operation.selectionSet.selections.flatMap((one) =>
    one.kind === Kind.FIELD ? [one.name.value] : [],
  );
}

const selectsId = ({ selections }: SelectionSetNode): boolean =>
  selections.some((one) => one.kind === Kind.FIELD && one.name.value === 'id' && one.alias === undefined);

describe('every document', () => {
  it.each(DOCUMENTS)('$name fits the schema, and is named like its file', async ({ name, text }) => {
    const document = parse(text);
    expect(validate(await schema(), document)).toEqual([]);
    expect(getOperationAST(document)!.name!.value).toBe(name);
  });

  it('selects the id of all that has one: a client keeps each thing once', async () => {
    const built = await schema();
    const without: string[] = [];
    for (const { name, text } of DOCUMENTS) {
      const types = new TypeInfo(built);
      visit(
        parse(text),
        visitWithTypeInfo(types, {
          [Kind.SELECTION_SET](set, _key, parent, _path, ancestors) {
            const type = types.getParentType();
            const isNode =
              isInterfaceType(type) ||
              (isObjectType(type) && type.getInterfaces().some((one) => one.name === 'Node'));
            // An inline fragment stands in a selection of the same thing.
            const above = ancestors.findLast(
              (one): one is SelectionSetNode => 'kind' in one && one.kind === Kind.SELECTION_SET,
            );
            const isInline = parent !== undefined && 'kind' in parent && parent.kind === Kind.INLINE_FRAGMENT;
            const has = selectsId(set) || (isInline && above !== undefined && selectsId(above));
            if (isNode && !has) without.push(`${name}: ${type.name}`);
          },
        }),
      );
    }
    expect(without).toEqual([]);
  });
});

it('every query, every mutation and every subscription has one', async () => {
  const built = await schema();
  const shown = new Set(DOCUMENTS.flatMap(({ text }) => asked(parse(text))));
  const roots = [built.getQueryType(), built.getMutationType(), built.getSubscriptionType()];
  const missing = roots.flatMap((root) =>
    Object.keys((root as GraphQLObjectType).getFields()).filter((name) => !shown.has(name)),
  );
  expect(missing).toEqual([]);
});

const isQuery = ({ text }: { readonly text: string }): boolean =>
  getOperationAST(parse(text))!.operation === OperationTypeNode.QUERY;

describe('as it stands, with its variables,', () => {
  // Two ask about authorities of other samples.
  const queries = DOCUMENTS.filter(
    ({ folder, text }) => folder === '.' && !text.includes('"PHU-THO"') && !text.includes('"VN"'),
  );

  it.each(queries.filter(isQuery))('$name is answered', async ({ text, variables }) => {
    const data = await api.ask<Record<string, unknown>>(text, variables);
    for (const name of Object.keys(data)) expect(data[name], name).not.toBeNull();
  });

  /** A period is worked off in this order. */
  const PERIOD = [
    'OpenPeriod',
    'CorrectPeriod',
    'CutOffPeriod',
    'DeclareCohort',
    'DecideRating',
    'DecideRatings',
    'LockPeriod',
    'UnlockPeriod',
    'LockPeriod',
    'PublishRanking',
    'WithdrawRanking',
    'SealPeriod',
  ];
  const acts = [
    ...DOCUMENTS.filter(({ folder }) => ['tasks', 'work', 'people', 'organisation'].includes(folder)),
    ...PERIOD.map((name) => DOCUMENTS.find((one) => one.name === name)!),
  ];

  it.each(acts)('$name is recorded', async ({ text, variables }) => {
    const grants = GRANT_ROLES.map((role) => ({ authority: 'HC', role, unit: null }));
    const everybody = { subject: 'everybody', leader: null, grants };
    const { data, errors } = await api.answer<
      Record<string, { position: number | null; problems: { severity: string }[] }>
    >(text, variables, 'en', everybody);
    expect(errors).toBeUndefined();
    const [{ position, problems }] = Object.values(data!) as [(typeof data & object)[string]];
    expect(problems.filter(({ severity }) => severity === 'REFUSED')).toEqual([]);
    expect(position).not.toBeNull();
  });

  it('period and staff hold no act beside those: the acts of staff are run in test/graphql/acts/configuration', () => {
    const period = DOCUMENTS.filter(({ folder }) => folder === 'period').map(({ name }) => name);
    expect([...new Set(PERIOD)].toSorted()).toEqual(period.toSorted());
  });
});
