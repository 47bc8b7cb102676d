import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse, print } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { createApp } from '../../server/graphql/app.ts';
import { DocumentsFault } from '../../server/graphql/known-documents.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { TestApi } from '../support/api.ts';
import { openApi, operations, believing } from '../support/api.ts';

let api: TestApi;
let address: string;
let bearer: { readonly authorization: string };

beforeAll(async () => {
  api = await openApi(['phu-tho-2026-q3']);
  address = await api.app.start(0);
  bearer = { authorization: `Bearer ${await api.token()}` };
}, 120_000);

afterAll(() => api.close());

const QUERY = JSON.stringify({ query: '{ units(first: 1) { nodes { name } } }' });

function post(headers: Readonly<Record<string, string>>, body = QUERY): Promise<Response> {
  return fetch(`${address}/graphql`, { method: 'POST', headers: { ...bearer, ...headers }, body });
}

it('answers over HTTP in the language of the request; one authority need not be named', async () => {
  const json = { 'content-type': 'application/json' };
  const vi = (await (await post(json)).json()) as { data: { units: { nodes: { name: string }[] } } };
  const en = (await (await post({ ...json, 'accept-language': 'en-GB,en;q=0.9' })).json()) as typeof vi;
  expect(vi.data.units.nodes[0]!.name).not.toBe(en.data.units.nodes[0]!.name);
});

