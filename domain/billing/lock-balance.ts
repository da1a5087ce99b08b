import { accountKeys, type Account, type AccountKey, type PostJournals } from '../ledger/index.ts';
import type { Micros, Tx } from '../shared/index.ts';
import type { Debtor } from './ports.ts';

export interface LockedBalance {
  readonly balanceMicros: Micros;
  /** For `PostJournals.post`. */
  readonly accounts: ReadonlyMap<AccountKey, Account>;
}

/** A customer's prepaid balance and the accounts that money moves to or from, held until the end of `tx`. */
export async function lockBalance(
  postJournals: PostJournals,
  tx: Tx,
  { customerId, currency }: Debtor,
  others: readonly AccountKey[],
): Promise<LockedBalance> {
  const customer = accountKeys.customer(customerId, currency);
  const keys = [customer, ...others];
  const accounts = await postJournals.lock(tx, new Map(keys.map((key) => [key, currency])));
  return { balanceMicros: accounts.get(customer)?.balanceMicros ?? 0n, accounts };
}

export function smaller(one: Micros, other: Micros): Micros {
  return one < other ? one : other;
}
