import type { Transactions } from '../shared/index.ts';
import { Challenge, challengeHash, newChallenge, type IssuedChallenge } from './challenge.ts';
import type { Challenges } from './ports.ts';
import type { IdentitySettings } from './settings.ts';

/** Anyone may ask; the answer is good once, for a short time, and is stored as a hash. */
export class RequestChallenge {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'challengeMs'>,
    private readonly transactions: Transactions,
    private readonly challenges: Challenges,
  ) {}

  async execute(): Promise<IssuedChallenge> {
    return this.transactions.run(async (tx) => {
      const issued = newChallenge(tx.now, this.settings.challengeMs);
      const hash = challengeHash(issued.challenge);
      await this.challenges.removeExpired(tx);
      await this.challenges.insert(tx, new Challenge({ hash, expiresAt: issued.expiresAt }));
      return issued;
    });
  }
}
