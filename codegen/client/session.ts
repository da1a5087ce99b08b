import { RefreshSessionDocument, type TokensFragment } from '../generated/graphql.ts';
import { UserErrors } from './errors.ts';
import { send, type Target } from './transport.ts';

/** Without a refresh token, a client with a key signs in again when the access token ends. */
export type Tokens = Pick<TokensFragment, 'accessToken' | 'accessTokenExpiresAt'> &
  Partial<Pick<TokensFragment, 'refreshToken' | 'refreshTokenExpiresAt'>>;

export interface SessionParts {
  readonly target: Target;
  readonly tokens: Tokens | null;
  readonly changed: (tokens: Tokens | null) => void;
  /** How to begin anew when a session cannot be refreshed; null for a client without a key. */
  readonly signIn: (() => Promise<Tokens | null>) | null;
}

const EARLY_MS = 20_000;

/**
 * The tokens of one sign-in. A refresh token is good once, and using it twice ends the session, so all who need a
 * token at the same time wait for the same refresh.
 */
export class Session {
  private readonly parts: SessionParts;
  private tokens: Tokens | null;
  private renewing: Promise<string | null> | null = null;

  constructor(parts: SessionParts) {
    this.parts = parts;
    this.tokens = parts.tokens;
  }

  keep(tokens: Tokens | null): void {
    this.tokens = tokens;
    this.parts.changed(tokens);
  }

  /** A token that is good for some seconds at least; null when nobody is signed in. */
  async token(): Promise<string | null> {
    if (!this.tokens) return null;
    const leftMs = new Date(this.tokens.accessTokenExpiresAt).getTime() - Date.now();
    return leftMs > EARLY_MS ? this.tokens.accessToken : this.renew();
  }

  renew(): Promise<string | null> {
    this.renewing ??= this.next().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async next(): Promise<string | null> {
    if (!this.tokens) return null;
    this.keep(await this.refreshed(this.tokens));
    return this.tokens?.accessToken ?? null;
  }

  private async refreshed({ refreshToken }: Tokens): Promise<Tokens | null> {
    const { target, signIn } = this.parts;
    if (!refreshToken) return signIn ? signIn() : null;
    try {
      return (await send(target, RefreshSessionDocument, { input: { refreshToken } }, null)).refreshSession.tokens;
    } catch (error) {
      if (error instanceof UserErrors && signIn) return signIn();
      throw error;
    }
  }
}
