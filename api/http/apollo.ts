import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import type { RequestHandler, Response } from 'express';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { EventFeed } from '../../domain/shared/index.ts';
import { httpAnswer, maskError, requestError } from '../error-format.ts';
import { callerOf, type Authenticate } from './caller.ts';
import { timedOut } from './deadline.ts';
import { brokenLimits, LIMITS } from './limits.ts';
import { plainError, type Log } from './log.ts';
import { OperationContext } from './operation-context.ts';
import { requestId } from './request-id.ts';

export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticate;
  readonly feed: EventFeed;
  readonly log: Log;
}

/** Queries and mutations by POST (queries by GET too, with a preflight header), as Apollo Server answers them. */
export async function graphqlOverHttp({
  schema,
  authenticate,
  feed,
  log,
}: GraphqlParts): Promise<{ handler: RequestHandler; stop(): Promise<void> }> {
  const server = new ApolloServer<OperationContext>({
    schema,
    introspection: true,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: LIMITS.validationErrors },
    formatError: (_formatted, error) => maskError(error, requestId(), log).toJSON(),
    logger: apolloLog(log),
    plugins: [ApolloServerPluginLandingPageDisabled(), LIMITS_PLUGIN],
  });
  await server.start();
  const handler = expressMiddleware(server, {
    context: async ({ req, res }) => {
      const signal = deadlineOf(res);
      const caller = await callerOf(req.headers.authorization, authenticate).catch((error: unknown) => {
        throw refusedWithStatus(error, log);
      });
      return new OperationContext({ requestId: requestId(), caller, signal, feed });
    },
  });
  return { handler, stop: () => server.stop() };
}

const LIMITS_PLUGIN: ApolloServerPlugin<OperationContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ document, request }) => {
        const [broken] = brokenLimits(document, request.operationName, request.variables ?? {});
        return broken ? Promise.reject(broken) : Promise.resolve();
      },
    }),
};

/** Ends when the caller has gone before the answer was sent, or the time is over. */
function deadlineOf(response: Response): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(timedOut()), LIMITS.operationMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort(requestError('BAD_REQUEST', 'The caller closed the connection.'));
  });
  return controller.signal;
}

/** Apollo takes the HTTP status of an error before execution from its extensions. */
function refusedWithStatus(error: unknown, log: Log): GraphQLError {
  const { status } = httpAnswer(error, requestId(), log);
  const originalError = error instanceof Error ? error : null;
  return new GraphQLError('', { originalError, extensions: { http: { status } } });
}

function apolloLog(log: Log) {
  const write = (level: 'info' | 'warn' | 'error') => (message: unknown) => {
    if (message instanceof Error) log[level]({ err: plainError(message) }, 'graphql');
    else log[level]({}, String(message));
  };
  return { debug: () => {}, info: write('info'), warn: write('warn'), error: write('error') };
}
