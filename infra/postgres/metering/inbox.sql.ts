/** New events and their waiting rows in one statement: after a crash there are both or neither. */
export const APPEND = `
  WITH given AS (
    SELECT * FROM unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::integer[],
                         $10::timestamptz[], $11::bigint[], $12::integer[], $13::integer[], $14::integer[], $15::uuid[])
      WITH ORDINALITY AS e (event_key, event_id, digest, model_version_id, customer_id, key_id, queries,
                            occurred_at, sequence, input_tokens, output_tokens, seconds, ticket_id, place)
  ), added AS (
    INSERT INTO usage_inbox (event_key, gateway_id, event_id, digest, model_version_id, customer_id, key_id, queries,
                             occurred_at, sequence, received_at, input_tokens, output_tokens, seconds, ticket_id)
    SELECT event_key, $1::uuid, event_id, decode(digest, 'hex'), model_version_id, customer_id, key_id, queries,
           occurred_at, sequence, $2::timestamptz, input_tokens, output_tokens, seconds, ticket_id
    FROM given ORDER BY place
    ON CONFLICT (event_key) DO NOTHING
    RETURNING id, event_id, digest, customer_id
  ), waiting AS (
    INSERT INTO usage_unposted (inbox_id, state, customer_id) SELECT id, 'pending', customer_id FROM added
  )
  SELECT id, event_id, encode(digest, 'hex') AS digest FROM added`;

export const REFUSE = `
  INSERT INTO usage_refusals (event_key, gateway_id, event_id, digest, code, sequence, received_at)
  SELECT event_key, $1::uuid, event_id, decode(digest, 'hex'), code, sequence, $2::timestamptz
  FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[])
    AS e (event_key, event_id, digest, code, sequence)
  ON CONFLICT DO NOTHING`;
