import type { FundedPayers, Inbox, Payer } from '../../metering/index.ts';
import { DomainError, type Transactions, type Tx } from '../../shared/index.ts';
import type { SettleUsage } from './settle-usage.ts';

type Refused = { readonly payer: Payer; readonly inboxId: bigint } | null;

/**
 * Money came to a payer: their unfunded events are posted, the oldest first, a bounded number per transaction, until
 * none is left or the next one cannot be paid.
 */
export class PostFunded {
  constructor(
    private readonly transactions: Transactions,
    private readonly fundedPayers: FundedPayers,
    private readonly inbox: Inbox,
    private readonly settleUsage: SettleUsage,
    private readonly step = 1_000,
  ) {}

  /** Returns whether there was a step to take. */
  async execute(): Promise<boolean> {
    let refused: Refused = null;
    const step = (limit: number) => this.transactions.run((tx) => this.post(tx, limit, (first) => (refused = first)));
    try {
      return await step(this.step);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
    try {
      return await step(1);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code } = error;
      await this.transactions.run((tx) => this.quarantine(tx, refused, code));
      return true;
    }
  }

  /** `begin` is told with whom and what it begins, so that a refusal of that one event can be put down to it. */
  private async post(tx: Tx, limit: number, begin: (first: Refused) => void): Promise<boolean> {
    const payer = await this.fundedPayers.lockNext(tx);
    if (!payer) return false;
    const oldest = await this.inbox.unfunded(tx, payer, limit);
    begin(oldest[0] ? { payer, inboxId: oldest[0].id } : null);
    const locks = await this.settleUsage.lock(tx, oldest);
    const ids = oldest.map((event) => event.id);
    const events = await this.inbox.takeUnfunded(tx, payer, ids);
    const { unfunded } = await this.settleUsage.settle(tx, locks, events, []);
    if (unfunded > 0 || !(await this.isBehind(tx, payer))) await this.fundedPayers.forget(tx, payer);
    return true;
  }

  private async quarantine(tx: Tx, refused: Refused, reason: string): Promise<void> {
    if (!refused) return;
    const { payer, inboxId } = refused;
    const events = await this.inbox.takeUnfunded(tx, payer, [inboxId]);
    await this.inbox.park(
      tx,
      events.map((event) => ({ event, state: 'quarantined', reason, currency: payer.currency })),
    );
  }

  /** Under the lock of the payer's account, so that nothing is parked behind our back. */
  private async isBehind(tx: Tx, { customerId, currency }: Payer): Promise<boolean> {
    return (await this.inbox.payersBehind(tx, [customerId])).some((payer) => payer.currency === currency);
  }
}
