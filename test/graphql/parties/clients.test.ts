// The clients that frontend teams use, asking a running server with a token.
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client as UrqlClient, cacheExchange, fetchExchange } from '@urql/core';
import type { AnyVariables, DocumentInput, Exchange } from '@urql/core';
import { isAbstractType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_COST } from '../../../server/graphql/cost.ts';
import { knownDocuments } from '../../../server/graphql/known-documents.ts';
import { schema } from '../../../server/graphql/schema.ts';
import type { TestApi } from '../../support/api.ts';
import { openApi, operations } from '../../support/api.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const known = knownDocuments(null);

let api: TestApi;
let url: string;
let headers: Readonly<Record<string, string>>;
/** What each interface may be: a page keeps it, made from schema/schema.graphql. */
let possibleTypes: Record<string, string[]>;

beforeAll(async () => {
  api = await openApi(['nghe-an-2024', 'phu-tho-2026-q3', 'national-766-2026-10-10', 'tinh-mau']);
  url = `${await api.app.start(0)}/graphql`;
  const grant = { authority: 'HC', role: 'HOME_AFFAIRS_AUTHOR', unit: null } as const;
  const staff = { ...api.auditor, grants: [...api.auditor.grants, grant] };
  const built = await schema();
  possibleTypes = Object.fromEntries(
    Object.values(built.getTypeMap()).flatMap((type) =>
      isAbstractType(type) ? [[type.name, built.getPossibleTypes(type).map(({ name }) => name)]] : [],
    ),
  );
  headers = { authorization: `Bearer ${await api.token(staff)}` };
}, 180_000);

afterAll(() => api.close());

/** Bodies that a client has sent. */
class Sent {
  readonly bodies: { readonly query?: string; readonly extensions?: object }[] = [];

  readonly fetch: typeof fetch = (address, init) => {
    this.bodies.push(JSON.parse(init!.body as string) as { query?: string });
    return fetch(address, init);
  };

  get last(): { readonly query?: string; readonly extensions?: object } {
    return this.bodies.at(-1)!;
  }
}

const QUERIES = operations().filter(({ text }) => /^query /m.test(text));

const DRAFT = operations('staff').find(({ name }) => name === 'StartConfigurationDraft')!;
const requested = (configures: string) => ({
  input: { authority: 'HC', kind: 'SCHEME', configures, effectiveFrom: '2027-01-01' },
});
interface Started {
  readonly startConfigurationDraft: {
    readonly position: number | null;
    readonly problems: readonly { readonly code: string; readonly message: string }[];
    readonly configurationDraft: { readonly state: string } | null;
  };
}

