export interface AuditRow {
  readonly entries_sum: string;
  readonly balances_sum: string;
  readonly journals: string;
  readonly unbalanced_journal: string | null;
  readonly wrong_account: { key: string; balance: string; entries: string } | null;
  readonly below_floor: string | null;
  readonly unbalanced_currency: { currency: string; sum: string } | null;
}

/** One statement, so one snapshot: a batch that commits meanwhile is seen wholly or not at all. */
export const AUDIT = `
  WITH sums AS MATERIALIZED (
    SELECT account_id, sum(amount_micros) AS entries FROM ledger_entries GROUP BY account_id
  ), compared AS MATERIALIZED (
    SELECT coalesce(a.id, s.account_id) AS id, a.key, a.currency, a.floor_micros,
           coalesce(a.balance_micros, 0) AS balance, coalesce(s.entries, 0) AS entries, a.id IS NULL AS unknown
    FROM ledger_accounts a FULL JOIN sums s ON s.account_id = a.id
  )
  SELECT
    (SELECT coalesce(sum(entries), 0) FROM compared) AS entries_sum,
    (SELECT coalesce(sum(balance), 0) FROM compared) AS balances_sum,
    (SELECT count(*) FROM ledger_journals) AS journals,
    (SELECT key FROM ledger_journals WHERE ledger_sum(amounts_micros) <> 0 ORDER BY seq LIMIT 1) AS unbalanced_journal,
    (SELECT jsonb_build_object(
              'key', coalesce(key, 'unknown account ' || id), 'balance', balance::text, 'entries', entries::text)
     FROM compared WHERE balance <> entries OR unknown ORDER BY id LIMIT 1) AS wrong_account,
    (SELECT key FROM compared WHERE balance < floor_micros ORDER BY id LIMIT 1) AS below_floor,
    (SELECT jsonb_build_object('currency', currency, 'sum', sum(entries)::text)
     FROM compared WHERE currency IS NOT NULL GROUP BY currency HAVING sum(entries) <> 0
     ORDER BY currency LIMIT 1) AS unbalanced_currency`;

export function faultsOf(row: AuditRow): string[] {
  const faults: string[] = [];
  if (row.unbalanced_journal) faults.push(`journal ${row.unbalanced_journal}: its legs do not sum to zero`);
  if (row.wrong_account) {
    const { key, balance, entries } = row.wrong_account;
    faults.push(`account ${key}: its balance is ${balance}, but its entries sum to ${entries}`);
  }
  if (row.below_floor) faults.push(`account ${row.below_floor}: its balance is below its floor`);
  if (row.unbalanced_currency) {
    faults.push(`currency ${row.unbalanced_currency.currency}: its entries sum to ${row.unbalanced_currency.sum}`);
  }
  return faults;
}
