import type { GiveConsent } from '../consents/index.ts';
import type { Persons, Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { DatasetNotReady, type Dataset, type Datasets } from '../vaults/index.ts';
import { PledgeExists } from './errors.ts';
import { poolChanged } from './events.ts';
import { assertCharterSeen, consentScope, newPledge, pledgedRecords, type Pledge } from './pledge.ts';
import { assertPledging } from './pool.ts';
import type { Charters, Pledges, Pools } from './ports.ts';

export interface PledgeGift {
  readonly viewer: Viewer;
  readonly poolId: Id;
  readonly datasetId: Id;
  /** The charter that the member read: its digest covers scope and terms. */
  readonly charterDigest: string;
  /** Their signature over the consent; null only for who never registered a key. */
  readonly statementJws: string | null;
}

/** A member pledges a dataset, and consents to its use under the pool's charter in the same transaction. */
export class GivePledge {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pools,
    private readonly charters: Charters,
    private readonly pledges: Pledges,
    private readonly datasets: Datasets,
    private readonly persons: Persons,
    private readonly giveConsent: GiveConsent,
  ) {}

  /** Throws NOT_FOUND, PLEDGING_CLOSED, CHARTER_CHANGED, DATASET_NOT_READY, STREAMS_MISSING, PLEDGE_EXISTS. */
  execute({ viewer, poolId, datasetId, charterDigest, statementJws }: PledgeGift): Promise<Pledge> {
    const { userId } = viewer;
    return this.transactions.run(async (tx) => {
      const pool = await this.pools.lockToPledge(tx, poolId);
      if (!pool) throw new NotFound('The pool', ['poolId']);
      assertPledging(pool, tx.now);
      const charter = await this.charters.current(tx, poolId);
      assertCharterSeen(charter, charterDigest);
      const records = pledgedRecords(await this.ownDataset(tx, userId, datasetId), charter.scope);
      const scope = consentScope(charter, tx.now);
      const consent = await this.giveConsent.execute(tx, { userId, datasetId, scope, statementJws });
      const personId = (await this.persons.ofUsers(tx, [userId])).get(userId) ?? null;
      const grounds = { poolId, userId, personId, datasetId, consentId: consent.id };
      const pledge = newPledge({ ...grounds, records, pledgedAt: tx.now });
      if (!(await this.pledges.insert(tx, pledge))) {
        throw new PledgeExists('This dataset is already pledged to this pool.', { field: ['datasetId'] });
      }
      tx.emit(poolChanged(poolId));
      return pledge;
    });
  }

  private async ownDataset(tx: Tx, userId: Id, datasetId: Id): Promise<Dataset> {
    const dataset = await this.datasets.lock(tx, datasetId);
    if (dataset?.userId !== userId) throw new NotFound('The dataset', ['datasetId']);
    if (dataset.state === 'ready') return dataset;
    throw new DatasetNotReady(`This dataset is ${dataset.state}; pledge it when it is ready.`, {
      field: ['datasetId'],
    });
  }
}
