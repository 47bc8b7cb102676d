import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { READY_QUESTIONS } from './ready-questions.ts';

const WITHOUT_SCHEMA = `
      <p role="note" style="position: fixed; z-index: 10; bottom: 0; right: 0; margin: 0; padding: 0.5rem 1rem; background: #fff3cd; color: #533f03">
        Máy chủ này không cho hỏi cấu trúc API (INTROSPECTION=off): trang không gợi ý được tên trường, xem schema/schema.graphql.<br />
        <span lang="en">This server does not tell its schema (INTROSPECTION=off): the page cannot suggest names, see schema/schema.graphql.</span>
      </p>`;

/**
 * The page that browsers get: GraphiQL whole, nothing fetched from elsewhere.
 * Government networks are closed.
 *
 * @param token sent unless the reader writes another one
 * @param introspection whether the server shows its schema; where it does not, the page says so
 */
export function graphiqlPage(token: string | null, introspection: boolean): string {
  const headers = JSON.stringify({ Authorization: `Bearer ${token ?? '…'}` }, null, 2);
  const page = renderGraphiQL({
    // Without it the page asks the address it was opened at, and `/` answers no questions.
    endpoint: '/graphql',
    title: 'Leader Scorecard · GraphiQL',
    defaultQuery: READY_QUESTIONS[0]!,
    defaultTabs: READY_QUESTIONS.map((query) => ({ query, headers })),
    headers,
    credentials: 'same-origin',
  });
  return introspection ? page : page.replace('<div id="root"></div>', `${WITHOUT_SCHEMA}$&`);
}
