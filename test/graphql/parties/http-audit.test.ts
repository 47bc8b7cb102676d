// GraphQL over HTTP, by the audit of the people who write that specification.
import { auditServer } from 'graphql-http';
import { expect, it } from 'vitest';
import { openApi } from '../../support/api.ts';

/** What is otherwise than advised, by the audit’s own numbers, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  // Links without a header that only scripts can set are refused: a foreign page could make a browser follow them.
  '5A70': 'GET without a preflight',
  D6D5: 'GET without a preflight',
  '6A70': 'GET without a preflight',
  // A question that was not carried out is 400 whichever type the answer has, so that proxies and logs can tell it from an
  // answer.
  '572B': '400 for a text that is no GraphQL',
  FDE2: '400 for a question that does not fit the schema',
  '7B9B': '400 for variables that do not fit',
};

it('meets GraphQL over HTTP without an error; what is otherwise than advised is named, and nothing else is', async () => {
  const api = await openApi(['phu-tho-2026-q3']);
  try {
    const url = `${await api.app.start(0)}/graphql`;
    const authorization = `Bearer ${await api.token()}`;
    const results = await auditServer({
      url,
      fetchFn: (address: string, init: RequestInit = {}) =>
        fetch(address, { ...init, headers: { ...(init.headers as Record<string, string>), authorization } }),
    });
    expect(results.length).toBeGreaterThan(50);
    const told = results.filter(({ status }) => status !== 'ok');
    expect(told.filter(({ status }) => status === 'error').map(({ name }) => name)).toEqual([]);
    expect(told.map(({ id }) => id).toSorted()).toEqual(Object.keys(OTHERWISE).toSorted());
  } finally {
    await api.close();
  }
});
