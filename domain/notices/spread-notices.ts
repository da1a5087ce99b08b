import type { Id, Transactions, Tx } from '../shared/index.ts';
import { deliveriesOf } from './delivery.ts';
import type { DispatchNotices } from './dispatch-notices.ts';
import { sayReceived } from './events.ts';
import { spreadOn, type Notice } from './notice.ts';
import type { Audience, Deliveries, Inboxes, NoticeAddresses, Notices } from './ports.ts';
import { takeNotice } from './take-notice.ts';

export const PAGE = 5_000;

/**
 * Takes notices to the inboxes of their audience, a page at a time. A page, what leaves the house for it, and how far
 * the notice has come are one transaction: a worker that is killed leaves nothing half told and nobody told twice.
 */
export class SpreadNotices {
  constructor(
    private readonly transactions: Transactions,
    private readonly notices: Notices,
    private readonly inboxes: Inboxes,
    private readonly addresses: NoticeAddresses,
    private readonly deliveries: Deliveries,
    private readonly audiences: ReadonlyMap<string, Audience>,
    private readonly dispatch: DispatchNotices,
    private readonly hasWebhook: boolean,
  ) {}

  /** Whether there was a page to spread. */
  execute(): Promise<boolean> {
    return takeNotice({
      transactions: this.transactions,
      notices: this.notices,
      next: (tx) => this.notices.lockToSpread(tx),
      work: (tx, notice) => this.spread(tx, notice),
    });
  }

  private async spread(tx: Tx, notice: Notice): Promise<void> {
    const page = await this.pageOf(tx, notice);
    const next = spreadOn(notice, page, page.length < PAGE, tx.now);
    const userIds = await this.inboxes.insert(tx, notice, page);
    await this.deliver(tx, notice, userIds);
    sayReceived(tx, userIds);
    if (next.spreadAt === null || (await this.deliveries.areOutstanding(tx, notice.id))) {
      await this.notices.update(tx, next);
    } else await this.dispatch.dispatch(tx, next);
  }

  private pageOf(tx: Tx, { audience, audienceRef, userIds, spreadTo }: Notice): Promise<readonly Id[]> | readonly Id[] {
    if (userIds) return userIds.filter((id) => spreadTo === null || id > spreadTo).slice(0, PAGE);
    const registered = this.audiences.get(audience);
    if (!registered) throw new TypeError(`Nobody registered the audience ${audience}.`);
    return registered.after(tx, audienceRef, spreadTo, PAGE);
  }

  private async deliver(tx: Tx, { id }: Notice, userIds: readonly Id[]): Promise<void> {
    const byEmail = await this.addresses.confirmedOf(tx, userIds);
    await this.deliveries.insert(tx, deliveriesOf(id, 'email', byEmail, tx.now));
    if (this.hasWebhook) await this.deliveries.insert(tx, deliveriesOf(id, 'webhook', userIds, tx.now));
  }
}
