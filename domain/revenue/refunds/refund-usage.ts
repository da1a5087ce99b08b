import { accountKeys, InsufficientBalance, type BookedJournal, type PostJournals } from '../../ledger/index.ts';
import type { FundPayer } from '../../metering/index.ts';
import type { Id, Micros, Tx } from '../../shared/index.ts';
import { paidIn } from '../calls/paid.ts';
import { IdempotencyKeyReused, ReserveInsufficient } from '../errors.ts';
import { announceBalances, announceEarnings } from '../events.ts';
import type { PotLives, Pots, Refunds } from '../ports.ts';
import type { Pot } from '../pots/pot.ts';
import type { PaidCalls, PaidFor } from './paid-calls.ts';
import { refundJournal, refundOf, remainingLegs, shareSource, splitRefund, sumOf, type Refund } from './refund.ts';

export type RefundCommand = PaidFor & {
  /** Names this one refund for ever: with the same amount it is a repeat and moves nothing. */
  readonly refundId: Id;
  /** Null: all that is left of the call's price. */
  readonly amountMicros: Micros | null;
};

/**
 * Pays a posted call back to its customer, wholly or in part, in the caller's transaction. The pot's lock orders it with
 * posting, ripening and closing: a share ripens, or is taken back, never both.
 */
export class RefundUsage {
  constructor(
    private readonly paidCalls: PaidCalls,
    private readonly pots: Pots,
    private readonly lives: PotLives,
    private readonly refunds: Refunds,
    private readonly postJournals: PostJournals,
    private readonly fundPayer: FundPayer,
  ) {}

  /** Throws NOT_FOUND, USAGE_NOT_POSTED, REFUND_TOO_LARGE, RESERVE_INSUFFICIENT, IDEMPOTENCY_KEY_REUSED. */
  async execute(tx: Tx, { refundId, amountMicros, ...asked }: RefundCommand): Promise<Refund> {
    const { paidFor, customerId, modelVersionId, journal } = await this.paidCalls.find(tx, asked);
    const pot = (await this.pots.lock(tx, [modelVersionId])).get(modelVersionId)!;

    const earlier = await this.refunds.of(tx, paidFor);
    const same = earlier.find((refund) => refund.id === refundId);
    if (same && amountMicros !== null && same.amountMicros !== amountMicros) throw new IdempotencyKeyReused();
    if (same) return same;
    const left = remainingLegs(journal, earlier);
    const amount = amountMicros ?? sumOf(left);
    const parts = splitRefund(amount, left);
    const shareFrom = await this.takeShare(tx, pot, journal, parts.shareMicros);
    const { currency } = pot;
    const accounts = await this.lockAccounts(tx, pot, customerId);
    const builderMicros = accounts.get(accountKeys.builder(pot.builderId, currency))!.balanceMicros;
    const call = { id: refundId, paidFor, modelVersionId, customerId, currency, shareFrom, refundedAt: tx.now };
    const refund = refundOf(call, parts, builderMicros);
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
    const { modelVersionId } = pot;
    const unripeMicros = await this.lives.unripe(tx, modelVersionId, journal.postedAt);
    const from = shareSource(pot, paidIn(journal), shareMicros, unripeMicros);
    if (from !== 'pot' || shareMicros === 0n) return from;
    const taken = await this.lives.takeBack(tx, modelVersionId, journal.postedAt, shareMicros);
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
