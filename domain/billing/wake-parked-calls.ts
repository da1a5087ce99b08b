import type { RequeueUnfunded, UsageQueue } from '../metering/index.ts';
import type { Currency, Id, Tx } from '../shared/index.ts';

export interface Funded {
  readonly customerId: Id;
  readonly currency: Currency;
}

/** The one place that says what money on a customer's balance sets going: their parked calls wait for posting again. */
export class WakeParkedCalls {
  constructor(
    private readonly requeueUnfunded: RequeueUnfunded,
    private readonly queue: UsageQueue,
  ) {}

  /** In the transaction that brings the money, so that a crash right after it cannot leave them parked. */
  execute(tx: Tx, { customerId }: Funded): Promise<readonly bigint[]> {
    return this.requeueUnfunded.execute(tx, customerId);
  }

  /** Once it has committed: a hint, which may be lost. */
  announce({ customerId }: Funded, inboxIds: readonly bigint[]): void {
    if (inboxIds.length > 0) this.queue.publish(inboxIds.map((id) => ({ id, customerId })));
  }
}
