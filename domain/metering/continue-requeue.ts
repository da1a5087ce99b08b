import type { Transactions } from '../shared/index.ts';
import type { Requeues, UsageQueue } from './ports.ts';
import type { RequeueUnfunded } from './requeue-unfunded.ts';

/** The next step for a customer who had more parked events than one transaction sets waiting. */
export class ContinueRequeue {
  constructor(
    private readonly transactions: Transactions,
    private readonly requeues: Requeues,
    private readonly requeueUnfunded: RequeueUnfunded,
    private readonly queue: UsageQueue,
  ) {}

  /** Returns whether there was a step to take. */
  async execute(): Promise<boolean> {
    const taken = await this.transactions.run(async (tx) => {
      const requeue = await this.requeues.lockNext(tx);
      if (!requeue) return null;
      const { customerId, after } = requeue;
      return { customerId, ids: await this.requeueUnfunded.execute(tx, customerId, after) };
    });
    if (!taken) return false;
    const { customerId, ids } = taken;
    this.queue.publish(ids.map((id) => ({ id, customerId })));
    return true;
  }
}
