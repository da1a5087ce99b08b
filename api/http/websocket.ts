import { setMaxListeners } from 'node:events';
import type { Server } from 'node:http';
import type { GraphQLError } from 'graphql';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { maskError, requestError } from '../error-format.ts';
import { callerOf, type Caller } from './caller.ts';
import type { GraphqlParts } from './apollo.ts';
import { LIMITS } from './limits.ts';
import { plainError } from './log.ts';
import { OperationContext } from './operation-context.ts';
import { newRequestId } from './request-id.ts';
import { maskedSubscribe, prepareSubscription } from './subscribe.ts';

const PING_MS = 20_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const TRY_AGAIN_LATER = 1013;
const FORBIDDEN = 4403;

interface Held {
  requestId: string;
  caller: Caller;
  closed: AbortController;
}

/**
 * Subscriptions over `graphql-transport-ws`. The token comes as `authorization` in connection_init, so a foreign page
 * gains nothing by opening a socket: browsers add no credentials of their own.
 */
export function graphqlOverWebSocket(
  server: Server,
  { schema, authenticate, feed, log }: GraphqlParts,
): { dispose(): Promise<void> } {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: LIMITS.bodyBytes });
  const running = useServer<Record<string, unknown>, Partial<Held>>(
    {
      onConnect: async (connection) => {
        const { socket, request } = connection.extra;
        connection.extra.requestId = newRequestId(request.headers['x-request-id']);
        const given = connection.connectionParams?.authorization ?? connection.connectionParams?.Authorization;
        const caller = await callerOf(given, authenticate).catch(() => null);
        if (!caller) return false;
        connection.extra.caller = caller;
        connection.extra.closed = closedAtExpiry(socket, caller);
        return true;
      },
      onSubscribe: (connection, _id, request) => {
        const { requestId, caller, closed, socket } = connection.extra;
        if (!requestId || !caller || !closed) return [requestError('BAD_REQUEST', 'Send connection_init first.')];
        if (Object.keys(connection.subscriptions).length > LIMITS.subscriptionsPerSocket)
          return [tooManySubscriptions()];
        const prepared = prepareSubscription(schema, request);
        if (!('document' in prepared)) return prepared.map((error) => maskError(error, requestId, log));
        const dropSlowSubscriber = () => socket.close(TRY_AGAIN_LATER, 'Events came faster than they were read');
        const parts = { requestId, caller, signal: closed.signal, feed, dropSlowSubscriber };
        return { ...prepared, contextValue: new OperationContext(parts) };
      },
      subscribe: maskedSubscribe(log),
      onClose: (connection) => connection.extra.closed?.abort(),
    },
    sockets,
    PING_MS,
  );
  // What goes wrong with the HTTP server is passed on to here too, and the package prints it; whoever listens is told.
  sockets.removeAllListeners('error');
  sockets.on('error', () => {});
  sockets.on('connection', (socket) => {
    // The package prints a stack trace for every oversized or broken frame; one line is enough.
    socket.removeAllListeners('error');
    socket.on('error', (error) => log.warn({ err: plainError(error).message }, 'A WebSocket was closed on an error.'));
  });
  return { dispose: async () => running.dispose() };
}

function closedAtExpiry(socket: Extra['socket'], { expiresAt }: Caller): AbortController {
  const closed = new AbortController();
  setMaxListeners(2 * LIMITS.subscriptionsPerSocket, closed.signal);
  if (!expiresAt) return closed;
  const msLeft = Math.min(Math.max(expiresAt.getTime() - Date.now(), 0), LONGEST_TIMER_MS);
  const timer = setTimeout(() => socket.close(FORBIDDEN, 'The access token has expired'), msLeft);
  closed.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return closed;
}

function tooManySubscriptions(): GraphQLError {
  const most = LIMITS.subscriptionsPerSocket;
  return requestError('TOO_MANY_SUBSCRIPTIONS', `A socket carries at most ${most} subscriptions. End one first.`);
}
