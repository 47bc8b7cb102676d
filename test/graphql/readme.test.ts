// What the guides show as real answers are real ones.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../server/platform/model/viewer.ts';
import type { GrantRole } from '../../server/modules/roles.ts';
import { GRANT_ROLES } from '../../server/modules/roles.ts';
import { answersOf, pages } from '../guides/guides.ts';
import type { TestApi } from '../support/api.ts';
import { openApi } from '../support/api.ts';

const shown = pages().flatMap(answersOf);

let api: TestApi;
beforeAll(async () => {
  api = await openApi(['tinh-mau']);
});
afterAll(() => api.close());

/** The account that a guide lets ask: one of the role over the whole sample province. */
function viewerOf(role: string | null): Viewer {
  if (role === null) return api.auditor;
  expect(GRANT_ROLES).toContain(role);
  const grant = { authority: 'HC', role: role as GrantRole, unit: null };
  return { subject: role.toLowerCase(), leader: null, grants: [grant] };
}

describe('the guides', () => {
  it.each(['README.md', 'schema/README.md'])('ask at least one question: %s', (page) => {
    expect(shown.filter((one) => one.page === page)).not.toEqual([]);
  });

  it.each(shown)('$page shows the answer that the server gives: $question', async (given) => {
    const { data, errors } = await api.answer(given.question, {}, 'vi', viewerOf(given.role));
    if (process.env['SHOW_ANSWERS']) process.stdout.write(`${JSON.stringify({ data, errors }, null, 2)}\n`);
    expect(JSON.parse(JSON.stringify({ data, errors }))).toEqual(JSON.parse(given.answer));
  });
});
