import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Express } from 'express';
import type { EventFeed } from '../domain/shared/index.ts';
import { graphiql } from './graphiql/routes.ts';
import { graphqlOverHttp } from './http/apollo.ts';
import type { Authenticate } from './http/caller.ts';
import { graphqlOverEventStream } from './http/event-stream.ts';
import { failures, notFound } from './http/failures.ts';
import { health } from './http/health.ts';
import { LIMITS } from './http/limits.ts';
import { drained, listening } from './http/listener.ts';
import { metrics, type MetricsParts } from './http/metrics.ts';
import type { Log } from './http/log.ts';
import { identifyRequests } from './http/request-id.ts';
import { graphqlOverWebSocket } from './http/websocket.ts';
import { buildApiSchema, type ResolverClass } from './schema.ts';
import { InstanceResolver } from './shared/instance.ts';
import { NodeResolver, type NodeLoader } from './shared/node.ts';

/** Adds routes of its own, before GraphQL's. It parses its own bodies: signatures are over raw bytes. */
export type Mount = (app: Express) => void;

export interface ApiParts {
  /** The name in every signature. */
  readonly instance: string;
  readonly resolvers: readonly object[];
  readonly nodes: readonly NodeLoader[];
  readonly authenticate: Authenticate;
  readonly eventFeed: EventFeed;
  readonly logger: Log;
  readonly ready: () => Promise<boolean>;
  /** Without it, nothing is served at `/metrics`. */
  readonly measured?: MetricsParts;
  readonly mounts: readonly Mount[];
  /** As clients reach it, for the address that `listen` reports; without it, the address that was bound. */
  readonly publicUrl?: string;
}

export interface ApiServer {
  listen(port: number, host: string): Promise<{ url: string }>;
  /**
   * For `noticeMs` (0 where nothing is said) it serves on while it reports that it is not ready, so that a balancer
   * looks elsewhere before a door is shut. Then it refuses new work, lets what runs finish for at most `graceMs`, and
   * closes what is left.
   */
  close(graceMs: number, noticeMs?: number): Promise<void>;
}

export async function createApiServer(parts: ApiParts): Promise<ApiServer> {
  const { logger: log, authenticate, eventFeed: feed } = parts;
  const resolvers = [...parts.resolvers, new NodeResolver(parts.nodes), new InstanceResolver(parts.instance)];
  const schema = await schemaOf(resolvers);
  const graphql = { schema, authenticate, feed, log };
  let draining = false;
  const stopping = new AbortController();
  const overHttp = await graphqlOverHttp(graphql);

  const app = express().disable('x-powered-by').disable('etag');
  app.use(identifyRequests(log));
  health(app, parts.ready, () => draining);
  if (parts.measured) metrics(app, parts.measured);
  for (const mount of parts.mounts) mount(app);
  graphiql(app);
  app.get('/', (_request, response) => response.redirect('/graphiql'));
  const json = express.json({ limit: LIMITS.bodyBytes });
  app.post('/graphql/stream', json, graphqlOverEventStream(graphql, stopping.signal));
  app.use('/graphql', json, withBody, overHttp.handler);
  app.use(notFound, failures(log));

  const server = createServer(app);
  const overWebSocket = graphqlOverWebSocket(server, graphql);
  return {
    listen: async (port, host) => {
      const bound = await listening(server, port, host);
      return { url: parts.publicUrl ?? bound };
    },
    close: async (graceMs, noticeMs = 0) => {
      draining = true;
      await sleep(noticeMs);
      stopping.abort();
      await Promise.all([overWebSocket.dispose(), drained(server, graceMs)]);
      await overHttp.stop();
    },
  };
}

/** The schema over ready-made resolvers: each class is answered by the one instance that was wired. */
async function schemaOf(resolvers: readonly object[]): Promise<Awaited<ReturnType<typeof buildApiSchema>>> {
  const instances = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const classes = resolvers.map((resolver) => resolver.constructor as ResolverClass);
  return buildApiSchema(classes, (resolver) => {
    const instance = instances.get(resolver);
    if (!instance) throw new Error('A resolver was asked for that nobody wired.');
    return instance;
  });
}

/** Apollo insists on a body; Express 5 leaves it undefined for a GET or for another content type. */
const withBody: express.RequestHandler = (request, _response, next) => {
  request.body ??= {};
  next();
};
