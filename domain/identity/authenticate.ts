import type { AdmitByIssuer } from './admit-by-issuer.ts';
import type { AccessTokens, Issuers, Sessions } from './ports.ts';
import { SessionEnded, TokenExpired, TokenInvalid } from './session-errors.ts';
import type { IdentitySettings } from './settings.ts';
import type { Viewer } from './user.ts';

/** On every call, so it costs one query: the signature is checked against keys in memory. */
export class Authenticate {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'instance'>,
    private readonly tokens: AccessTokens,
    private readonly sessions: Sessions,
    private readonly issuers: Issuers,
    private readonly admitByIssuer: AdmitByIssuer,
  ) {}

  /** Null where the token is not, or no longer, good. Throws IssuerUnreachable: then nobody knows. */
  async execute(bearerToken: string): Promise<Viewer | null> {
    try {
      return await this.viewerOf(bearerToken);
    } catch (error) {
      if (error instanceof TokenInvalid || error instanceof TokenExpired || error instanceof SessionEnded) return null;
      throw error;
    }
  }

  private async viewerOf(bearerToken: string): Promise<Viewer> {
    const issuer = this.tokens.issuerOf(bearerToken);
    if (issuer === this.settings.instance) return this.ownToken(bearerToken);
    if (issuer === null || !this.issuers.trusts(issuer)) throw new TokenInvalid();
    const user = await this.admitByIssuer.execute(bearerToken);
    return { userId: user.id, isOperator: user.isOperator, sessionId: null };
  }

  private async ownToken(token: string): Promise<Viewer> {
    const { userId, sessionId, kid, expiresAt } = await this.tokens.read(token);
    const found = await this.sessions.authenticate(sessionId, kid);
    if (!found || found.user.id !== userId) throw new SessionEnded();
    if (expiresAt <= found.now) throw new TokenExpired();
    return { userId, isOperator: found.user.isOperator, sessionId };
  }
}
