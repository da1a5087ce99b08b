import type { Closing, PoolClosingHandler } from '../pools/index.ts';
import type { Tx } from '../shared/index.ts';
import { PoolEnded } from './errors.ts';
import { runChanged } from './events.ts';
import type { PoolKeys, TrainingRuns } from './ports.ts';

/** A pool ends: its runs stop at once; its key, by which pseudonyms could be traced to members, goes last. */
export class EndTraining implements PoolClosingHandler {
  constructor(
    private readonly runs: Pick<TrainingRuns, 'failInPool'>,
    private readonly poolKeys: Pick<PoolKeys, 'destroy'>,
  ) {}

  async poolClosing(tx: Tx, { poolId }: Closing): Promise<void> {
    const { code, message } = new PoolEnded();
    for (const id of await this.runs.failInPool(tx, poolId, { code, message })) {
      tx.emit(runChanged({ id, poolId }, 'failed'));
    }
  }

  poolClosed(tx: Tx, { poolId }: Closing): Promise<void> {
    return this.poolKeys.destroy(tx, poolId);
  }
}
