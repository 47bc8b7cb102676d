import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { READY_QUESTIONS } from './ready-questions.ts';

/** The page that browsers get: GraphiQL whole, nothing fetched from elsewhere (government networks are closed). */
export function graphiqlPage(): string {
  return renderGraphiQL({
    // Without it the page asks the address it was opened at, and `/` answers no questions.
    endpoint: '/graphql',
    title: 'Leader Scorecard · GraphiQL',
    defaultQuery: READY_QUESTIONS[0]!,
    defaultTabs: READY_QUESTIONS.map((query) => ({ query })),
    credentials: 'same-origin',
  });
}
