import { MAX_MICROS, type Micros } from '../shared/index.ts';
import type { Account } from './account.ts';
import { BalanceTooLarge, InsufficientBalance } from './errors.ts';
import type { Journal, Movement } from './journal.ts';

/** What a batch of movements comes to: the rows, all their credits, and each touched account's balance in the end. */
export interface Booked {
  readonly journals: readonly Journal[];
  readonly creditedMicros: Micros;
  readonly balances: ReadonlyMap<bigint, Micros>;
}

/**
 * Books movements one after the other on locked accounts. Each must leave every account that it debits at or above its
 * floor, whatever comes after it in the batch: so the balances that the rows record never show an overdraft either.
 */
export function book(movements: readonly Movement[], accounts: ReadonlyMap<bigint, Account>): Booked {
  const balances = new Map<bigint, Micros>();
  let creditedMicros = 0n;
  const journals = movements.map(({ key, kind, accountIds, amountsMicros }): Journal => {
    const balancesMicros = accountIds.map((id, i) => {
      const account = accounts.get(id) as Account;
      const amountMicros = amountsMicros[i] as Micros;
      const before = balances.get(id) ?? account.balanceMicros;
      const after = before + amountMicros;
      assertHolds(account, amountMicros, before, after);
      if (amountMicros > 0n) creditedMicros += amountMicros;
      balances.set(id, after);
      return after;
    });
    return { key, kind, accountIds, amountsMicros, balancesMicros };
  });
  return { journals, creditedMicros, balances };
}

function assertHolds(account: Account, amountMicros: Micros, before: Micros, after: Micros): void {
  const { floorMicros } = account;
  if (amountMicros < 0n && floorMicros !== null && after < floorMicros)
    throw new InsufficientBalance(account.key, before);
  if (after > MAX_MICROS || after < -MAX_MICROS) throw new BalanceTooLarge(account.key);
}
