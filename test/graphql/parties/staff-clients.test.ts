// The documents of staff and integrators, run by the clients that frontend teams use, over HTTP and WebSocket.
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client as UrqlClient, fetchExchange, subscriptionExchange } from '@urql/core';
import type { AnyVariables, DocumentInput } from '@urql/core';
import { parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Viewer } from '../../../server/platform/model/viewer.ts';
import type { GrantRole } from '../../../server/modules/roles.ts';
import type { TestApi } from '../../support/api.ts';
import { openApi, operations } from '../../support/api.ts';

let api: TestApi;
let address: string;
beforeAll(async () => {
  api = await openApi(['tinh-mau']);
  address = await api.app.start(0);
}, 180_000);
afterAll(() => api.close());

const account = (subject: string, ...roles: GrantRole[]): Viewer => ({
  subject,
  leader: null,
  grants: roles.map((role) => ({ authority: 'HC', role, unit: null })),
});
const AUTHOR = account('an', 'HOME_AFFAIRS_AUTHOR');
const APPROVER = account('binh', 'HOME_AFFAIRS_APPROVER');
const INTEGRATOR = account('ioc', 'INTEGRATOR');

/** What the documents of staff ask for, as far as it is read here. */
interface Shown {
  readonly problems?: readonly object[];
  readonly configurationDraft: { readonly code: string; readonly state: string; readonly digest: string };
  readonly simulation: { readonly id: string };
  readonly configuration: { readonly bands: readonly { readonly rating: string }[] };
  readonly state: string;
  readonly digest: string;
  readonly properties: object;
}
type Data = Readonly<Record<string, Shown>>;
type Run = (text: string, variables: object) => Promise<Data>;

interface First {
  readonly data?: unknown;
  readonly error?: unknown;
}

const socket = (token: string) =>
  createClient({
    url: `${address.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });

async function apolloOf(viewer: Viewer): Promise<Run> {
  const headers = { authorization: `Bearer ${await api.token(viewer)}` };
  const client = new ApolloClient({
    link: new HttpLink({ uri: `${address}/graphql`, headers }),
    cache: new InMemoryCache(),
    defaultOptions: { query: { fetchPolicy: 'network-only' } },
  });
  return async (text, variables) => {
    const document = parse(text);
    const { data } = /^mutation /m.test(text)
      ? await client.mutate({ mutation: document, variables })
      : await client.query({ query: document, variables });
    return data as Data;
  };
}

async function urqlOf(viewer: Viewer): Promise<Run> {
  const client = new UrqlClient({
    url: `${address}/graphql`,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${await api.token(viewer)}` } },
  });
  return async (text, variables) => {
    const document = parse(text) as unknown as DocumentInput<Data, AnyVariables>;
    const { data, error } = /^mutation /m.test(text)
      ? await client.mutation(document, { ...variables }).toPromise()
      : await client.query(document, { ...variables }).toPromise();
    if (error) throw error;
    return data!;
  };
}

const STAFF = operations('staff');
const NEWS = operations('integrator').find(({ name }) => name === 'ScoreChanged')!;

