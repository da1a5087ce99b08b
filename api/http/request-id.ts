import { randomUUID } from 'node:crypto';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import type { Log } from './log.ts';

const GIVEN = /^[\w.-]{8,64}$/;
const current = new AsyncLocalStorage<string>();

export function newRequestId(given?: string | string[]): string {
  return typeof given === 'string' && GIVEN.test(given) ? given : randomUUID();
}

/** The id of the HTTP request that is being answered. */
export function requestId(): string {
  return current.getStore() ?? 'none';
}

/** Takes the caller's `x-request-id` or makes one, sends it back, and writes one line per request: never its contents. */
export function identifyRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    // Express shortens `path` below a mount, and by the time of `close` it is that of the last one.
    const path = routeOf(request.path);
    const id = newRequestId(request.headers['x-request-id']);
    const startedAt = performance.now();
    response.setHeader('x-request-id', id);
    response.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      log.info({ requestId: id, method: request.method, path, status: response.statusCode, ms }, 'request');
    });
    current.run(id, next);
  };
}

/** Paths below the first segment may hold ids or tokens of people. */
function routeOf(path: string): string {
  return `/${path.split('/')[1] ?? ''}`;
}
