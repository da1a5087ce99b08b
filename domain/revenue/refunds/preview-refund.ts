import { accountKeys, type Accounts, type Leg } from '../../ledger/index.ts';
import { newId, type Currency, type Id, type Micros, type Tx } from '../../shared/index.ts';
import { paidIn } from '../calls/paid.ts';
import type { PotLives, Pots, Refunds } from '../ports.ts';
import { isMature, type Maturity } from '../pots/maturity.ts';
import type { PaidCalls, PaidFor } from './paid-calls.ts';
import { refundJournal, refundOf, remainingLegs, shareSource, splitRefund, sumOf, type Refund } from './refund.ts';

/** A posted call as far as somebody wants its price back. */
export interface RefundableCall {
  readonly customerId: Id;
  readonly gatewayId: Id;
  readonly currency: Currency;
  readonly priceMicros: Micros;
  /** What of it is not paid back yet. */
  readonly leftMicros: Micros;
  /** Whether its share is the owners' for good, by the clock. */
  readonly mature: boolean;
}

export interface RefundPreview {
  readonly currency: Currency;
  readonly amountMicros: Micros;
  readonly shareFrom: Refund['shareFrom'];
  /** What would move; empty where nothing is left to pay back. */
  readonly legs: readonly Leg[];
}

/** What a refund would move if it were made now, by the rules that make it. Holds nothing, so it may be out of date at once. */
export class PreviewRefund {
  constructor(
    private readonly paidCalls: PaidCalls,
    private readonly accounts: Pick<Accounts, 'balances'>,
    private readonly pots: Pick<Pots, 'byId'>,
    private readonly lives: Pick<PotLives, 'unripe'>,
    private readonly refunds: Pick<Refunds, 'of'>,
    private readonly maturity: Maturity,
  ) {}

  /** `customerId`: whose call it must be. Throws NOT_FOUND, and USAGE_NOT_POSTED where nothing was paid. */
  async call(tx: Tx, paidFor: PaidFor, customerId: Id | null = null): Promise<RefundableCall> {
    const { call, pot, left } = await this.facts(tx, paidFor, customerId);
    const { journal } = call;
    return {
      customerId: call.customerId,
      gatewayId: call.gatewayId,
      currency: pot.currency,
      priceMicros: paidIn(journal).priceMicros,
      leftMicros: sumOf(left),
      mature: isMature(journal.postedAt, tx.now, this.maturity),
    };
  }

  /** `amountMicros` null: all that is left. Throws REFUND_TOO_LARGE too. */
  async execute(tx: Tx, paidFor: PaidFor, amountMicros: Micros | null): Promise<RefundPreview> {
    const { call, pot, left } = await this.facts(tx, paidFor);
    const { journal, customerId } = call;
    const { currency, modelVersionId, builderId } = pot;
    const amount = amountMicros ?? sumOf(left);
    if (amount === 0n) return { currency, amountMicros: 0n, shareFrom: 'pot', legs: [] };
    const parts = splitRefund(amount, left);
    const unripeMicros = await this.lives.unripe(tx, modelVersionId, journal.postedAt);
    const shareFrom = shareSource(pot, paidIn(journal), parts.shareMicros, unripeMicros);
    const [builder, reserve] = [accountKeys.builder(builderId, currency), accountKeys.reserve(currency)];
    const balances = await this.accounts.balances([builder, reserve]);
    const made = { id: newId(), paidFor, modelVersionId, customerId, currency, shareFrom, refundedAt: tx.now };
    const refund = refundOf(made, parts, balances.get(builder) ?? 0n);
    const { legs } = refundJournal(refund, pot, balances.get(reserve) ?? 0n);
    return { currency, amountMicros: amount, shareFrom, legs };
  }

  private async facts(tx: Tx, paidFor: PaidFor, ownerId: Id | null = null) {
    const call = await this.paidCalls.find(tx, paidFor, ownerId);
    const pot = (await this.pots.byId(call.modelVersionId))!;
    return { call, pot, left: remainingLegs(call.journal, await this.refunds.of(tx, paidFor)) };
  }
}
