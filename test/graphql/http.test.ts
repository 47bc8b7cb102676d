import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestApi } from '../support/api.ts';
import { openApi } from '../support/api.ts';

let api: TestApi;
let address: string;

beforeAll(async () => {
  api = await openApi(['phu-tho-2026-q3']);
  address = await api.app.start(0);
}, 120_000);

afterAll(() => api.close());

const QUERY = JSON.stringify({ query: '{ units(first: 1) { nodes { name } } }' });

function post(headers: Readonly<Record<string, string>>, body = QUERY): Promise<Response> {
  return fetch(`${address}/graphql`, { method: 'POST', headers, body });
}

it('answers over HTTP in the language of the request; one authority need not be named', async () => {
  const json = { 'content-type': 'application/json' };
  const vi = (await (await post(json)).json()) as { data: { units: { nodes: { name: string }[] } } };
  const en = (await (await post({ ...json, 'accept-language': 'en-GB,en;q=0.9' })).json()) as typeof vi;
  expect(vi.data.units.nodes[0]!.name).not.toBe(en.data.units.nodes[0]!.name);
});

it('refuses what a foreign page could send in a user’s name', async () => {
  expect((await post({ 'content-type': 'text/plain' })).status).toBe(400);
  const url = `${address}/graphql?query=${encodeURIComponent('{ authorities { code } }')}`;
  expect((await fetch(url)).status).toBe(400);
  expect((await fetch(url, { headers: { 'apollo-require-preflight': 'yes' } })).status).toBe(200);
});

it('shows browsers the page, at both addresses', async () => {
  for (const path of ['/', '/graphql']) {
    const response = await fetch(`${address}${path}`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('LeaderScoreCard');
  }
});

it('tells its health', async () => {
  for (const path of ['/health/live', '/health/ready'])
    expect((await fetch(`${address}${path}`)).status).toBe(200);
});

it('refuses a body that is too large or no JSON, without a stack', async () => {
  const json = { 'content-type': 'application/json' };
  const large = await post(json, JSON.stringify({ query: `# ${'x'.repeat(1_100_000)}` }));
  expect(large.status).toBe(413);
  const broken = await post(json, '{');
  expect(broken.status).toBe(400);
  expect(await broken.text()).not.toContain('node_modules');
});
