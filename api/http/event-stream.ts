import type { RequestHandler, Response } from 'express';
import type { ExecutionResult } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/express';
import { maskError, requestError } from '../error-format.ts';
import { callerOf, type Caller } from './caller.ts';
import type { GraphqlParts } from './apollo.ts';
import { OperationContext } from './operation-context.ts';
import { requestId } from './request-id.ts';
import { maskedSubscribe, prepareSubscription } from './subscribe.ts';

const DRAIN_POLL_MS = 25;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The package wants its context to be a plain record. */
type StreamContext = OperationContext & Record<PropertyKey, unknown>;

/** Subscriptions as server-sent events, one connection each: passes plain HTTP proxies and works with curl. */
export function graphqlOverEventStream(
  { schema, authenticate, feed, log }: GraphqlParts,
  stopping: AbortSignal,
): RequestHandler {
  const callers = new WeakMap<object, Caller>();

  const stream = createHandler<StreamContext>({
    authenticate: () => null,
    onSubscribe: (request, params) => {
      const res = responseOf(request);
      const caller = callers.get(res);
      if (!caller) throw new Error('An event stream began before its caller was known.');
      const prepared = prepareSubscription(schema, params);
      if (!('document' in prepared))
        return only({ errors: prepared.map((error) => maskError(error, requestId(), log)) });
      const signal = endOf(res, caller, stopping);
      const parts = { requestId: requestId(), caller, signal, feed, dropSlowSubscriber: () => res.end() };
      return { ...prepared, contextValue: new OperationContext(parts) as StreamContext };
    },
    validate: () => [],
    subscribe: maskedSubscribe(log),
    onNext: async (_context, request) => {
      await drained(responseOf(request));
    },
  });

  return async (request, response) => {
    if (request.headers.accept !== 'text/event-stream') {
      throw requestError('BAD_REQUEST', 'Send `accept: text/event-stream` to follow a subscription here.');
    }
    callers.set(response, await callerOf(request.headers.authorization, authenticate));
    await stream(request, response);
  };
}

/** As a stream of one: the package does not know a result without `data`, which is what a refused request has. */
async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult, void, void> {
  yield result;
}

function responseOf({ context }: { context: unknown }): Response {
  return (context as { res: Response }).res;
}

function endOf(response: Response, { expiresAt }: Caller, stopping: AbortSignal): AbortSignal {
  const ended = new AbortController();
  const end = () => ended.abort();
  const msLeft = expiresAt ? Math.max(expiresAt.getTime() - Date.now(), 0) : LONGEST_TIMER_MS;
  const timer = setTimeout(end, Math.min(msLeft, LONGEST_TIMER_MS));
  stopping.addEventListener('abort', end, { once: true });
  response.once('close', () => {
    clearTimeout(timer);
    stopping.removeEventListener('abort', end);
    end();
  });
  return ended.signal;
}

/** The package queues without a bound; waiting for the socket here holds the queue at the bounded one of the reader. */
async function drained(response: Response): Promise<void> {
  while (response.writableLength > 0 && !response.destroyed) {
    await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
  }
}
