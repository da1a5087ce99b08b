import { assertOperator, type Viewer } from '../identity/index.ts';
import { accountKeys, type AccountKey, type Accounts } from '../ledger/index.ts';
import type { Currency, Micros } from '../shared/index.ts';
import { assertCurrency } from './amounts.ts';

export interface Balance {
  readonly currency: Currency;
  readonly balanceMicros: Micros;
}

/** Balances that a viewer may see: their own as a customer and as a builder; the instance's own, if they operate it. */
export class ReadBalance {
  constructor(private readonly accounts: Accounts) {}

  ofCustomer(viewer: Viewer, currency: Currency): Promise<Balance> {
    return this.read(accountKeys.customer(viewer.userId, assertCurrency(currency)), currency);
  }

  ofBuilder(viewer: Viewer, currency: Currency): Promise<Balance> {
    return this.read(accountKeys.builder(viewer.userId, assertCurrency(currency)), currency);
  }

  ofPlatform(viewer: Viewer, currency: Currency): Promise<Balance> {
    assertOperator(viewer);
    return this.read(accountKeys.platform(assertCurrency(currency)), currency);
  }

  ofReserve(viewer: Viewer, currency: Currency): Promise<Balance> {
    assertOperator(viewer);
    return this.read(accountKeys.reserve(assertCurrency(currency)), currency);
  }

  private async read(key: AccountKey, currency: Currency): Promise<Balance> {
    return { currency, balanceMicros: await this.accounts.balance(key) };
  }
}
