export const BALANCE_IS_SUM = `
  WITH sums AS (
    SELECT account, sum(amount) AS entries
    FROM (SELECT unnest(account_ids) AS account, unnest(amounts_micros) AS amount FROM ledger_journals) AS leg
    GROUP BY account
  )
  SELECT 'account ' || coalesce(key, 'number ' || account) AS row,
         CASE WHEN id IS NULL THEN format('account number %s: it has entries, but does not exist', account)
           ELSE format('account %s: its balance is %s, but its entries sum to %s', key, balance_micros,
                       coalesce(entries, 0)) END AS message
  FROM ledger_accounts FULL JOIN sums ON account = id
  WHERE balance_micros IS DISTINCT FROM coalesce(entries, 0)
  ORDER BY coalesce(id, account) LIMIT 1`;

/**
 * Each entry leads from the balance before it to the one that it recorded. The entries of an account are one path from
 * zero to its balance exactly if each balance that is reached is also left, but for the last; so a sum of a hash over
 * what is reached, less that over what is left, is known beforehand. It needs no sorting, and $1 is drawn anew each time,
 * so that nobody can prepare balances that collide.
 */
export const SUSPECT_ACCOUNTS = `
  WITH paths AS (
    SELECT account, sum(hashint8extended(balance, $1::bigint)) - sum(hashint8extended(balance - amount, $1::bigint)) AS walked
    FROM (SELECT unnest(account_ids) AS account, unnest(amounts_micros) AS amount, unnest(balances_micros) AS balance
          FROM ledger_journals) AS leg
    GROUP BY account
  )
  SELECT coalesce(id, account) AS id
  FROM ledger_accounts FULL JOIN paths ON account = id
  WHERE coalesce(walked, 0)
        IS DISTINCT FROM hashint8extended(balance_micros, $1::bigint)::numeric - hashint8extended(0, $1::bigint)
  ORDER BY 1 LIMIT 1`;

/** The first entry of one account that does not begin where the one before it ended; or the end that is not the balance. */
export const FIRST_GAP = `
  WITH entries AS (
    SELECT seq, key, balance, balance - amount AS before, lag(balance, 1, 0::bigint) OVER (ORDER BY seq) AS reached
    FROM (SELECT seq, key, unnest(account_ids) AS account, unnest(amounts_micros) AS amount, unnest(balances_micros) AS balance
          FROM ledger_journals WHERE $1::bigint = ANY (account_ids)) AS leg
    WHERE account = $1::bigint
  ), gaps AS (
    SELECT seq, 'journal ' || key AS row, key, before, reached FROM entries WHERE before <> reached
    UNION ALL
    SELECT NULL, NULL, NULL, balance_micros, coalesce((SELECT balance FROM entries ORDER BY seq DESC LIMIT 1), 0)
    FROM ledger_accounts WHERE id = $1::bigint
  )
  SELECT coalesce(gaps.row, 'account ' || coalesce(a.key, 'number ' || $1)) AS row,
         CASE WHEN gaps.key IS NOT NULL
           THEN format('journal %s: its entry of %s begins at %s, but the one before it ended at %s', gaps.key,
                       coalesce(a.key, 'account number ' || $1), before, reached)
           ELSE format('account %s: its balance is %s, but its last entry ended at %s', a.key, before, reached) END AS message
  FROM gaps LEFT JOIN ledger_accounts a ON a.id = $1::bigint
  WHERE before <> reached
  ORDER BY gaps.seq NULLS LAST LIMIT 1`;

/** `external` and `draws` owe; everything else has a floor of zero, which no entry that takes something may pass. */
export const FLOORS_KEPT = `
  WITH terms AS (
    SELECT id, key, balance_micros, floor_micros,
           CASE WHEN split_part(key, ':', 1) IN ('external', 'draws') THEN NULL ELSE 0 END AS wanted,
           kind = split_part(key, ':', 1) AS rightly
    FROM ledger_accounts
  ), wrong AS (
    SELECT id, NULL::bigint AS seq, 'account ' || key AS row,
           CASE WHEN NOT rightly OR floor_micros IS DISTINCT FROM wanted
             THEN format('account %s: its floor is %s, but accounts of its kind have %s', key,
                         coalesce(floor_micros::text, 'none'), coalesce(wanted::text, 'none'))
             ELSE format('account %s: its balance is %s, below its floor', key, balance_micros) END AS message
    FROM terms WHERE balance_micros < wanted OR NOT rightly OR floor_micros IS DISTINCT FROM wanted
    UNION ALL
    SELECT id, seq, 'journal ' || leg.key, format('journal %s: it left %s at %s, below its floor', leg.key, t.key, balance)
    FROM (SELECT seq, key, unnest(account_ids) AS account, unnest(balances_micros) AS balance
          FROM ledger_journals WHERE 0 > ANY (balances_micros)) AS leg
    JOIN terms t ON t.id = leg.account
    WHERE balance < wanted
  )
  SELECT row, message FROM wrong ORDER BY seq NULLS FIRST, id LIMIT 1`;
