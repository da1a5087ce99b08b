import type { Id, Transactions, Tx } from '../shared/index.ts';
import type { CountPledges } from './count-pledges.ts';
import { poolChanged } from './events.ts';
import type { OpenFoundingVote } from './open-founding-vote.ts';
import { meetsMinima, type Pool } from './pool.ts';
import type { Charters, Pools } from './ports.ts';

/** At its deadline a pool goes to the founding vote, or lapses. Any number of workers may run it at once. */
export class CloseDuePledging {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pools,
    private readonly charters: Charters,
    private readonly countPledges: CountPledges,
    private readonly openFoundingVote: OpenFoundingVote,
  ) {}

  /** Returns the number of pools closed. A pool that fails holds up no other; the first failure is thrown at the end. */
  async execute(): Promise<number> {
    const failed: Id[] = [];
    const failures: unknown[] = [];
    let closed = 0;
    for (;;) {
      const seen: { pool: Pool | null } = { pool: null };
      try {
        const found = await this.transactions.run(async (tx) => {
          seen.pool = await this.pools.lockNextDue(tx, failed);
          if (seen.pool) await this.close(tx, seen.pool);
          return seen.pool !== null;
        });
        if (!found) break;
        closed += 1;
      } catch (failure) {
        if (!seen.pool) throw failure;
        failed.push(seen.pool.id);
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
    return closed;
  }

  private async close(tx: Tx, pool: Pool): Promise<void> {
    const charter = await this.charters.current(tx, pool.id);
    if (meetsMinima(await this.countPledges.execute(tx, pool.id), charter.terms)) {
      await this.openFoundingVote.execute(tx, pool, charter);
      return;
    }
    await this.pools.move(tx, pool.id, { state: 'lapsed' });
    tx.emit(poolChanged(pool.id));
  }
}
