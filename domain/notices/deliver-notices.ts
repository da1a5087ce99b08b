import type { Transactions } from '../shared/index.ts';
import { ended, later, type Delivery } from './delivery.ts';
import type { DispatchNotices } from './dispatch-notices.ts';
import type { MessageOf, Messages } from './messages.ts';
import type { Deliveries, NoticeCarrier } from './ports.ts';

/** Longer than any carrier takes: whoever has not recorded an end by then is taken for dead. */
const LEASE_MS = 120_000;
const AT_ONCE = 32;

/**
 * Hands due deliveries of one channel to its carrier. Claims them in one transaction, asks with nothing locked, and
 * records in another. A worker that dies in between leaves a lease that runs out; the same message then goes again
 * under the same id, so every receiver gets it at least once.
 */
export class DeliverNotices {
  constructor(
    private readonly transactions: Transactions,
    private readonly deliveries: Deliveries,
    private readonly messages: Messages,
    private readonly carrier: NoticeCarrier,
    private readonly dispatch: DispatchNotices,
    private readonly failed: (error: unknown, deliveryId: string) => void,
  ) {}

  /** How many were looked at; zero where none was due. */
  async execute(): Promise<number> {
    const { claimed, now } = await this.transactions.run(async (tx) => {
      const until = new Date(tx.now.getTime() + LEASE_MS);
      return { claimed: await this.deliveries.claim(tx, this.carrier.channel, AT_ONCE, until), now: tx.now };
    });
    if (claimed.length === 0) return 0;
    const messageOf = await this.messages.of(claimed, now);
    const told = await Promise.all(claimed.map((one) => this.carry(one, messageOf)));
    await this.transactions.run(async (tx) => {
      const after = told.map((become) => become(tx.now));
      await this.deliveries.update(tx, after);
    });
    while (await this.dispatch.execute());
    return claimed.length;
  }

  /** What the delivery becomes at the instant at which that is recorded. */
  private async carry(delivery: Delivery, messageOf: MessageOf): Promise<(now: Date) => Delivery> {
    try {
      const message = await messageOf(delivery);
      if (!message) return (now) => ended(delivery, 'dropped', null, now);
      const said = await this.carrier.carry(message);
      if (said === 'accepted') return (now) => ended(delivery, 'accepted', null, now);
      return (now) => ended(delivery, 'refused', said.refused, now);
    } catch (error) {
      this.failed(error, delivery.id);
      return (now) => later(delivery, now);
    }
  }
}
