import type { Tx } from '../shared/index.ts';
import type { FundedPayers } from './ports.ts';
import type { Payer } from './usage-event.ts';

/** What a worker that posts unfunded events listens to. */
export const fundedSubject = 'metering.funded';

/**
 * To be called in every transaction that gives a customer money to spend: their unfunded events are remembered in it as
 * payable again, so that neither a crash nor a lost message can leave them parked.
 */
export class FundPayer {
  constructor(private readonly funded: FundedPayers) {}

  async execute(tx: Tx, payer: Payer): Promise<void> {
    await this.funded.remember(tx, payer);
    tx.emit({ subject: `${fundedSubject}.${payer.customerId}`, payload: { customerId: payer.customerId } });
  }
}
