import { expect } from 'vitest';
import type { Viewer } from '../../../server/platform/model/viewer.ts';
import { GRANT_ROLES } from '../../../server/modules/roles.ts';
import type { TestApi } from '../../support/api.ts';
import { openApi } from '../../support/api.ts';

/** No question may keep the server busy for longer, on a machine that does other things beside. */
const LONGEST = 10_000;

/** What an answer may call its errors: whatever is the caller’s to mend. */
const CODES = new Set([
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'CONFLICT',
  'FORBIDDEN',
  'NOT_FOUND',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'UNAUTHENTICATED',
]);

export interface HostileAnswer {
  readonly status: number;
  readonly data?: unknown;
  readonly extensions?: { readonly cost: { readonly cost: number } };
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly problems?: readonly { readonly code: string }[] };
  }[];
}

/** A running server, and whoever may do anything in it. */
export interface Target {
  readonly api: TestApi;
  readonly address: string;
  readonly token: string;
  /** Sends bytes as they are. Fails unless the answer comes in time and blames the caller in words, with a code. */
  send(
    body: string | Uint8Array<ArrayBuffer>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<HostileAnswer>;
  /** Asks a question. */
  ask(query: string, variables?: unknown): Promise<HostileAnswer>;
}

export async function openTarget(): Promise<Target> {
  const api = await openApi(['tinh-mau']);
  const address = await api.app.start(0);
  const viewer: Viewer = {
    subject: 'hostile',
    leader: 'HC-SO-XD-L1',
    grants: GRANT_ROLES.map((role) => ({ authority: 'HC', role, unit: null })),
  };
  const token = await api.token(viewer);
  const target: Target = {
    api,
    address,
    token,
    async send(body, headers = {}) {
      const begun = performance.now();
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        body,
      });
      const text = await response.text();
      const took = performance.now() - begun;
      const about = `${response.status} in ${Math.round(took)} ms: ${text.slice(0, 500)}`;
      expect(response.status, about).toBeLessThan(500);
      expect(took, about).toBeLessThan(LONGEST);
      const answer = JSON.parse(text) as Omit<HostileAnswer, 'status'>;
      if (response.status !== 200) expect(answer.errors?.length, about).toBeGreaterThan(0);
      for (const { message, extensions } of answer.errors ?? []) {
        expect(CODES, about).toContain(extensions?.code);
        expect(message, about).not.toBe('');
      }
      return { status: response.status, ...answer };
    },
    ask: (query, variables) => target.send(JSON.stringify({ query, variables })),
  };
  return target;
}
