import { newId, type Id, type Tx } from '../shared/index.ts';
import type { AccessTokens, Sessions } from './ports.ts';
import { MAX_LIVE_SESSIONS, RefreshToken, Session, newRefreshSecret, type SessionTokens } from './session.ts';
import type { IdentitySettings } from './settings.ts';
import type { SigningKeyRing } from './signing-key-ring.ts';

/** Makes sessions and their tokens, in the transaction of the act that earned them. */
export class StartSession {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'accessTokenMs' | 'sessionMs'>,
    private readonly sessions: Sessions,
    private readonly ring: SigningKeyRing,
    private readonly tokens: AccessTokens,
  ) {}

  async execute(tx: Tx, by: { readonly userId: Id; readonly keyId: Id }): Promise<SessionTokens> {
    const { secret, hash } = newRefreshSecret();
    const session = new Session({
      id: newId(),
      userId: by.userId,
      keyId: by.keyId,
      startedAt: tx.now,
      refreshedAt: tx.now,
      expiresAt: this.expiry(tx),
      endedAt: null,
      endedBecause: null,
    });
    await this.sessions.makeRoom(tx, by.userId, MAX_LIVE_SESSIONS - 1);
    const token = new RefreshToken({ hash, sessionId: session.id, issuedAt: tx.now, spentAt: null });
    await this.sessions.insert(tx, session, token);
    return this.tokensFor(tx, session, secret);
  }

  /** The next pair of a live session; `spent` is good no more. */
  async continue(tx: Tx, session: Session, spent: RefreshToken): Promise<SessionTokens> {
    const { secret, hash } = newRefreshSecret();
    const next = new RefreshToken({ hash, sessionId: session.id, issuedAt: tx.now, spentAt: null });
    await this.sessions.rotate(tx, session, spent, next, this.expiry(tx));
    return this.tokensFor(tx, session, secret);
  }

  private expiry(tx: Tx): Date {
    return new Date(tx.now.getTime() + this.settings.sessionMs);
  }

  private async tokensFor(tx: Tx, session: Session, refreshToken: string): Promise<SessionTokens> {
    const expiresAt = new Date(tx.now.getTime() + this.settings.accessTokenMs);
    const claims = { userId: session.userId, sessionId: session.id, issuedAt: tx.now, expiresAt };
    return {
      sessionId: session.id,
      accessToken: await this.tokens.issue(await this.ring.current(tx), claims),
      accessTokenExpiresAt: expiresAt,
      refreshToken,
      refreshTokenExpiresAt: this.expiry(tx),
    };
  }
}
