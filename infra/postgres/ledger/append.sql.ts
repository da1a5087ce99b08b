import type { WrittenJournal } from '../../../domain/ledger/index.ts';
import { arrayOf } from '../arrays.ts';

/**
 * One statement: the batch, its chain's new head, its journals in their order. Answers how many batches went in: one, or
 * none where the head is not where it was. A key that is taken ends it by the unique index: `ON CONFLICT` would look up
 * and log each row once more, a quarter of the cost of the insert.
 */
export const APPEND = `
  WITH head AS (
    UPDATE ledger_chains SET number = $2, hash = decode($4, 'hex')
    WHERE chain = $1 AND number = $2::bigint - 1 AND hash = decode($3, 'hex') RETURNING chain
  ), numbered AS (
    SELECT chain, nextval(pg_get_serial_sequence('ledger_batches', 'id')) AS id FROM head
  ), added AS (
    INSERT INTO ledger_journals (batch_id, key, kind, account_ids, amounts_micros, balances_micros, created_at)
    SELECT numbered.id, key, kind, account_ids::bigint[], amounts_micros::bigint[], balances_micros::bigint[], $7
    FROM numbered, unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
      WITH ORDINALITY AS new (key, kind, account_ids, amounts_micros, balances_micros, place)
    ORDER BY place
    RETURNING seq
  ), batch AS (
    INSERT INTO ledger_batches (id, chain, number, previous_hash, hash, journals, credited_micros, posted_at, first_seq, last_seq)
    OVERRIDING SYSTEM VALUE
    SELECT id, chain, $2, decode($3, 'hex'), decode($4, 'hex'), $5, $6, $7, first_seq, last_seq
    FROM numbered, (SELECT min(seq) AS first_seq, max(seq) AS last_seq FROM added) AS range
    RETURNING id
  )
  SELECT count(*)::integer AS sealed FROM batch`;

/** Lists inside a list travel as array literals: `unnest` takes no arrays of arrays of different lengths. */
export function journalArrays(journals: readonly WrittenJournal[]): readonly string[] {
  return [
    arrayOf(journals.map((journal) => journal.key)),
    arrayOf(journals.map((journal) => journal.kind)),
    arrayOf(journals.map((journal) => journal.accountIds)),
    arrayOf(journals.map((journal) => journal.amountsMicros)),
    arrayOf(journals.map((journal) => journal.balancesMicros)),
  ];
}
