import type { Consent, ConsentWithdrawnHandler } from '../consents/index.ts';
import type { Tx } from '../shared/index.ts';
import type { Dataset, DatasetErasedHandler } from '../vaults/index.ts';
import { contributionChanged, poolChanged } from './events.ts';
import type { Contributions, Grounds, Pledges } from './ports.ts';

/** Ends the pledges and contributions that rest on a consent or a dataset, in the transaction in which that ends. */
export class WithdrawContributions implements ConsentWithdrawnHandler, DatasetErasedHandler {
  constructor(
    private readonly pledges: Pledges,
    private readonly contributions: Contributions,
  ) {}

  consentWithdrawn(tx: Tx, consent: Consent): Promise<void> {
    return this.execute(tx, { consentId: consent.id });
  }

  datasetErased(tx: Tx, dataset: Dataset): Promise<void> {
    return this.execute(tx, { datasetId: dataset.id });
  }

  async execute(tx: Tx, grounds: Grounds): Promise<void> {
    const pledges = await this.pledges.withdraw(tx, grounds);
    const contributions = await this.contributions.withdraw(tx, grounds);
    for (const contribution of contributions) tx.emit(contributionChanged(contribution));
    for (const poolId of new Set(pledges.map((pledge) => pledge.poolId))) tx.emit(poolChanged(poolId));
  }
}
