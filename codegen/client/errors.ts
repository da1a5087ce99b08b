import type { ErrorCode } from '../generated/graphql.ts';

export interface UserErrorLike {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field?: readonly string[] | null;
}

/** A mutation was refused by a rule and changed nothing. `errors` say which rule, which input, what to do. */
export class UserErrors extends Error {
  override readonly name = 'UserErrors';
  readonly errors: readonly UserErrorLike[];

  constructor(errors: readonly UserErrorLike[]) {
    super(errors.map(({ message }) => message).join(' '));
    this.errors = errors;
  }

  get code(): ErrorCode | undefined {
    return this.errors[0]?.code;
  }
}

/** The server answered with an error that is no payload: a bad request, no access, a fault inside. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly code: string;
  readonly status: number;
  /** Quote it when reporting the error; the server's log has the same. */
  readonly requestId: string | null;

  constructor(message: string, details: { code: string; status: number; requestId: string | null }) {
    super(message);
    this.code = details.code;
    this.status = details.status;
    this.requestId = details.requestId;
  }
}

/** No answer came. Whether a mutation took effect is not known. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  constructor(url: string, cause: unknown) {
    super(`${url} does not answer.`, { cause });
  }
}
