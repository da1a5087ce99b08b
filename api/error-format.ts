import { GraphQLError } from 'graphql';
import { DomainError, type Json } from '../domain/shared/index.ts';
import { ERROR_TABLE, type DomainErrorCode } from './error-table.ts';
import { plainError, type Log } from './http/log.ts';
import { variableFault } from './variable-fault.ts';

/** Codes of errors in the request itself, beside those of the domain; together with them a closed list. */
const REQUEST_CODES = {
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  LIMIT_EXCEEDED: 400,
  UPLOAD_CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_SUBSCRIPTIONS: 429,
  TIMEOUT: 503,
} as const satisfies Record<string, number>;

export type RequestCode = keyof typeof REQUEST_CODES;

const INTERNAL = 'INTERNAL';

/** An error in the request, with its code and the HTTP status that goes with it. */
export function requestError(code: RequestCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: REQUEST_CODES[code] } } });
}

interface Answer {
  readonly http: number;
  readonly message: string;
  readonly extensions: { readonly code: string; readonly [key: string]: Json };
}

/**
 * Any error as a client may see it: a code of the closed list, a sentence, the request id. Whatever is not known is
 * logged and becomes INTERNAL: no stack, no SQL, no names of the inside.
 */
export function maskError(error: unknown, requestId: string, log: Log): GraphQLError {
  const { message, extensions } = answerOf(error, requestId, log);
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions });
  const { nodes = null, source = null, positions = null, path = null } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

/** The same for routes outside GraphQL, with the HTTP status of the table. */
export function httpAnswer(error: unknown, requestId: string, log: Log): { status: number; body: Json } {
  const { http, message, extensions } = answerOf(error, requestId, log);
  return { status: http, body: { errors: [{ message, extensions }] } };
}

function answerOf(error: unknown, requestId: string, log: Log): Answer {
  const cause = causeOf(error);
  if (cause instanceof DomainError && cause.code in ERROR_TABLE) return refusal(cause, requestId);
  const code = requestCodeOf(error, cause);
  if (code) {
    const { message, field } = variableFault(error as GraphQLError) ?? { message: (error as GraphQLError).message };
    const extensions = { code, requestId, ...(field && { field }) };
    return { http: REQUEST_CODES[code], message: withoutSuggestion(message), extensions };
  }
  log.error({ requestId, err: plainError(cause) }, 'A request failed in a way that no rule foresees.');
  const message = 'Something went wrong on the server. Quote the request id when you report it.';
  return { http: 500, message, extensions: { code: INTERNAL, requestId } };
}

function refusal(error: DomainError, requestId: string): Answer {
  const { code, message, field, details } = error;
  const shown = Object.keys(details).length > 0 ? { details: { ...details } } : {};
  const extensions = { code, requestId, ...(field && { field: [...field] }), ...shown };
  return { http: ERROR_TABLE[code as DomainErrorCode].http, message, extensions };
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

/** GraphQL's own errors about a request have no path; one with a path comes out of a resolver and needs a code. */
function requestCodeOf(error: unknown, cause: unknown): RequestCode | null {
  if (!(error instanceof GraphQLError) || !(cause instanceof GraphQLError)) return null;
  const code = cause.extensions.code ?? error.extensions.code;
  if (typeof code === 'string' && code in REQUEST_CODES) return code as RequestCode;
  return code === undefined && error.path === undefined ? 'BAD_USER_INPUT' : null;
}

function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean [\s\S]*$/, '');
}
