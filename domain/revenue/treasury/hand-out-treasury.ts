import type { Charters, Closing, PoolClosingHandler } from '../../pools/index.ts';
import type { Tx } from '../../shared/index.ts';
import { Spending } from './spending.ts';
import type { Treasury } from './treasury.ts';

/** A pool is settled: what it still owns goes to whom its members named when they ended it. */
export class HandOutTreasury implements PoolClosingHandler {
  constructor(
    private readonly charters: Pick<Charters, 'current'>,
    private readonly treasury: Treasury,
  ) {}

  async poolClosed(tx: Tx, { poolId, proposalId, heirId: recipientId, reason }: Closing): Promise<void> {
    const { currency } = (await this.charters.current(tx, poolId)).terms;
    const amountMicros = await this.treasury.gather(tx, poolId, currency, proposalId);
    if (amountMicros === 0n) return;
    const purpose = `The pool has ended: ${reason}`.slice(0, 500);
    const rest = { proposalId, poolId, recipientId, currency, amountMicros, purpose, spentAt: tx.now };
    await this.treasury.pay(tx, new Spending(rest));
  }
}
