import type { ModelVersions } from '../../models/index.ts';
import type { Closing, PoolClosingHandler } from '../../pools/index.ts';
import type { Tx } from '../../shared/index.ts';
import type { Pots } from '../ports.ts';
import type { DrainVersion } from './drain-version.ts';

/** A pool ends: all its versions drain, and it is settled when each of their pots is shared out. */
export class EndSales implements PoolClosingHandler {
  constructor(
    private readonly versions: Pick<ModelVersions, 'allOfPool'>,
    private readonly pots: Pick<Pots, 'byIds'>,
    private readonly drainVersion: Pick<DrainVersion, 'drain'>,
  ) {}

  async poolClosing(tx: Tx, { poolId, proposalId, reason }: Closing): Promise<void> {
    for (const { id: modelVersionId } of await this.versions.allOfPool(tx, poolId)) {
      await this.drainVersion.drain(tx, { modelVersionId, operatorId: null, proposalId, reason });
    }
  }

  async isSettled(tx: Tx, { poolId }: Closing): Promise<boolean> {
    const versions = await this.versions.allOfPool(tx, poolId);
    const pots = await this.pots.byIds(versions.map(({ id }) => id));
    return pots.every(({ state }) => state === 'closed');
  }
}
