import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { READY_QUESTIONS } from './ready-questions.ts';

/**
 * The page that browsers get: GraphiQL whole, nothing fetched from elsewhere (government networks are closed).
 * @param token asked with unless the reader writes another one
 */
export function graphiqlPage(token: string | null): string {
  const headers = JSON.stringify({ Authorization: `Bearer ${token ?? '…'}` }, null, 2);
  return renderGraphiQL({
    // Without it the page asks the address it was opened at, and `/` answers no questions.
    endpoint: '/graphql',
    title: 'Leader Scorecard · GraphiQL',
    defaultQuery: READY_QUESTIONS[0]!,
    defaultTabs: READY_QUESTIONS.map((query) => ({ query, headers })),
    headers,
    credentials: 'same-origin',
  });
}
