import { DomainError } from '../../domain/shared/index.ts';

/** No valid access token came with the request. */
export class Unauthenticated extends DomainError<'UNAUTHENTICATED'> {
  readonly code = 'UNAUTHENTICATED';
  constructor(message = 'Sign in first: send a valid access token as `Authorization: Bearer <token>`.') {
    super(message);
  }
}

/** Not an id that this API gave out, or the id of another type. */
export class InvalidNodeId extends DomainError<'INVALID_ID'> {
  readonly code = 'INVALID_ID';
  constructor(field: readonly string[], expected: string) {
    super(`${field.join('.')} must be the id of a ${expected}, as this API gave it out.`, { field });
  }
}

/** A subscriber reads more slowly than events come; it is dropped rather than fed from an endless queue. */
export class SubscriberTooSlow extends DomainError<'SUBSCRIBER_TOO_SLOW'> {
  readonly code = 'SUBSCRIBER_TOO_SLOW';
  constructor() {
    super('Events came faster than they were read. Subscribe again, then read the current state.');
  }
}

export type ApiErrorCode = (Unauthenticated | InvalidNodeId | SubscriberTooSlow)['code'];
