import type { Transactions } from '../../shared/index.ts';
import { announceEarnings } from '../events.ts';
import { matureBefore, type Maturity } from './maturity.ts';
import type { PotLives, Pots } from '../ports.ts';

/** Shares whose refund window has passed become payable, for good. */
export class MatureShares {
  constructor(
    private readonly transactions: Transactions,
    private readonly pots: Pots,
    private readonly lives: PotLives,
    private readonly maturity: Maturity,
  ) {}

  /** One transaction per pot; returns how many pots ripened. */
  async execute(): Promise<number> {
    const before = await this.transactions.run((tx) => Promise.resolve(matureBefore(tx.now, this.maturity)));
    const ids = await this.lives.ripe(before, 100);
    for (const id of ids) {
      await this.transactions.run(async (tx) => {
        await this.pots.lock(tx, [id]);
        await this.lives.mature(tx, id, before);
        announceEarnings(tx, [id]);
      });
    }
    return ids.length;
  }
}
