import { RefreshSessionDocument, type TokensFragment } from '../generated/graphql.ts';
import { send, type Target } from './transport.ts';

export type Tokens = TokensFragment;

const EARLY_MS = 20_000;

/**
 * The tokens of one sign-in. A refresh token is good once, and using it twice ends the session, so all who need a
 * token at the same time wait for the same refresh.
 */
export class Session {
  private readonly target: Target;
  private readonly changed: (tokens: Tokens | null) => void;
  private tokens: Tokens | null;
  private refreshing: Promise<string | null> | null = null;

  constructor(target: Target, tokens: Tokens | null, changed: (tokens: Tokens | null) => void) {
    this.target = target;
    this.tokens = tokens;
    this.changed = changed;
  }

  keep(tokens: Tokens | null): void {
    this.tokens = tokens;
    this.changed(tokens);
  }

  /** A token that is good for some seconds at least; null when nobody is signed in. */
  async token(): Promise<string | null> {
    if (!this.tokens) return null;
    const leftMs = new Date(this.tokens.accessTokenExpiresAt).getTime() - Date.now();
    return leftMs > EARLY_MS ? this.tokens.accessToken : this.refresh();
  }

  refresh(): Promise<string | null> {
    this.refreshing ??= this.next().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async next(): Promise<string | null> {
    if (!this.tokens) return null;
    const input = { refreshToken: this.tokens.refreshToken };
    const { refreshSession } = await send(this.target, RefreshSessionDocument, { input }, null);
    this.keep(refreshSession.tokens);
    return this.tokens?.accessToken ?? null;
  }
}
