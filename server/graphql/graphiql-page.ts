import type { Express, Request, Response } from 'express';
import { FOLDER, graphiqlFiles, graphiqlPage } from './graphiql.ts';
import { isOnThisMachine } from './http.ts';
import { later } from './later.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * Adds GraphiQL, for browsers, at `/` and `/graphql`, and the files it asks for.
 *
 * @param demoToken makes the token that the page holds where it is opened on this very machine
 */
export function addGraphiql(
  app: Express,
  demoToken: (() => Promise<string>) | null,
  introspection: boolean,
): void {
  const sendPage = async (request: Request, response: Response): Promise<void> => {
    const token = demoToken !== null && isOnThisMachine(request) ? await demoToken() : null;
    // It may hold a token.
    response.type('html').set('cache-control', 'no-store').send(graphiqlPage(token, introspection));
  };
  for (const { name, type, text } of graphiqlFiles())
    app.get(
      `${FOLDER}/${name}`,
      (_request, response) => void response.type(type).set('cache-control', FOR_EVER).send(text),
    );
  app.get('/', later(sendPage));
  app.get(
    '/graphql',
    later(async (request, response, next) => {
      const wantsPage = !('query' in request.query) && request.accepts(['json', 'html']) === 'html';
      if (wantsPage) await sendPage(request, response);
      else next();
    }),
  );
}
