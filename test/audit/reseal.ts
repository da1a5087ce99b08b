/** What somebody would do who changed a journal and knows how batches are sealed. */
export const RESEAL = `
  DO $$
  DECLARE b record; last bytea; sealed bytea; chained smallint := -1;
  BEGIN
    FOR b IN SELECT * FROM ledger_batches ORDER BY chain, number LOOP
      IF b.chain <> chained THEN
        last := decode(repeat('00', 32), 'hex');
        chained := b.chain;
      END IF;
      SELECT sha256(convert_to(encode(last, 'hex') || E'\\n' || b.number || E'\\n'
               || (extract(epoch FROM b.posted_at) * 1000)::bigint || E'\\n'
               || string_agg(key || '|' || kind || '|' || account_ids::text || '|' || amounts_micros::text || '|'
                             || balances_micros::text, E'\\n' ORDER BY seq), 'UTF8'))
      INTO sealed FROM ledger_journals WHERE batch_id = b.id;
      UPDATE ledger_batches SET previous_hash = last, hash = sealed,
        journals = (SELECT count(*) FROM ledger_journals WHERE batch_id = b.id),
        credited_micros = (SELECT sum(a) FROM ledger_journals, unnest(amounts_micros) AS a WHERE batch_id = b.id AND a > 0)
      WHERE id = b.id;
      last := sealed;
      UPDATE ledger_chains SET hash = last WHERE chain = b.chain;
    END LOOP;
  END $$`;
