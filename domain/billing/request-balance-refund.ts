import type { Viewer } from '../identity/index.ts';
import { accountKeys, type PostJournals } from '../ledger/index.ts';
import {
  assertAmount,
  assertBooked,
  assertIdempotencyKey,
  announceBalances,
  IdempotencyKeyReused,
} from '../revenue/index.ts';
import { newId, type Currency, type Micros, type Transactions, type Tx } from '../shared/index.ts';
import { BalanceRefund, refundJournals } from './balance-refund.ts';
import { DebtOpen, RefundExceedsBalance } from './errors.ts';
import { lockBalance } from './lock-balance.ts';
import type { BalanceRefunds, Debts } from './ports.ts';

export interface RefundCommand {
  readonly viewer: Viewer;
  readonly currency: Currency;
  readonly amountMicros: Micros;
  readonly idempotencyKey: string;
}

/**
 * A customer wants unused prepaid money back. It leaves the balance at once, so that it cannot be spent meanwhile; what
 * tickets hold is on another account and cannot be asked for.
 */
export class RequestBalanceRefund {
  constructor(
    private readonly transactions: Transactions,
    private readonly refunds: BalanceRefunds,
    private readonly debts: Debts,
    private readonly postJournals: PostJournals,
    private readonly currencies: readonly Currency[],
  ) {}

  async execute(command: RefundCommand): Promise<BalanceRefund> {
    assertAmount(command.amountMicros);
    assertBooked(command.currency, this.currencies);
    assertIdempotencyKey(command.idempotencyKey);
    return this.transactions.run((tx) => this.request(tx, command));
  }

  private async request(tx: Tx, { viewer, ...asked }: RefundCommand): Promise<BalanceRefund> {
    const { userId: customerId } = viewer;
    const refund = new BalanceRefund({
      ...asked,
      id: newId(),
      customerId,
      state: 'requested',
      requestedAt: tx.now,
      approvedBy: null,
      approvedAt: null,
      closedBy: null,
      closedAt: null,
      evidence: null,
    });
    if (!(await this.refunds.insert(tx, refund))) {
      const earlier = await this.refunds.byKey(tx, customerId, asked.idempotencyKey);
      const same = earlier?.currency === asked.currency && earlier.amountMicros === asked.amountMicros;
      if (!earlier || !same) throw new IdempotencyKeyReused();
      return earlier;
    }
    const owed = await this.debts.lock(tx, refund);
    if (owed > 0n) throw new DebtOpen(owed);
    const payable = accountKeys.payable(refund.currency);
    const { balanceMicros, accounts } = await lockBalance(this.postJournals, tx, refund, [payable]);
    if (refund.amountMicros > balanceMicros) throw new RefundExceedsBalance(balanceMicros);
    await this.postJournals.post(tx, refundJournals(refund), accounts);
    announceBalances(tx, [customerId]);
    return refund;
  }
}
