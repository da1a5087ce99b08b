import type { Transactions } from '../shared/index.ts';
import type { Sessions } from './ports.ts';
import type { IdentitySettings } from './settings.ts';

/**
 * Forgets sessions that have run out, with their tokens, of users who never come back; and of those that go on, the
 * spent tokens that are older than a session lasts. Until then a spent token that comes back betrays a thief.
 */
export class SweepSessions {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'sessionMs'>,
    private readonly transactions: Transactions,
    private readonly sessions: Sessions,
    private readonly step = 1_000,
  ) {}

  /** One bounded step. Returns how many rows went; zero means that nothing is left. */
  execute(): Promise<number> {
    return this.transactions.run((tx) => {
      const spentBefore = new Date(tx.now.getTime() - this.settings.sessionMs);
      return this.sessions.forget(tx, spentBefore, this.step);
    });
  }
}
