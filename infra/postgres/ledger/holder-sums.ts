import type { HolderSums } from '../../../domain/ledger/index.ts';
import type { Currency, Id, Micros, Tx } from '../../../domain/shared/index.ts';
import { arrayOf } from '../arrays.ts';
import { managerOf } from '../transactions.ts';

/** So many keys go into one query, so that neither side holds all of a busy customer at once. */
const AT_ONCE = 50_000;

const TAKEN = `
  SELECT split_part(a.key, ':', 2) AS holder, -sum(leg.amount) AS taken
  FROM unnest($1::text[]) AS given (key)
  JOIN ledger_journals j ON j.key = given.key
  CROSS JOIN unnest(j.account_ids, j.amounts_micros) AS leg (account, amount)
  JOIN ledger_accounts a ON a.id = leg.account
  WHERE a.kind IN ('customer', 'held') AND a.currency = $2
  GROUP BY holder`;

export class PostgresHolderSums implements HolderSums {
  async taken(tx: Tx, journalKeys: readonly string[], currency: Currency): Promise<ReadonlyMap<Id, Micros>> {
    const sums = new Map<Id, Micros>();
    for (let from = 0; from < journalKeys.length; from += AT_ONCE) {
      const keys = arrayOf(journalKeys.slice(from, from + AT_ONCE));
      const rows = await managerOf(tx).query<{ holder: Id; taken: string }[]>(TAKEN, [keys, currency]);
      for (const { holder, taken } of rows) sums.set(holder, (sums.get(holder) ?? 0n) + BigInt(taken));
    }
    return sums;
  }
}
