import { SUM } from './journals.sql.ts';
import { AMONG } from './new-batches.sql.ts';

/** What a batch credits. Four sums of columns, which PostgreSQL adds up as wide integers, cost half of one sum of numerics. */
const CREDITED = `
  sum(greatest(amounts_micros[1], 0)) + sum(greatest(amounts_micros[2], 0))
  + sum(greatest(amounts_micros[3], 0)) + sum(greatest(amounts_micros[4], 0))
  + coalesce(sum((SELECT sum(amount) FILTER (WHERE amount > 0) FROM unnest(amounts_micros[5:]) AS amount))
             FILTER (WHERE cardinality(amounts_micros) > 4), 0)`;

/** As `sealBatch` writes a journal. */
const LINES = `
  string_agg(key || '|' || kind || '|' || account_ids::text || '|' || amounts_micros::text || '|' || balances_micros::text,
             E'\\n' ORDER BY seq)`;

/** As `sealBatch` hashes a batch; null where a part is missing. */
const SEAL = `
  sha256(convert_to(encode(b.previous_hash, 'hex') || E'\\n' || b.number || E'\\n'
                    || (extract(epoch FROM b.posted_at) * 1000)::bigint || E'\\n' || lines, 'UTF8'))`;

const NAME = `'batch ' || b.chain || '/' || b.number`;

/** Of the journals that are in `which`. */
const COUNTED = (which: string) => `
  WITH found AS (
    SELECT batch_id, count(*) AS journals, ${CREDITED} AS credited FROM ledger_journals j WHERE ${which} GROUP BY batch_id
  )
  SELECT coalesce(${NAME}, 'batch number ' || batch_id) AS row,
         CASE WHEN b.id IS NULL THEN format('batch number %s: %s journals name it, but it does not exist', batch_id, f.journals)
           ELSE format('batch %s/%s: it has %s journals that credit %s, but was sealed with %s that credit %s', b.chain,
                       b.number, coalesce(f.journals, 0), coalesce(credited, 0), b.journals, b.credited_micros) END AS message`;

const SEALED = (which: string) => `
  WITH written AS (SELECT batch_id, ${LINES} AS lines FROM ledger_journals j WHERE ${which} GROUP BY batch_id)
  SELECT ${NAME} AS row,
         format('batch %s/%s: its journals have the hash %s, but it was sealed with %s', b.chain, b.number,
                encode(${SEAL}, 'hex'), encode(b.hash, 'hex')) AS message
  FROM ledger_batches b LEFT JOIN written ON batch_id = b.id`;

export const BATCH_COUNTED = `
  ${COUNTED('true')}
  FROM ledger_batches b FULL JOIN found f ON batch_id = b.id
  WHERE f.journals IS DISTINCT FROM b.journals OR credited IS DISTINCT FROM b.credited_micros
  ORDER BY coalesce(b.id, batch_id) LIMIT 1`;

const PAGE = 'FROM ledger_batches WHERE id > $1::bigint AND id <= $2::bigint';

/** The journals of a page of batches: one range of their numbers, less what other writers posted between. */
const WITHIN = `
  j.seq BETWEEN (SELECT min(first_seq) ${PAGE}) AND (SELECT max(last_seq) ${PAGE})
  AND j.batch_id > $1::bigint AND j.batch_id <= $2::bigint`;

export const BATCH_SEALED = `
  ${SEALED(WITHIN)}
  WHERE b.id > $1::bigint AND b.id <= $2::bigint AND ${SEAL} IS DISTINCT FROM b.hash
  ORDER BY b.id LIMIT 1`;

/** Where a page of batches ends that has some $2 journals: enough to be quick, and few enough to be sorted in memory. */
export const END_OF_PAGE = `
  SELECT max(id) AS last
  FROM (SELECT id, sum(journals) OVER (ORDER BY id) - journals AS before
        FROM (SELECT id, journals FROM ledger_batches WHERE id > $1::bigint ORDER BY id LIMIT $2) AS next) AS counted
  WHERE before < $2`;

export const NEW_BATCH_COUNTED = `
  ${COUNTED(AMONG)}
  FROM ledger_batches b LEFT JOIN found f ON batch_id = b.id
  WHERE b.id = ANY ($3::bigint[])
        AND (f.journals IS DISTINCT FROM b.journals OR credited IS DISTINCT FROM b.credited_micros)
  ORDER BY b.id LIMIT 1`;

export const NEW_BATCH_SEALED = `
  ${SEALED(AMONG)}
  WHERE b.id = ANY ($3::bigint[]) AND ${SEAL} IS DISTINCT FROM b.hash
  ORDER BY b.id LIMIT 1`;

/** Whether they have the journals that they say, each of which sums to zero, and the hash: all of it in one reading. */
export const NEW_BATCHES_SOUND = `
  WITH found AS (
    SELECT batch_id, count(*) AS journals, ${CREDITED} AS credited, bool_and(${SUM} = 0) AS balanced, ${LINES} AS lines
    FROM ledger_journals j WHERE ${AMONG} GROUP BY batch_id
  )
  SELECT NOT EXISTS (
    SELECT FROM ledger_batches b LEFT JOIN found f ON batch_id = b.id
    WHERE b.id = ANY ($3::bigint[])
          AND (f.journals IS DISTINCT FROM b.journals OR credited IS DISTINCT FROM b.credited_micros
               OR balanced IS NOT TRUE OR ${SEAL} IS DISTINCT FROM b.hash)
  ) AS sound`;

export const CHAIN_INTACT = `
  WITH linked AS (
    SELECT id, chain, number, previous_hash, hash,
           lag(number, 1, 0::bigint) OVER chained AS number_before,
           lag(hash, 1, decode(repeat('00', 32), 'hex')) OVER chained AS hash_before,
           row_number() OVER (PARTITION BY chain ORDER BY number DESC) AS from_end
    FROM ledger_batches WINDOW chained AS (PARTITION BY chain ORDER BY number)
  ), broken AS (
    SELECT chain, number, 'batch ' || chain || '/' || number AS row,
           CASE WHEN number <> number_before + 1
             THEN format('batch %s/%s: the one before it in its chain has the number %s', chain, number, number_before)
             ELSE format('batch %s/%s: it names %s as the hash before it, which is %s', chain, number,
                         encode(previous_hash, 'hex'), encode(hash_before, 'hex')) END AS message
    FROM linked WHERE number <> number_before + 1 OR previous_hash <> hash_before
    UNION ALL
    SELECT coalesce(c.chain, last.chain), NULL, 'chain ' || coalesce(c.chain, last.chain),
           format('chain %s: its head is number %s with the hash %s, but its last batch is number %s with the hash %s',
                  coalesce(c.chain, last.chain), c.number, encode(c.hash, 'hex'), coalesce(last.number, 0),
                  coalesce(encode(last.hash, 'hex'), repeat('0', 64)))
    FROM ledger_chains c FULL JOIN (SELECT * FROM linked WHERE from_end = 1) AS last ON last.chain = c.chain
    WHERE c.number IS DISTINCT FROM coalesce(last.number, 0)
       OR c.hash IS DISTINCT FROM coalesce(last.hash, decode(repeat('00', 32), 'hex'))
  )
  SELECT row, message FROM broken ORDER BY number NULLS LAST, chain LIMIT 1`;
