/** All legs, one row each. Two sets in a select list are walked together, at a third of the cost of the view's join. */
const LEGS = `
  SELECT seq, key, kind, cardinality(account_ids) AS legs, unnest(account_ids) AS account, unnest(amounts_micros) AS amount
  FROM ledger_journals`;

/** In place for up to four legs: a sub-select per row costs five times as much. Exact, whatever stands there. */
export const SUM = `
  CASE WHEN cardinality(amounts_micros) <= 4
    THEN amounts_micros[1]::numeric + amounts_micros[2] + coalesce(amounts_micros[3], 0) + coalesce(amounts_micros[4], 0)
    ELSE (SELECT sum(amount) FROM unnest(amounts_micros) AS amount) END`;

export const JOURNAL_BALANCED = `
  SELECT 'journal ' || key AS row,
         CASE WHEN cardinality(account_ids) = cardinality(amounts_micros)
                   AND cardinality(account_ids) = cardinality(balances_micros)
           THEN format('journal %s: its legs sum to %s, not to zero', key, ${SUM})
           ELSE format('journal %s: it has %s accounts, %s amounts and %s balances', key, cardinality(account_ids),
                       cardinality(amounts_micros), cardinality(balances_micros)) END AS message
  FROM ledger_journals
  WHERE cardinality(account_ids) <> cardinality(amounts_micros) OR cardinality(account_ids) <> cardinality(balances_micros)
     OR ${SUM} IS DISTINCT FROM 0
  ORDER BY seq LIMIT 1`;

/** Looks at the legs in the rarer currencies only: a journal is theirs wholly, or it mixes. Where there is one, at none. */
export const JOURNAL_ONE_CURRENCY = `
  WITH commonest AS (SELECT currency FROM ledger_accounts GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1)
  SELECT 'journal ' || leg.key AS row, format('journal %s: its legs are in more than one currency', leg.key) AS message
  FROM (${LEGS}) AS leg JOIN ledger_accounts a ON a.id = leg.account
  WHERE (SELECT count(DISTINCT currency) FROM ledger_accounts) > 1 AND a.currency <> (SELECT currency FROM commonest)
  GROUP BY seq, leg.key, legs
  HAVING count(*) <> legs OR count(DISTINCT a.currency) > 1
  ORDER BY seq LIMIT 1`;

/** Only the payer's side is debited: then fee, builder's part and share are not below zero, and sum to the price. */
export const USAGE_SPLIT = `
  SELECT 'journal ' || leg.key AS row,
         format('journal %s: a paid call debits %s by %s, but only its customer pays', leg.key, a.key, -amount) AS message
  FROM (${LEGS}) AS leg JOIN ledger_accounts a ON a.id = leg.account
  WHERE leg.kind IN ('usage', 'ticket-expired') AND amount < 0 AND a.kind NOT IN ('customer', 'held')
  ORDER BY seq LIMIT 1`;

export const CURRENCY_BALANCED = `
  SELECT 'currency ' || currency AS row,
         format('currency %s: the balances of its accounts sum to %s, not to zero', currency, sum(balance_micros)) AS message
  FROM ledger_accounts GROUP BY currency HAVING sum(balance_micros) <> 0 ORDER BY currency LIMIT 1`;

export const TOTALS = `
  SELECT coalesce(sum(${SUM}), 0) AS entries, count(*) AS journals,
         (SELECT coalesce(sum(balance_micros), 0) FROM ledger_accounts) AS balances
  FROM ledger_journals`;
