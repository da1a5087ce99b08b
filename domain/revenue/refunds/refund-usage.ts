import {
  accountKeys,
  InsufficientBalance,
  type BookedJournal,
  type Journals,
  type PostJournals,
} from '../../ledger/index.ts';
import { usageJournalKey, type FundPayer, type Inbox } from '../../metering/index.ts';
import { NotFound, type Id, type Micros, type Tx } from '../../shared/index.ts';
import { paidIn } from '../calls/paid.ts';
import { IdempotencyKeyReused, ReserveInsufficient, UsageNotPosted } from '../errors.ts';
import { announceBalances, announceEarnings } from '../events.ts';
import type { PotLives, Pots, Refunds } from '../ports.ts';
import type { Pot } from '../pots/pot.ts';
import { Refund, refundJournal, remainingLegs, splitRefund, sumOf } from './refund.ts';

export interface RefundCommand {
  /** Names this one refund for ever: with the same amount it is a repeat and moves nothing. */
  readonly refundId: Id;
  readonly inboxId: bigint;
  /** Null: all that is left of the call's price. */
  readonly amountMicros: Micros | null;
}

/**
 * Pays a posted call back to its customer, wholly or in part, in the caller's transaction. The pot's lock orders it with
 * posting, ripening and closing: a share ripens, or is taken back, never both.
 */
export class RefundUsage {
  constructor(
    private readonly inbox: Inbox,
    private readonly journals: Journals,
    private readonly pots: Pots,
    private readonly lives: PotLives,
    private readonly refunds: Refunds,
    private readonly postJournals: PostJournals,
    private readonly fundPayer: FundPayer,
  ) {}

  /** Throws NOT_FOUND, USAGE_NOT_POSTED, REFUND_TOO_LARGE, RESERVE_INSUFFICIENT, IDEMPOTENCY_KEY_REUSED. */
  async execute(tx: Tx, { refundId, inboxId, amountMicros }: RefundCommand): Promise<Refund> {
    const event = await this.inbox.find(tx, inboxId);
    if (!event) throw new NotFound('The call', ['usageEventId']);
    const journal = await this.journals.find(tx, usageJournalKey(inboxId));
    if (!journal) throw new UsageNotPosted(event.state);
    const pot = (await this.pots.lock(tx, [event.modelVersionId])).get(event.modelVersionId)!;

    const earlier = await this.refunds.ofEvent(tx, inboxId);
    const same = earlier.find((refund) => refund.id === refundId);
    if (same && amountMicros !== null && same.amountMicros !== amountMicros) throw new IdempotencyKeyReused();
    if (same) return same;
    const left = remainingLegs(journal, earlier);
    const amount = amountMicros ?? sumOf(left);
    const parts = splitRefund(amount, left);
    const { modelVersionId, customerId } = event;
    const shareFrom = await this.takeShare(tx, pot, journal, parts.shareMicros);
    const { currency } = pot;
    const accounts = await this.lockAccounts(tx, pot, customerId);
    const builderMicros = accounts.get(accountKeys.builder(pot.builderId, currency))!.balanceMicros;
    const refund = new Refund({
      id: refundId,
      inboxId,
      modelVersionId,
      customerId,
      currency,
      amountMicros: amount,
      feeMicros: parts.feeMicros,
      builderMicros: parts.builderMicros,
      shareMicros: parts.shareMicros,
      shareFrom,
      builderFromReserveMicros: parts.builderMicros > builderMicros ? parts.builderMicros - builderMicros : 0n,
      refundedAt: tx.now,
    });
    const draft = refundJournal(refund, pot, accounts.get(accountKeys.reserve(currency))!.balanceMicros);
    await this.postJournals.post(tx, [draft], accounts).catch((error: unknown) => {
      throw error instanceof InsufficientBalance ? new ReserveInsufficient(currency) : error;
    });
    await this.refunds.insert(tx, refund);
    await this.fundPayer.execute(tx, { customerId, currency });
    announceBalances(tx, [customerId]);
    announceEarnings(tx, [modelVersionId]);
    return refund;
  }

  /** From R, while the day of the call is not mature; what is not the owners' any more, or never was, stays theirs. */
  private async takeShare(tx: Tx, pot: Pot, journal: BookedJournal, shareMicros: Micros): Promise<Refund['shareFrom']> {
    if (paidIn(journal).shareTo === 'unallocated') return 'unallocated';
    if (pot.state === 'closed') return 'reserve';
    if (shareMicros === 0n) return 'pot';
    const taken = await this.lives.takeBack(tx, pot.modelVersionId, journal.postedAt, shareMicros);
    return taken ? 'pot' : 'reserve';
  }

  private lockAccounts(tx: Tx, pot: Pot, customerId: Id) {
    const { currency } = pot;
    const keys = [
      accountKeys.customer(customerId, currency),
      accountKeys.platform(currency),
      accountKeys.reserve(currency),
      accountKeys.unallocated(currency),
      accountKeys.builder(pot.builderId, currency),
      accountKeys.pot(pot.modelVersionId),
    ];
    return this.postJournals.lock(tx, new Map(keys.map((key) => [key, currency])));
  }
}
