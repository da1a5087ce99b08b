import type { Transactions } from '../shared/index.ts';
import type { Sessions } from './ports.ts';
import { RefreshTokenReused, SessionEnded } from './session-errors.ts';
import { judgeRefresh, refreshHash, type SessionTokens } from './session.ts';
import type { StartSession } from './start-session.ts';

/** A refresh token is good once. Its second appearance ends the whole family, and that must outlive the refusal. */
export class RefreshSession {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Sessions,
    private readonly startSession: StartSession,
  ) {}

  /** SessionEnded, RefreshTokenReused. */
  async execute(command: { readonly refreshToken: string }): Promise<SessionTokens> {
    const outcome = await this.transactions.run(async (tx) => {
      const found = await this.sessions.lockByRefreshHash(tx, refreshHash(command.refreshToken));
      if (!found) return 'ended';
      const judgement = judgeRefresh(found.session, found.token, tx.now);
      if (judgement === 'reused') await this.sessions.end(tx, found.session.id, 'token-reused');
      return judgement === 'rotate' ? this.startSession.continue(tx, found.session, found.token) : judgement;
    });
    if (outcome === 'reused') throw new RefreshTokenReused();
    if (outcome === 'ended') throw new SessionEnded();
    return outcome;
  }
}
