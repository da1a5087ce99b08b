import { assertOperator, type Viewer } from '../identity/index.ts';
import { accountKeys, type Accounts } from '../ledger/index.ts';
import { assertCurrency } from '../revenue/index.ts';
import type { Currency, Id, Micros } from '../shared/index.ts';
import type { Debts } from './ports.ts';

/** Where a customer's prepaid money stands. */
export interface Prepaid {
  readonly currency: Currency;
  /** What can be spent. */
  readonly balanceMicros: Micros;
  /** What open tickets hold. */
  readonly heldMicros: Micros;
  /** What is owed since a payment was taken back; all money that comes in goes there first. */
  readonly owedMicros: Micros;
  /** What can be asked back now. */
  readonly refundableMicros: Micros;
}

export class ReadPrepaid {
  constructor(
    private readonly accounts: Accounts,
    private readonly debts: Debts,
  ) {}

  async execute(viewer: Viewer, customerId: Id, currency: Currency): Promise<Prepaid> {
    if (customerId !== viewer.userId) assertOperator(viewer);
    assertCurrency(currency);
    const [free, held] = [accountKeys.customer(customerId, currency), accountKeys.held(customerId, currency)];
    const balances = await this.accounts.balances([free, held]);
    const owedMicros = await this.debts.owed({ customerId, currency });
    const balanceMicros = balances.get(free) ?? 0n;
    const refundableMicros = owedMicros > 0n ? 0n : balanceMicros;
    return { currency, balanceMicros, heldMicros: balances.get(held) ?? 0n, owedMicros, refundableMicros };
  }
}
