import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import type { Express, NextFunction, Request, Response } from 'express';
import express from 'express';
import { OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { pino } from 'pino';
import type { Language } from '../../rules/kit/text.ts';
import { RequestContext } from '../platform/api/context.ts';
import { CALENDARS } from '../modules/calendar/calendar-of-request.ts';
import { Services } from '../platform/services.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { SIMULATIONS, Simulations } from '../configuration/simulation/simulation-runner.ts';
import type { Tokens } from '../platform/access/tokens.ts';
import { TokenFault } from '../platform/access/tokens.ts';
import type { Viewer } from '../platform/model/viewer.ts';
import type { EventFeedOptions } from '../events/event-feed.ts';
import { EventFeed, FEED } from '../events/event-feed.ts';
import type { EventTailOptions } from '../events/event-tail.ts';
import { EventTail } from '../events/event-tail.ts';
import { ScoreChanges } from '../announcing/score-changes.ts';
import { AnnouncementLoop } from '../announcing/announcement-loop.ts';
import { SCORES } from '../cards/viewer-cards.ts';
import { CATALOGUE_SERVICE } from '../schemes/catalogue-service.ts';
import { ScoreCards } from '../scoring/score-cards.ts';
import { ScoreService } from '../scoring/compute/score-service.ts';
import { fingerprintOf } from '../scoring/fingerprint.ts';
import { SNAPSHOTS } from '../facts/snapshot-service.ts';
import { StoredCards } from '../scoring/stored/stored-cards.ts';
import type { Catalogue } from '../schemes/revisions.ts';
import { faultsInWords } from './errors.ts';
import { gatewayOf, queryExecutor } from './executor.ts';
import { costLimit } from './cost.ts';
import { compressAnswer } from './compression.ts';
import { crossOrigin } from './cross-origin.ts';
import { addGraphiql } from './graphiql-page.ts';
import { addHealth } from './health.ts';
import { LARGEST_BODY, isStreamQuestion, languageOf, viewerOf } from './http.ts';
import { later } from './later.ts';
import { knownDocuments } from './known-documents.ts';
import { PARSE_OPTIONS, documentLimits } from './limits.ts';
import { answerPlainQuestion, isPlainQuestion } from './plain-question.ts';
import { documentIds, persistedDocuments } from './persisted.ts';
import { readableTexts, readableVariables } from './readable-texts.ts';
import { refuseRequest } from './refuse-request.ts';
import { schema } from './schema.ts';
import { addSchemaText } from './schema-text.ts';
import type { StreamOptions } from './streams/streams.ts';
import { Streams, notHere } from './streams/streams.ts';

/** What the server's API is made with. */
export interface AppOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  /** Tells who asks; without it no token is believed. */
  readonly tokens?: Tokens;
  /** Makes the token that GraphiQL asks with where the page is opened on this very machine; for trying out only. */
  readonly demoToken?: (() => Promise<string>) | null;
  readonly log?: Logger;
  /** A folder of further documents (.graphql) that the server is to know, beside those of schema/operations. */
  readonly documents?: string | null;
  /** Whether anybody with a token may read the schema; on unless set to false. */
  readonly introspection?: boolean;
  /** Origins whose pages may ask from a browser, such as https://dashboard.example; none unless they are named. */
  readonly origins?: readonly string[];
  /** How streams of subscriptions are kept; other than the usual in tests only. */
  readonly streams?: Pick<StreamOptions, 'heartbeatMilliseconds'> &
    Pick<EventFeedOptions, 'mostWaiting'> &
    Pick<EventTailOptions, 'patienceMilliseconds'>;
}

/** The server's API, ready to listen. */
export interface App {
  readonly express: Express;
  readonly apollo: ApolloServer<RequestContext>;
  /** A fresh request, as the transport would make it. */
  context(language?: Language, viewer?: Viewer | null): RequestContext;
  /** Simulations under way in this process. */
  readonly simulations: Simulations;
  /** Subscriptions under way. */
  readonly streams: Streams;
  /** Announces what changes about cards, once it is started. */
  readonly watch: AnnouncementLoop;
  /** Listens; port 0 takes a free one. @returns the address. */
  start(port: number): Promise<string>;
  /** Lets running requests end, then closes. The database stays open: its opener closes it. */
  stop(): Promise<void>;
}

const noneBelieved = () => Promise.reject(new TokenFault('UNTRUSTED_TOKEN'));
const NONE_BELIEVED: Tokens = { believe: noneBelieved, viewerOf: noneBelieved };

/** What was written is announced at once; what this misses is found a little later. */
function wakesAfterWrites(loop: AnnouncementLoop): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ operation }) {
          if (operation?.operation === OperationTypeNode.MUTATION) loop.wake();
          return Promise.resolve();
        },
      }),
  };
}

