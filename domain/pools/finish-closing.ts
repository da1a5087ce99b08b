import type { EndConsent } from '../consents/index.ts';
import type { Id, Transactions, Tx } from '../shared/index.ts';
import type { Closing } from './closing.ts';
import { poolChanged } from './events.ts';
import type { Closings, DigestKeys, Pledges, PoolClosingHandler, Pools } from './ports.ts';

/** Consents that one transaction ends: so many that a large pool takes minutes, so few that nobody waits for them. */
const BATCH = 200;

/**
 * Brings closing pools to their end: ends the consents to them, waits until everything above has settled, then destroys what
 * links them to people. Any number of workers may call it, and a killed one left nothing half done.
 */
export class FinishClosing {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pools,
    private readonly closings: Closings,
    private readonly pledges: Pick<Pledges, 'someLiveIn'>,
    private readonly endConsent: Pick<EndConsent, 'execute'>,
    private readonly digestKeys: Pick<DigestKeys, 'destroy'>,
    private readonly handlers: readonly PoolClosingHandler[],
  ) {}

  /** True where it got on. */
  async execute(): Promise<boolean> {
    let moved = false;
    for (const id of await this.closings.open()) {
      moved = (await this.transactions.run((tx) => this.step(tx, id))) || moved;
    }
    return moved;
  }

  private async step(tx: Tx, poolId: Id): Promise<boolean> {
    const closing = await this.closings.lockUnheld(tx, poolId);
    if (!closing || closing.finishedAt) return false;
    const live = await this.pledges.someLiveIn(tx, poolId, BATCH);
    for (const { consentId } of live) await this.endConsent.execute(tx, consentId, null);
    if (live.length > 0) return true;
    for (const handler of this.handlers) {
      if (handler.isSettled && !(await handler.isSettled(tx, closing))) return false;
    }
    await this.finish(tx, closing);
    return true;
  }

  private async finish(tx: Tx, closing: Closing): Promise<void> {
    for (const handler of this.handlers) await handler.poolClosed?.(tx, closing);
    await this.digestKeys.destroy(tx, closing.poolId);
    await this.closings.finish(tx, closing.poolId);
    await this.pools.move(tx, closing.poolId, { state: 'closed' });
    tx.emit(poolChanged(closing.poolId));
  }
}
