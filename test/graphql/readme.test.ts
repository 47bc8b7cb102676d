// What the README shows as a real answer is one.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApi } from '../support/api.ts';
import { openApi } from '../support/api.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const pairs = [...readme.matchAll(/```graphql\n([\s\S]*?)```\s*```json\n([\s\S]*?)```/g)].map(
  ([, question, answer]) => ({ question: question!, answer: answer! }),
);

let api: TestApi;
beforeAll(async () => {
  api = await openApi(['tinh-mau']);
});
afterAll(() => api.close());

describe('README', () => {
  it('asks at least one question', () => expect(pairs.length).toBeGreaterThan(0));

  it.each(pairs)('shows the answer that the server gives: $question', async ({ question, answer }) => {
    if (process.env['SHOW_ANSWERS'])
      process.stdout.write(`${JSON.stringify(await api.answer(question), null, 2)}\n`);
    const { data, errors } = await api.answer(question);
    expect({ data, errors }).toEqual(JSON.parse(answer));
  });
});