/** Subscriptions have transports of their own. */
function refusesSubscriptions(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ operation }) {
          return operation?.operation === OperationTypeNode.SUBSCRIPTION
            ? Promise.reject(notHere())
            : Promise.resolve();
        },
      }),
  };
}

/** Puts the HTTP server together: GraphQL, GraphiQL and health. */
export async function createApp({
  database,
  clock,
  catalogue,
  tokens = NONE_BELIEVED,
  demoToken = null,
  log = pino({ level: 'silent' }),
  documents = null,
  introspection = true,
  origins = [],
  streams: streamOptions = {},
}: AppOptions): Promise<App> {
  const service = new ScoreService(database, catalogue);
  const computedBy = () => fingerprintOf(catalogue);
  const stored = new StoredCards(database, computedBy, (error) => log.error({ err: error }, 'a stored card'));
  const scoreCards = new ScoreCards(service, stored);
  const simulations = new Simulations(database, clock, service, log);
  const loop = new AnnouncementLoop({
    database,
    changes: new ScoreChanges({ store: database, service, clock, computedBy }),
    clock,
    onError: (error, authority) => log.error({ err: error, authority }, 'changes of scores'),
  });
  const tail = new EventTail({
    ...streamOptions,
    database,
    onError: (error) => log.error({ err: error }, 'new events of scores'),
  });
  const feed = new EventFeed({ ...streamOptions, tail });
  const services = new Services()
    .with(SNAPSHOTS, service)
    .with(CALENDARS, async (authority, position) => (await service.snapshot(authority, position)).calendar)
    .with(CATALOGUE_SERVICE, catalogue)
    .with(SCORES, scoreCards)
    .with(SIMULATIONS, simulations)
    .with(FEED, feed);
  const app = express();
  const isPreflight = crossOrigin(origins);
  const server: Server = createServer((request, response) => {
    compressAnswer(request, response);
    const refuse = (error: unknown): void => refuseRequest(error, request, response, log);
    if (isPreflight(request, response)) return;
    if (isPlainQuestion(request)) {
      const tools = { apollo, newContext, tokens, streams };
      answerPlainQuestion(tools, request, response).catch(refuse);
    } else if (isStreamQuestion(request)) streams.answer(request, response).catch(refuse);
    else app(request, response);
  });
  const built = await schema();
  const known = knownDocuments(documents);
  const apollo = new ApolloServer<RequestContext>({
    gateway: gatewayOf(built, queryExecutor(built, known.has)),
    persistedQueries: { cache: persistedDocuments(known) },
    csrfPrevention: true,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: PARSE_OPTIONS,
    validationRules: [documentLimits, readableTexts],
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: server, stopGracePeriodMillis: 5000 }),
      faultsInWords(log, introspection),
      documentIds(),
      costLimit(built),
      readableVariables(),
      wakesAfterWrites(loop),
      refusesSubscriptions(),
    ],
    logger: log,
  });
  await apollo.start();

  const newContext = (language: Language = 'vi', viewer: Viewer | null = null) =>
    Object.assign(new RequestContext(database, clock, language, services), { viewer });
  const streams = new Streams({
    ...streamOptions,
    server,
    schema: built,
    introspection,
    tokens,
    clock,
    log,
    newContext,
  });
  const authenticate = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    response.locals['viewer'] = await viewerOf(tokens, request);
    next();
  };
  app.disable('x-powered-by');
  let isStopping = false;
  addHealth(app, database, () => isStopping);
  addGraphiql(app, demoToken, introspection);
  addSchemaText(app, later(authenticate), introspection);
  app.use(
    '/graphql',
    later(authenticate),
    express.json({ limit: LARGEST_BODY }),
    expressMiddleware(apollo, {
      context: ({ req, res }) => Promise.resolve(newContext(languageOf(req), res.locals['viewer'] as Viewer)),
    }),
  );
  app.use((request, response) => {
    const message = {
      vi: `Không có gì ở ${request.path}; API ở /graphql, trang thử ở /`,
      en: `Nothing is at ${request.path}; the API is at /graphql, a page to try it at /`,
    }[languageOf(request)];
    response.status(404).json({ errors: [{ message, extensions: { code: 'NOT_FOUND' } }] });
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    refuseRequest(error, request, response, log),
  );

  return {
    express: app,
    apollo,
    streams,
    watch: loop,
    context: newContext,
    async start(port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return `http://localhost:${(server.address() as AddressInfo).port}`;
    },
    simulations,
    async stop() {
      isStopping = true;
      // Streams last as long as their readers wish: they end first, or the server would wait for them.
      await streams.stop();
      await feed.stop();
      await apollo.stop();
      await loop.stop();
      await scoreCards.idle();
      await simulations.stop();
    },
  };
}
