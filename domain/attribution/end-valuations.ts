import type { Closing, PoolClosingHandler } from '../pools/index.ts';
import type { Tx } from '../shared/index.ts';
import { PoolEnded } from '../training/index.ts';
import { valuationChanged } from './events.ts';
import type { Valuations } from './ports.ts';

/** A pool ends: what was not measured by then is measured no more, for no consent to it is left. */
export class EndValuations implements PoolClosingHandler {
  constructor(private readonly valuations: Pick<Valuations, 'holdInPool'>) {}

  async poolClosing(tx: Tx, { poolId }: Closing): Promise<void> {
    const { code, message } = new PoolEnded();
    for (const runId of await this.valuations.holdInPool(tx, poolId, { code, message })) {
      tx.emit(valuationChanged({ runId, poolId }, 'held'));
    }
  }
}
