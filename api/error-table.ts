import type { SharedErrorCode } from '../domain/shared/index.ts';
import type { ApiErrorCode } from './shared/errors.ts';

/** Every context adds its own `<Context>ErrorCode` here; the table then fails to compile until each code has a row. */
export type DomainErrorCode = SharedErrorCode | ApiErrorCode;

/**
 * `userError`: a mutation answers it in its payload. `topLevel`: it always ends the field, as a GraphQL error. In a
 * query or a subscription every refusal is a GraphQL error. `http` is the status outside GraphQL (webhooks, uploads).
 * `meaning` describes the value of the GraphQL enum `ErrorCode`.
 */
export interface ErrorRow {
  readonly as: 'userError' | 'topLevel';
  readonly http: number;
  readonly meaning: string;
}

/** The only place that says how a refusal of the domain looks to a client. */
export const ERROR_TABLE: Readonly<Record<DomainErrorCode, ErrorRow>> = {
  // shared
  INVALID_INPUT: { as: 'userError', http: 400, meaning: 'A value is never acceptable; `field` names it.' },
  NOT_FOUND: { as: 'userError', http: 404, meaning: 'It does not exist, or this viewer may not see it.' },
  FORBIDDEN: { as: 'userError', http: 403, meaning: 'It is visible, but this act is not the viewer’s to do.' },

  // api
  UNAUTHENTICATED: { as: 'topLevel', http: 401, meaning: 'No valid access token came with the request.' },
  INVALID_ID: { as: 'userError', http: 400, meaning: 'Not an id of this API, or the id of another type.' },
  SUBSCRIBER_TOO_SLOW: { as: 'topLevel', http: 503, meaning: 'Events came faster than they were read.' },
};
