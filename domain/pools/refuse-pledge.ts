import type { Consent, RefuseConsent } from '../consents/index.ts';
import type { Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { Datasets } from '../vaults/index.ts';
import { PledgeExists } from './errors.ts';
import { assertCharterSeen, consentScope } from './pledge.ts';
import type { Charters, Pledges, Pools } from './ports.ts';

/** A member says no to a pool's charter for one of their datasets, on record, whatever state the pool is in. */
export class RefusePledge {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pick<Pools, 'lockToPledge'>,
    private readonly charters: Charters,
    private readonly pledges: Pledges,
    private readonly datasets: Datasets,
    private readonly refuseConsent: RefuseConsent,
  ) {}

  /** Throws NOT_FOUND, CHARTER_CHANGED, PLEDGE_EXISTS, and what RefuseConsent refuses. */
  execute(act: {
    readonly viewer: Viewer;
    readonly poolId: Id;
    readonly datasetId: Id;
    readonly charterDigest: string;
    readonly statementJws: string | null;
  }): Promise<Consent> {
    const { viewer, poolId, datasetId, charterDigest, statementJws } = act;
    const { userId } = viewer;
    return this.transactions.run(async (tx) => {
      if (!(await this.pools.lockToPledge(tx, poolId))) throw new NotFound('The pool', ['poolId']);
      const charter = await this.charters.current(tx, poolId);
      assertCharterSeen(charter, charterDigest);
      const dataset = await this.datasets.lock(tx, datasetId);
      if (dataset?.userId !== userId) throw new NotFound('The dataset', ['datasetId']);
      if (await this.pledges.isLive(tx, poolId, datasetId)) {
        throw new PledgeExists('This dataset is pledged to this pool; to end that, withdraw the pledge.', {
          field: ['datasetId'],
        });
      }
      const scope = consentScope(charter, tx.now);
      return this.refuseConsent.execute(tx, { userId, datasetId, scope, statementJws });
    });
  }
}
