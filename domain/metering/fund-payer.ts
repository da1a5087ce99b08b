import type { Tx } from '../shared/index.ts';
import type { FundedPayers, Inbox } from './ports.ts';
import type { Payer } from './usage-event.ts';

/** What a worker that posts unfunded events listens to. */
export const fundedSubject = 'metering.funded';

/**
 * To be called in every transaction that gives a customer money to spend, once it holds the customer's account: their
 * unfunded events are remembered in it as payable again, so that neither a crash nor a lost message can leave them parked.
 */
export class FundPayer {
  constructor(
    private readonly funded: FundedPayers,
    private readonly inbox: Pick<Inbox, 'payersBehind'>,
  ) {}

  /** Does nothing for a payer who has none: nobody parks one without holding the same account. */
  async execute(tx: Tx, payer: Payer): Promise<void> {
    const behind = await this.inbox.payersBehind(tx, [payer.customerId]);
    if (!behind.some(({ currency }) => currency === payer.currency)) return;
    await this.funded.remember(tx, payer);
    tx.emit({ subject: `${fundedSubject}.${payer.customerId}`, payload: { customerId: payer.customerId } });
  }
}
