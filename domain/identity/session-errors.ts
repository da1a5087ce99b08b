import { DomainError } from '../shared/index.ts';

export class TokenInvalid extends DomainError<'TOKEN_INVALID'> {
  readonly code = 'TOKEN_INVALID';
  constructor() {
    super('The token is not one that this instance accepts, or not for this account. Sign in again.');
  }
}

export class TokenExpired extends DomainError<'TOKEN_EXPIRED'> {
  readonly code = 'TOKEN_EXPIRED';
  constructor() {
    super('The token has expired. Get a new one.');
  }
}

export class TokenNotFresh extends DomainError<'TOKEN_NOT_FRESH'> {
  readonly code = 'TOKEN_NOT_FRESH';
  constructor() {
    super('The issuer made this token too long ago. Sign in with the issuer again and retry at once.', {
      field: ['issuerToken'],
    });
  }
}

export class SessionEnded extends DomainError<'SESSION_ENDED'> {
  readonly code = 'SESSION_ENDED';
  constructor() {
    super('The session has ended. Sign in again.');
  }
}

export class RefreshTokenReused extends DomainError<'REFRESH_TOKEN_REUSED'> {
  readonly code = 'REFRESH_TOKEN_REUSED';
  constructor() {
    super('This refresh token was used before. Somebody may have copied it, so the session was ended. Sign in again.', {
      field: ['refreshToken'],
    });
  }
}

export class IssuerUnreachable extends DomainError<'ISSUER_UNREACHABLE'> {
  readonly code = 'ISSUER_UNREACHABLE';
  constructor(issuer: string) {
    super('The issuer of this token cannot be reached, so the token cannot be checked. Try again later.', {
      details: { issuer },
    });
  }
}
