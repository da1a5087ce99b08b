import { accountKeys, type Account, type Leg, type PostJournals } from '../../ledger/index.ts';
import type { Id, Transactions, Tx } from '../../shared/index.ts';
import { announceEarnings } from '../events.ts';
import { matureBefore, type Maturity } from './maturity.ts';
import type { PotLives, Pots } from '../ports.ts';

/**
 * Shares a drained pot out to the last micro, once its refund window has passed and all of R is mature. What is left
 * moves to the account `settled`, whose owners' lines say who may draw how much of it; a pot without owners of weight
 * leaves it unallocated.
 */
export class CloseVersion {
  constructor(
    private readonly transactions: Transactions,
    private readonly pots: Pots,
    private readonly lives: PotLives,
    private readonly postJournals: PostJournals,
    private readonly maturity: Maturity,
  ) {}

  /** Closes those that are due; returns how many. */
  async due(): Promise<number> {
    const before = await this.transactions.run((tx) => Promise.resolve(matureBefore(tx.now, this.maturity)));
    const ids = await this.lives.drained(before, 20);
    for (const id of ids) await this.execute(id);
    return ids.length;
  }

  /** Does nothing for a pot that is not draining, or has revenue that is not mature. */
  execute(modelVersionId: Id): Promise<void> {
    return this.transactions.run((tx) => this.close(tx, modelVersionId));
  }

  private async close(tx: Tx, modelVersionId: Id): Promise<void> {
    const pot = (await this.pots.lock(tx, [modelVersionId])).get(modelVersionId);
    if (pot?.state !== 'draining' || pot.matureMicros < pot.revenueMicros) return;
    const { currency, totalWeight } = pot;
    const rest = totalWeight === 0n ? accountKeys.unallocated(currency) : accountKeys.settled(modelVersionId);
    const keys = [accountKeys.pot(modelVersionId), accountKeys.draws(modelVersionId), rest];
    const accounts = await this.postJournals.lock(tx, new Map(keys.map((key) => [key, currency])));
    // After the accounts, which every draw holds too: none can come between what is counted and what is moved.
    const credited = await this.lives.settleOwners(tx, modelVersionId);
    const [earned, drawn] = keys.map((key) => (accounts.get(key) as Account).balanceMicros) as [bigint, bigint];
    if (totalWeight > 0n && credited !== earned + drawn) {
      throw new Error(`Closing ${modelVersionId}: credits sum to ${credited}, but ${earned + drawn} is left.`);
    }
    const legs: Leg[] = [
      { account: keys[0]!, amountMicros: -earned },
      { account: keys[1]!, amountMicros: -drawn },
      { account: rest, amountMicros: earned + drawn },
    ];
    const moving = legs.filter((leg) => leg.amountMicros !== 0n);
    if (moving.length > 0) {
      await this.postJournals.post(
        tx,
        [{ key: `close:${modelVersionId}`, kind: 'close', currency, legs: moving }],
        accounts,
      );
    }
    await this.lives.close(tx, modelVersionId);
    announceEarnings(tx, [modelVersionId]);
  }
}