describe('Apollo Client', () => {
  const clientOver = (sent: Sent, before: ApolloLink[] = []) =>
    new ApolloClient({
      link: ApolloLink.from([...before, new HttpLink({ uri: url, headers, fetch: sent.fetch })]),
      cache: new InMemoryCache({ possibleTypes }),
    });

  it.each(QUERIES)('asks $name as a known document, and keeps the answer in its cache', async (question) => {
    const sent = new Sent();
    const client = clientOver(sent);
    const query = parse(question.text);
    const { data } = await client.query({ query, variables: question.variables });
    expect(data).toBeDefined();
    expect(known.has(sha256(sent.last.query!)), 'runs compiled').toBe(true);
    const again = await client.query({ query, variables: question.variables });
    expect([sent.bodies.length, again.data]).toEqual([1, data]);
    client.stop();
  });

  it('asks for known documents by their hash alone', async () => {
    const sent = new Sent();
    const client = clientOver(sent, [new PersistedQueryLink({ sha256 })]);
    for (const { text, variables } of QUERIES)
      expect((await client.query({ query: parse(text), variables })).data).toBeDefined();
    expect(sent.bodies.map(({ query }) => query)).toEqual(QUERIES.map(() => undefined));
    client.stop();
  });

  it('sends a document of its own whole where the server does not know its hash', async () => {
    const sent = new Sent();
    const client = clientOver(sent, [new PersistedQueryLink({ sha256 })]);
    const query = parse('query Own { authorities { code } }');
    expect((await client.query({ query })).data).toMatchObject({ authorities: expect.anything() });
    expect(sent.bodies.map((body) => body.query !== undefined)).toEqual([false, true]);
    client.stop();
  });

  it('acts, and gets what is wrong as data: expected problems are no errors', async () => {
    const client = clientOver(new Sent());
    const mutation = parse(DRAFT.text);
    const fine = await client.mutate({ mutation, variables: requested('project-06-leader-2024') });
    expect((fine.data as Started).startConfigurationDraft).toMatchObject({
      problems: [],
      configurationDraft: { state: 'VALIDATED' },
    });
    const refused = await client.mutate({ mutation, variables: requested('nobody-knows-it') });
    const { position, problems } = (refused.data as Started).startConfigurationDraft;
    expect(position).toBeNull();
    expect(problems[0]!.code).toBe('NOTHING_TO_COPY');
    client.stop();
  });

  it('goes on page by page', async () => {
    const sent = new Sent();
    const client = clientOver(sent);
    const query = parse(
      'query Page($after: String) { units(authority: "HC", first: 15, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id code } } }',
    );
    interface Page {
      readonly units: {
        readonly totalCount: number;
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        readonly nodes: readonly { readonly code: string }[];
      };
    }
    const codes: string[] = [];
    let after: string | null = null;
    let total: number;
    do {
      const { data } = await client.query({ query, variables: { after } });
      const { units } = data as Page;
      codes.push(...units.nodes.map(({ code }) => code));
      total = units.totalCount;
      after = units.pageInfo.hasNextPage ? units.pageInfo.endCursor : null;
    } while (after !== null);
    expect(sent.bodies.length).toBeGreaterThan(1);
    expect([new Set(codes).size, codes.length]).toEqual([total, total]);
    client.stop();
  });

  it('is told what it may not ask, with a code', async () => {
    const client = new ApolloClient({
      link: new HttpLink({ uri: url, headers: { authorization: 'Bearer nobody' } }),
      cache: new InMemoryCache(),
    });
    const query = parse('{ authorities { code } }');
    await expect(client.query({ query })).rejects.toMatchObject({ statusCode: 401 });
    client.stop();
  });
});

describe('urql', () => {
  const clientOver = (sent: Sent, before: Exchange[] = []) =>
    new UrqlClient({
      url,
      exchanges: [...before, fetchExchange],
      preferGetMethod: false,
      fetch: sent.fetch,
      fetchOptions: { headers },
    });
  const documentOf = (text: string) => parse(text) as unknown as DocumentInput<unknown, AnyVariables>;

  it.each(QUERIES)('asks $name', async ({ text, variables }) => {
    const sent = new Sent();
    const { data, error } = await clientOver(sent).query(documentOf(text), variables).toPromise();
    expect(error).toBeUndefined();
    expect(data).toBeDefined();
    expect(known.has(sha256(sent.last.query!)), 'runs compiled').toBe(true);
  });

  it('asks with the types of all objects, as its cache needs it', async () => {
    const { text, variables } = QUERIES.find(({ name }) => name === 'LeaderPage')!;
    const sent = new Sent();
    const { data } = await clientOver(sent, [cacheExchange]).query(documentOf(text), variables).toPromise();
    expect(JSON.stringify(data)).toContain('"__typename":"Leader"');
    expect(known.has(sha256(sent.last.query!)), 'runs compiled').toBe(true);
  });

  it('acts, and gets what is wrong as data', async () => {
    const client = clientOver(new Sent());
    const run = async (configures: string): Promise<Started> => {
      const { data, error } = await client
        .mutation(documentOf(DRAFT.text), requested(configures))
        .toPromise();
      expect(error).toBeUndefined();
      return data as Started;
    };
    expect((await run('civil-servant-2026')).startConfigurationDraft.problems).toEqual([]);
    const { problems } = (await run('nobody-knows-it')).startConfigurationDraft;
    expect(problems.map(({ code }) => code)).toEqual(['NOTHING_TO_COPY']);
  });

  it('is told of a question that is refused with its code, and what it would have cost', async () => {
    const dear =
      '{ units(first: 100) { nodes { children(first: 100) { nodes { tasks(first: 100) { nodes { code } } } } } } }';
    const { error, extensions } = await clientOver(new Sent()).query(documentOf(dear), {}).toPromise();
    expect(error!.graphQLErrors[0]!.extensions).toMatchObject({ problems: [{ code: 'QUERY_TOO_DEAR' }] });
    expect(extensions).toEqual({ cost: { cost: expect.any(Number), most: MOST_COST } });
  });
});
