import type { HolderSums } from '../../ledger/index.ts';
import { ticketJournalKeys, type Tickets } from '../../mandates/index.ts';
import { usageJournalKey, type CallSums } from '../../metering/index.ts';
import type { ModelVersions } from '../../models/index.ts';
import type { Buyers, PurchasesAsked } from '../../pools/index.ts';
import type { Id, Micros, Tx } from '../../shared/index.ts';
import type { Refunds } from '../ports.ts';
import { paidBackKey, refundJournalKey } from '../refunds/refund.ts';

/**
 * Who paid what for calls, read from the journals, the one place that says it: so posting keeps no count for it, and only
 * the calls of those who are asked for are looked at.
 */
export class BuyersOfCalls implements Buyers {
  constructor(
    private readonly modelVersions: Pick<ModelVersions, 'allOfPool'>,
    private readonly callSums: Pick<CallSums, 'boughtBy'>,
    private readonly tickets: Pick<Tickets, 'expiredOf'>,
    private readonly refunds: Pick<Refunds, 'madeTo'>,
    private readonly holderSums: HolderSums,
  ) {}

  /** A refund counts against the call that it gives back, so one of an earlier call buys no vote back. */
  async paid(tx: Tx, { poolId, currency, userIds, since }: PurchasesAsked): Promise<ReadonlyMap<Id, Micros>> {
    const versions = await this.modelVersions.allOfPool(tx, poolId);
    if (versions.length === 0 || userIds.length === 0) return new Map();
    const calls = { customerIds: userIds, modelVersionIds: versions.map(({ id }) => id), since };
    const reported = await this.callSums.boughtBy(tx, calls);
    const unreported = await this.tickets.expiredOf(tx, calls);
    const paid = new Set([...reported.map(usageJournalKey), ...unreported.map(ticketJournalKeys.expiry)]);
    if (paid.size === 0) return new Map();
    const refunds = (await this.refunds.madeTo(tx, calls)).filter((refund) => paid.has(paidBackKey(refund)));
    return this.holderSums.taken(tx, [...paid, ...refunds.map(({ id }) => refundJournalKey(id))], currency);
  }
}
