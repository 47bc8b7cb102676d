import type { Express, RequestHandler } from 'express';
import { later } from './later.ts';
import { schemaOff } from './errors.ts';
import { schemaText } from './schema.ts';

/**
 * Adds `/schema.graphql`: the API as text, where introspection is answered too.
 * Its ETag changes with the schema only, so a build that fetches it each time gets it once.
 */
export function addSchemaText(app: Express, authenticate: RequestHandler, introspection: boolean): void {
  app.get(
    '/schema.graphql',
    authenticate,
    later(async (_request, response) => {
      if (!introspection) throw schemaOff('FORBIDDEN');
      response
        .type('text/plain')
        .set('cache-control', 'private, no-cache')
        .send(await schemaText());
    }),
  );
}