describe.each([
  ['Apollo Client', apolloOf, 'project-06-leader-2024'],
  ['urql', urqlOf, 'civil-servant-2026'],
] as const)('%s', (_client, clientOf, configures) => {
  it('runs every document of staff, from a copy to an approved revision and to a rejected one', async () => {
    const requested = new Set<string>();
    const [author, approver] = await Promise.all([clientOf(AUTHOR), clientOf(APPROVER)]);
    const run = async (name: string, variables: object, as = author): Promise<Shown> => {
      requested.add(name);
      const data = await as(STAFF.find((one) => one.name === name)!.text, variables);
      const [answer] = Object.values(data) as [Shown];
      expect(answer, name).not.toBeNull();
      if ('problems' in answer) expect(answer.problems, name).toEqual([]);
      return answer;
    };
    const act = async (name: string, input: object, as = author): Promise<Shown> =>
      run(name, { input: { authority: 'HC', ...input } }, as);
    const effectiveFrom = '2027-01-01';
    const form = await run('ConfigurationForm', { kind: 'SCHEME', configures, language: 'VI' });
    expect(form.properties).toBeDefined();

    let last = '';
    const submitted = async (atLeast: string) => {
      const started = await act('StartConfigurationDraft', { kind: 'SCHEME', configures, effectiveFrom });
      const { code } = started.configurationDraft;
      const { configuration } = await run('ConfigurationDraft', { authority: 'HC', code });
      const bands = configuration.bands.map((band) => (band.rating === 'GOOD' ? { ...band, atLeast } : band));
      const changed = await act('ChangeConfigurationDraft', {
        draft: code,
        configuration: JSON.stringify({ ...configuration, bands }),
        effectiveFrom,
        example: true,
      });
      const { simulation } = await act('SimulateConfigurationDraft', { draft: code, periods: ['2026-Q2'] });
      last = simulation.id;
      await api.app.simulations.settled();
      const done = await run('ConfigurationSimulation', { authority: 'HC', id: simulation.id });
      expect(done.state).toBe('DONE');
      const simulationDigest = done.digest;
      await act('SubmitConfigurationDraft', { draft: code, simulationDigest });
      return { draft: code, draftDigest: changed.configurationDraft.digest, simulationDigest };
    };
    const evidence = { documentNumber: '15/QĐ-SNV', documentDate: '2026-11-22' };
    const approved = await act(
      'ApproveConfigurationDraft',
      { ...(await submitted('82')), evidence },
      approver,
    );
    expect(approved.configurationDraft.state).toBe('SCHEDULED');
    const rejected = await act(
      'RejectConfigurationDraft',
      { ...(await submitted('83')), reason: 'Ngưỡng quá cao' },
      approver,
    );
    expect(rejected.configurationDraft.state).toBe('REJECTED');
    expect(await run('ConfigurationDrafts', { authority: 'HC', configures })).toHaveLength(2);
    expect(await run('ConfigurationHistory', { authority: 'HC', kind: 'SCHEME', configures })).toHaveLength(
      2,
    );

    const cancel = STAFF.find(({ name }) => name === 'CancelConfigurationSimulation')!;
    requested.add(cancel.name);
    const over = await author(cancel.text, { input: { authority: 'HC', simulation: last } });
    expect(over.cancelConfigurationSimulation).toMatchObject({
      simulation: null,
      problems: [{ code: 'SIMULATION_OVER', path: 'simulation' }],
    });

    expect([...requested].toSorted()).toEqual(STAFF.map(({ name }) => name));
  });
});

describe('the integrator’s subscription', () => {
  it('runs over Apollo Client’s WebSocket link', async () => {
    const wire = socket(await api.token(INTEGRATOR));
    const client = new ApolloClient({ link: new GraphQLWsLink(wire), cache: new InMemoryCache() });
    const first = await new Promise<First>((resolve, reject) => {
      client
        .subscribe({ query: parse(NEWS.text), variables: { authority: 'HC' } })
        .subscribe({ next: (result) => resolve(result), error: reject });
    });
    expect(first.error).toBeUndefined();
    expect(first.data).toMatchObject({ scoreChanged: { place: expect.any(String), event: null } });
    client.stop();
    await wire.dispose();
  });

  it('runs over urql’s subscription exchange', async () => {
    const wire = socket(await api.token(INTEGRATOR));
    const client = new UrqlClient({
      url: `${address}/graphql`,
      preferGetMethod: false,
      exchanges: [
        subscriptionExchange({
          forwardSubscription: ({ query, variables }) => ({
            subscribe: (sink) => ({
              unsubscribe: wire.subscribe({ query: query!, variables: variables as never }, sink as never),
            }),
          }),
        }),
      ],
    });
    const document = parse(NEWS.text) as unknown as DocumentInput<unknown, AnyVariables>;
    const first = await new Promise<First>((resolve) => {
      client.subscription(document, { authority: 'HC' }).subscribe(resolve);
    });
    expect(first.error).toBeUndefined();
    expect(first.data).toMatchObject({ scoreChanged: { place: expect.any(String), event: null } });
    await wire.dispose();
  });

  it('runs over urql’s own requests, as server-sent events at the address of the API', async () => {
    const client = new UrqlClient({
      url: `${address}/graphql`,
      preferGetMethod: false,
      fetchSubscriptions: true,
      exchanges: [fetchExchange],
      fetchOptions: { headers: { authorization: `Bearer ${await api.token(INTEGRATOR)}` } },
    });
    const document = parse(NEWS.text) as unknown as DocumentInput<unknown, AnyVariables>;
    const first = await new Promise<First>((resolve) => {
      // It ends with the server: urql itself fails where it is unsubscribed.
      client.subscription(document, { authority: 'HC' }).subscribe(resolve);
    });
    expect(first.error).toBeUndefined();
    expect(first.data).toMatchObject({ scoreChanged: { place: expect.any(String), event: null } });
  });
});
