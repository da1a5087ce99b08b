import type { Id, Tx } from '../shared/index.ts';
import type { Inbox, Requeues } from './ports.ts';

/**
 * Money came in: a customer's parked events wait for posting again, the oldest first, one bounded step per transaction.
 * What is left after a full step is remembered in the same transaction, for `ContinueRequeue`.
 */
export class RequeueUnfunded {
  constructor(
    private readonly inbox: Inbox,
    private readonly requeues: Requeues,
    private readonly step = 1_000,
  ) {}

  /** One step, past the inbox id `after`. Answers the ids to announce once the transaction has committed. */
  async execute(tx: Tx, customerId: Id, after = 0n): Promise<bigint[]> {
    const ids = await this.inbox.requeueUnfunded(tx, customerId, after, this.step);
    const last = ids.at(-1);
    if (last !== undefined && ids.length === this.step) await this.requeues.remember(tx, { customerId, after: last });
    else await this.requeues.forget(tx, customerId);
    return ids;
  }
}