describe('what a foreign page could send in a user’s name', () => {
  const MUTATION = 'mutation { __typename }';
  const requested = (query: string): string => `${address}/graphql?query=${encodeURIComponent(query)}`;
  const preflight = { 'apollo-require-preflight': 'yes' };

  it('is refused: forms, plain text, and links without a header that only scripts of our own can set', async () => {
    for (const type of [
      'text/plain',
      'text/plain; charset=application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const response = await post({ 'content-type': type });
      expect(response.status, type).toBe(400);
      expect(await response.text(), type).not.toContain('"data"');
    }
    expect((await fetch(requested('{ authorities { code } }'), { headers: bearer })).status).toBe(400);
    const shown = await fetch(requested('{ authorities { code } }'), {
      headers: { ...bearer, ...preflight },
    });
    expect(shown.status).toBe(200);
  });

  it('is never a mutation: a link only asks', async () => {
    const response = await fetch(requested(MUTATION), { headers: { ...bearer, ...preflight } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(
      (await post({ 'content-type': 'application/json' }, JSON.stringify({ query: MUTATION }))).status,
    ).toBe(200);
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect(
        (await fetch(requested(MUTATION), { method, headers: { ...bearer, ...preflight } })).status,
        method,
      ).toBe(405);
  });
});

it('shows browsers the page, at both addresses', async () => {
  for (const path of ['/', '/graphql']) {
    const response = await fetch(`${address}${path}`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('LeaderScoreCard');
  }
});

it('tells its schema only where the operator lets it; elsewhere neither by suggestions, and the page says so', async () => {
  const ask = async (introspection: boolean) => {
    const app = await createApp({
      database: api.database,
      clock: systemClock,
      catalogue: CATALOGUE,
      tokens: believing(api.auditor),
      introspection,
    });
    const own = await app.start(0);
    try {
      const answers = [
        '{ __schema { queryType { name } } }',
        '{ authoritie { code } }',
        '{ __typename }',
      ].map(async (query) => {
        const response = await fetch(`${own}/graphql`, {
          method: 'POST',
          headers: { ...bearer, 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        });
        return [response.status, await response.text()] as const;
      });
      const page = await (await fetch(own)).text();
      return { answers: await Promise.all(answers), page };
    } finally {
      await app.stop();
    }
  };
  const open = await ask(true);
  expect(open.answers.map(([status]) => status)).toEqual([200, 400, 200]);
  expect(open.answers[1]![1]).toContain('authorities');
  expect(open.page).not.toContain('INTROSPECTION=off');
  const closed = await ask(false);
  expect(closed.answers.map(([status]) => status)).toEqual([400, 400, 200]);
  expect(closed.answers[0]![1]).toContain('"code":"BAD_USER_INPUT"');
  expect(closed.answers[0]![1]).toContain('"code":"INTROSPECTION_OFF"');
  expect(closed.answers[0]![1]).not.toContain('Apollo');
  expect(closed.answers[1]![1]).not.toContain('authorities');
  expect(closed.page).toContain('INTROSPECTION=off');
});

it('takes as many rows as a bulk act may have, all at once', async () => {
  const [metric] = await api.database.query<{
    authority: string;
    code: string;
    source: string;
    unit: string;
  }>(
    `select m.authority, m.code, coalesce(m.source, 'MACHINE') as source, u.code as unit from metric_version m join unit_version u on u.authority = m.authority
     where m.kind = 'RATIO' and u.superseded_position is null and u.closed_on is null and m.superseded_position is null
     order by m.authority, m.code, u.code limit 1`,
  );
  const { authority, code, source, unit } = metric!;
  const DAY = 86_400_000;
  const day = (number: number) => new Date(Date.UTC(2001, 0, 1) + number * DAY).toISOString().slice(0, 10);
  const rows = Array.from({ length: 5000 }, (_, number) => ({
    metric: code,
    unit,
    coversFrom: day(number),
    coversTo: day(number),
    source,
    numerator: String(number),
    denominator: '10000',
  }));
  const reporter = {
    subject: 'machine',
    leader: null,
    grants: [{ authority, role: 'UNIT_REPORTER', unit: null }],
  };
  const token = await api.token(reporter);
  const query = `mutation ($input: RecordReadingsInput!) {
    recordReadings(input: $input) { position problems { code path message } readings { numerator } } }`;
  const body = JSON.stringify({ query, variables: { input: { authority, rows } } });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const { data, errors } = (await (await post(headers, body)).json()) as {
    data: { recordReadings: { position: number | null; problems: object[]; readings: object[] } };
    errors?: object[];
  };
  expect(errors).toBeUndefined();
  expect(data.recordReadings.problems).toEqual([]);
  expect(data.recordReadings.readings).toHaveLength(5000);
}, 60_000);

it('refuses a body that is too large or no JSON, in the language of the request and without a stack', async () => {
  const large = JSON.stringify({ query: `# ${'x'.repeat(4_300_000)}` });
  const chunked = () => new Blob([large]).stream();
  // A plain question, and ones that go the long way round.
  const ways: readonly Readonly<Record<string, string>>[] = [
    { 'content-type': 'application/json' },
    { 'content-type': 'application/json; charset=utf-8' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/graphql-response+json' },
  ];
  for (const headers of ways.slice(0, 2)) {
    const answers = [
      await post(headers, large),
      await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { ...bearer, ...headers },
        body: chunked(),
        duplex: 'half',
      } as RequestInit),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(413);
      expect(await answer.text()).toContain('4 MB');
    }
  }
  for (const headers of ways) {
    const broken = await post({ ...headers, 'accept-language': 'en' }, '{');
    expect([400, 415]).toContain(broken.status);
    expect(await broken.text()).not.toContain('node_modules');
  }
  const vi = (await (await post(ways[0]!, '{')).json()) as { errors: { message: string }[] };
  expect(vi.errors[0]!.message).toMatch(/^Nội dung gửi lên không đọc được/);
  for (const body of [
    '[]',
    '"text"',
    '{}',
    '{"query":1}',
    '{"query":"{ authorities { code } }","variables":"x"}',
  ])
    expect((await post(ways[0]!, body)).status, body).toBe(400);
});

it('reads what is compressed too', async () => {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { ...bearer, 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync(QUERY)),
  });
  expect(response.status).toBe(200);
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('known documents', () => {
  const json = { 'content-type': 'application/json' };
  const { text } = operations().find(({ name }) => name === 'Authorities')!;
  const ask = async (body: object): Promise<unknown> => (await post(json, JSON.stringify(body))).json();

  it('are asked for by hash, of the text or of the text printed anew', async () => {
    const whole = await ask({ query: text });
    expect(whole).not.toHaveProperty('errors');
    const printed = print(parse(text));
    for (const form of [text, printed]) {
      const hash = sha256(form);
      expect(await ask({ documentId: hash })).toEqual(whole);
      expect(await ask({ documentId: `sha256:${hash}` })).toEqual(whole);
      expect(await ask({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } })).toEqual(whole);
    }
  });

  it('are kept by hash once their text was sent with it, as automatic persisted queries do', async () => {
    const query = '{ authorities { name } }';
    const persistedQuery = { version: 1, sha256Hash: sha256(query) };
    const notFound = async (body: object) => {
      const { errors } = (await ask(body)) as { errors: { extensions: { code: string } }[] };
      expect(errors[0]!.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    };
    for (const body of [{ extensions: { persistedQuery } }, { documentId: sha256(query) }])
      await notFound(body);
    const whole = await ask({ query, extensions: { persistedQuery } });
    expect(whole).toHaveProperty('data');
    expect(await ask({ extensions: { persistedQuery } })).toEqual(whole);
    expect(await ask({ documentId: sha256(query) })).toEqual(whole);
    // Only the text that has the hash, and only one that can be answered.
    const other = '{ authorities { code } }';
    await ask({
      query: other,
      extensions: { persistedQuery: { ...persistedQuery, sha256Hash: sha256('x') } },
    });
    await notFound({ documentId: sha256('x') });
    const wrong = '{ nothing }';
    await ask({ query: wrong, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(wrong) } } });
    await notFound({ documentId: sha256(wrong) });
  });

  describe('of an operator', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'documents-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const open = () =>
      createApp({
        database: api.database,
        clock: systemClock,
        catalogue: CATALOGUE,
        tokens: believing(api.auditor),
        documents: folder,
      });

    /** What a server that knows the folder answers to each id. */
    const askedById = async (ids: readonly string[]): Promise<unknown[]> => {
      const app = await open();
      try {
        const own = await app.start(0);
        return await Promise.all(
          ids.map(async (documentId) => {
            const response = await fetch(`${own}/graphql`, {
              method: 'POST',
              headers: { ...bearer, ...json },
              body: JSON.stringify({ documentId, variables: { all: false } }),
            });
            return response.json();
          }),
        );
      } finally {
        await app.stop();
      }
    };
    const found = { data: { authorities: [expect.objectContaining({ code: 'PHU-THO' })] } };

    it('are asked for by the hash of their text, or as GraphQL Code Generator prints it', async () => {
      const own = `# Of our own.
query Own($other: String, $code: String! = "HC", $all: Boolean!) {
  second: authority(code: $code) { name ...Named @skip(if: $all) code ... on Node { id } }
  authorities { ...Named ... @include(if: $all) { position } ... on Authority { id } code }
  units(first: 1, authority: $other) { nodes { code name } totalCount }
}
fragment Named on Authority { name code }
`;
      writeFileSync(join(folder, 'Own.graphql'), own);
      // The last four: persistedDocuments of @graphql-codegen/client-preset 6.2.0, also with its typename transform.
      const ids = [
        sha256(own),
        '505e8488ca7d5de987fa5daacd95924816b16271',
        'sha256:b9fc6aaccd801f85c34de951ba3e06aebf70e17172bb747c724f802b850c8cef',
        '50c9d13d906d449c864d6637b4fdc0c6b4d986d3',
        'sha256:d7161d419c833f139bb15ac58d4b21e20c788a4bcc566f18cef649baea4f3405',
      ];
      const answers = await askedById(ids);
      expect(answers).toHaveLength(5);
      for (const answer of answers) expect(answer).toMatchObject(found);
    });

    it('may be manifests of Apollo, Relay and GraphQL Code Generator: each name stands for its text', async () => {
      const body = 'query Own { authorities { code } }';
      const write = (name: string, content: object) => {
        writeFileSync(join(folder, name), JSON.stringify(content));
      };
      write('persisted-query-manifest.json', {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'of-apollo', name: 'Own', type: 'query', body }],
      });
      mkdirSync(join(folder, 'relay'));
      write('relay/persisted_queries.json', { e0a1b2: body });
      write('persisted-documents.json', { 'sha256:abc': body });
      const answers = await askedById(['of-apollo', 'e0a1b2', 'sha256:abc', 'abc', sha256(body)]);
      expect(answers).toHaveLength(5);
      for (const answer of answers) expect(answer).toMatchObject(found);
    });

    it.each([
      ['package.json', '{"name":"pages","version":1}', 'Apollo, Relay'],
      ['broken.json', '{', 'broken.json'],
      ['manifest.json', '{"abc":"query {"}', 'manifest.json'],
      ['broken.graphql', 'query {', 'broken.graphql'],
    ])('end the start where a file is none of these: %s', async (name, content, said) => {
      writeFileSync(join(folder, name), content);
      const fault = await open().catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(DocumentsFault);
      expect((fault as Error).message).toContain(said);
    });
  });
});

