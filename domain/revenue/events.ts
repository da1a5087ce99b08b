import type { Id, Tx } from '../shared/index.ts';

/** What the owners of these versions have earned, or drawn, changed; each reads their own line again. */
export function announceEarnings(tx: Tx, modelVersionIds: readonly Id[]): void {
  tx.announce('revenue.earnings', modelVersionIds);
}

/** These customers' prepaid balances moved, or calls of theirs were parked. */
export function announceBalances(tx: Tx, customerIds: readonly Id[]): void {
  tx.announce('revenue.balance', customerIds);
}
