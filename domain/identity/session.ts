import { randomBytes } from 'node:crypto';
import { sha256Hex, type Id } from '../shared/index.ts';

export type SessionEnd = 'signed-out' | 'token-reused' | 'key-revoked' | 'superseded';

/** One sign-in on one device: a family of refresh tokens, of which only the last is good. */
export class Session {
  readonly id!: Id;
  readonly userId!: Id;
  /** The key that signed in. Revoking it ends the session. */
  readonly keyId!: Id;
  readonly startedAt!: Date;
  readonly refreshedAt!: Date;
  /** Moves on with every refresh. */
  readonly expiresAt!: Date;
  readonly endedAt!: Date | null;
  readonly endedBecause!: SessionEnd | null;

  constructor(fields: Session) {
    Object.assign(this, fields);
  }
}

/** Only the hash is stored; a copy of the database signs nobody in. */
export class RefreshToken {
  readonly hash!: string;
  readonly sessionId!: Id;
  readonly issuedAt!: Date;
  readonly spentAt!: Date | null;

  constructor(fields: RefreshToken) {
    Object.assign(this, fields);
  }
}

/** What a client keeps after signing in. The refresh token is shown once and is good for one refresh. */
export interface SessionTokens {
  readonly sessionId: Id;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/** Bounds the live sessions of one account, so that lists of them need no pages; the oldest ends first. */
export const MAX_LIVE_SESSIONS = 50;

export function newRefreshSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: refreshHash(secret) };
}

export function refreshHash(secret: string): string {
  return sha256Hex(secret);
}

/**
 * A spent token that comes back means that two parties hold the family, and nobody can say which is the thief: `reused`
 * ends it. That is checked first, since a thief may well come after the session's end.
 */
export function judgeRefresh(session: Session, token: RefreshToken, now: Date): 'rotate' | 'reused' | 'ended' {
  if (session.endedAt !== null) return 'ended';
  if (token.spentAt !== null) return 'reused';
  return session.expiresAt <= now ? 'ended' : 'rotate';
}
