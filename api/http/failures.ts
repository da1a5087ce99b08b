import type { ErrorRequestHandler, RequestHandler } from 'express';
import { DomainError } from '../../domain/shared/index.ts';
import { httpAnswer, requestError } from '../error-format.ts';
import type { Log } from './log.ts';
import { requestId } from './request-id.ts';

export const notFound: RequestHandler = (_request, response) => {
  const message = 'There is nothing at this address. GraphQL is at /graphql.';
  response.status(404).json({ errors: [{ message, extensions: { code: 'NOT_FOUND', requestId: requestId() } }] });
};

/** Without it Express prints a stack trace, and sends one, for a body that is not JSON. */
export function failures(log: Log): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, body } = httpAnswer(readable(error), requestId(), log);
    const waitS = error instanceof DomainError ? error.details['retryAfterS'] : undefined;
    if (waitS !== undefined) response.set('retry-after', String(waitS));
    response.status(status).json(body);
  };
}

function readable(error: unknown): unknown {
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.parse.failed') return requestError('BAD_REQUEST', 'The body is not valid JSON.');
  if (type === 'entity.too.large')
    return requestError('PAYLOAD_TOO_LARGE', 'The body is larger than this address takes.');
  if (status !== undefined && status >= 400 && status < 500)
    return requestError('BAD_REQUEST', 'The request is malformed.');
  return error;
}