it('asks who is there: without a token, or with anything that is none, in words and with 401, on every way in', async () => {
  const url = `${address}/graphql?query=${encodeURIComponent('{ authorities { code } }')}`;
  const json = { 'content-type': 'application/json' };
  const ways: readonly ((headers: Readonly<Record<string, string>>) => Promise<Response>)[] = [
    (headers) =>
      fetch(`${address}/graphql`, { method: 'POST', headers: { ...json, ...headers }, body: QUERY }),
    (headers) =>
      fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-16', ...headers },
        body: QUERY,
      }),
    (headers) => fetch(url, { headers: { 'apollo-require-preflight': 'yes', ...headers } }),
  ];
  const wrong = [
    [undefined, 'NO_TOKEN'],
    ['Basic YTpi', 'MALFORMED_TOKEN'],
    ['Bearer x', 'MALFORMED_TOKEN'],
    [`Bearer ${'x'.repeat(10_000)}`, 'MALFORMED_TOKEN'],
    [`${bearer.authorization.slice(0, -20)}AAAAAAAAAAAAAAAAAAAA`, 'UNTRUSTED_TOKEN'],
  ] as const;
  for (const [authorization, code] of wrong)
    for (const way of ways) {
      const response = await way(authorization === undefined ? {} : { authorization });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
      const { errors } = (await response.json()) as { errors: { extensions: object }[] };
      expect(errors[0]!.extensions).toMatchObject({ code: 'UNAUTHENTICATED', problems: [{ code }] });
    }
});
