import type { Transactions } from '../shared/index.ts';
import type { FundedPayers } from './ports.ts';

/**
 * Tries the unfunded again now and then: a spending limit opens at midnight, and a ticket that ends gives its rest back,
 * neither of which is a payment that would say so.
 */
export class RetryUnfunded {
  constructor(
    private readonly transactions: Transactions,
    private readonly funded: FundedPayers,
    private readonly afterMs = 60_000,
    private readonly payers = 200,
  ) {}

  /** Those that were parked longest go first; returns how many payers are tried. */
  execute(): Promise<number> {
    return this.transactions.run((tx) => this.funded.rememberParked(tx, this.afterMs, this.payers));
  }
}
