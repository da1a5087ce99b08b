import { SUM } from './journals.sql.ts';

/** $1, $2: chains and how far each is verified; $3: about how many journals. A chain without a mark begins at its first. */
export const NEXT = `
  SELECT id, chain, number, encode(previous_hash, 'hex') AS previous_hash, encode(hash, 'hex') AS hash, journals,
         first_seq, last_seq
  FROM (
    SELECT b.*, sum(b.journals) OVER (ORDER BY b.id) - b.journals AS before
    FROM ledger_chains c
    LEFT JOIN unnest($1::smallint[], $2::bigint[]) AS v (chain, number) ON v.chain = c.chain
    CROSS JOIN LATERAL (
      SELECT * FROM ledger_batches n WHERE n.chain = c.chain AND n.number > coalesce(v.number, 0) ORDER BY n.number LIMIT 500
    ) AS b
  ) AS next
  WHERE before < $3
  ORDER BY id LIMIT 500`;

/** $1, $2: the numbers between which the journals of these batches lie, with those of other writers; $3: all their ids. */
export const AMONG = 'j.seq BETWEEN $1::bigint AND $2::bigint AND j.batch_id = ANY ($3::bigint[])';

const LEGS = `
  SELECT seq, key, unnest(account_ids) AS account, unnest(amounts_micros) AS amount, unnest(balances_micros) AS balance
  FROM ledger_journals j WHERE ${AMONG}`;

export const NEW_BALANCED = `
  SELECT 'journal ' || key AS row, format('journal %s: its legs sum to %s, not to zero', key, ${SUM}) AS message
  FROM ledger_journals j WHERE ${AMONG} AND ${SUM} IS DISTINCT FROM 0 ORDER BY seq LIMIT 1`;

/** By account first: a currency has many entries, but few accounts that moved. */
export const NEW_CURRENCY_BALANCED = `
  SELECT 'currency ' || currency AS row,
         format('currency %s: the entries of the batches between the journals number %s and %s sum to %s, not to zero',
                currency, $1::bigint, $2::bigint, sum(moved)) AS message
  FROM (SELECT account, sum(amount) AS moved FROM (${LEGS}) AS leg GROUP BY account) AS moves
  JOIN ledger_accounts a ON a.id = account
  GROUP BY currency HAVING sum(moved) <> 0 ORDER BY currency LIMIT 1`;

/**
 * $4: a salt that is drawn anew. Whether each account's entries are one path from where it was left, by the sums of
 * `SUSPECT_ACCOUNTS` and without sorting, and whether those of each currency sum to zero: all of it in one reading. If
 * so, the accounts are passed: the end of a path is its begin and what was moved.
 */
export const PASS_SOUND_ACCOUNTS = `
  WITH paths AS (
    SELECT account, max(seq) AS seq, sum(amount) AS moved,
           sum(hashint8extended(balance, $4::bigint)) - sum(hashint8extended(balance - amount, $4::bigint)) AS walked
    FROM (${LEGS}) AS leg GROUP BY account
  ), ends AS (
    SELECT account, paths.seq, moved, walked, coalesce(p.balance_micros, 0) AS reached,
           coalesce(p.balance_micros, 0) + moved AS last
    FROM paths LEFT JOIN ledger_passed_accounts p ON p.account_id = account
  ), verdict AS (
    SELECT NOT EXISTS (
      SELECT FROM ends
      WHERE CASE WHEN last BETWEEN ${-(2n ** 63n)} AND ${2n ** 63n - 1n}
        THEN walked <> hashint8extended(last::bigint, $4::bigint)::numeric - hashint8extended(reached, $4::bigint)
        ELSE true END
    ) AND NOT EXISTS (
      SELECT FROM ends JOIN ledger_accounts a ON a.id = account GROUP BY currency HAVING sum(moved) <> 0
    ) AS sound
  ), passed AS (
    INSERT INTO ledger_passed_accounts AS p (account_id, seq, balance_micros)
    SELECT account, seq, last::bigint FROM ends WHERE (SELECT sound FROM verdict)
    ON CONFLICT (account_id) DO UPDATE SET seq = excluded.seq, balance_micros = excluded.balance_micros
  )
  SELECT sound FROM verdict`;

/** The first entry that does not begin where the account was left: by the entry before it, or when it was last passed. */
export const NEW_GAP = `
  SELECT 'journal ' || e.key AS row,
         format('journal %s: its entry of %s begins at %s, but the one before it ended at %s', e.key,
                coalesce(a.key, 'account number ' || account), balance - amount, reached) AS message
  FROM (
    SELECT leg.seq, leg.key, account, amount, balance,
           coalesce(lag(balance) OVER (PARTITION BY account ORDER BY leg.seq), p.balance_micros, 0) AS reached
    FROM (${LEGS}) AS leg LEFT JOIN ledger_passed_accounts p ON p.account_id = account
  ) AS e LEFT JOIN ledger_accounts a ON a.id = account
  WHERE balance - amount <> reached
  ORDER BY e.seq LIMIT 1`;

/** Where the last entry of each account left it: found by its number, so that only those rows are read again. */
export const PASS_ACCOUNTS = `
  INSERT INTO ledger_passed_accounts AS p (account_id, seq, balance_micros)
  SELECT account, j.seq, j.balances_micros[array_position(j.account_ids, account)]
  FROM (SELECT account, max(seq) AS seq FROM (${LEGS}) AS leg GROUP BY account) AS last
  JOIN ledger_journals j ON j.seq = last.seq
  ON CONFLICT (account_id) DO UPDATE SET seq = excluded.seq, balance_micros = excluded.balance_micros`;
