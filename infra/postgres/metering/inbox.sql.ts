/** New events and their places in the queue in one statement: after a crash there are both or neither. */
export const APPEND = `
  WITH added AS (
    INSERT INTO usage_inbox (event_key, gateway_id, event_id, digest, model_version_id, customer_id, key_id, queries,
                             input_tokens, output_tokens, seconds, ticket_id, occurred_at, sequence, received_at)
    SELECT event_key, $1::uuid, event_id, decode(digest, 'hex'), model_version_id, customer_id, key_id, queries,
           nullif(input_tokens, 0), nullif(output_tokens, 0), nullif(seconds, 0), ticket_id, occurred_at, sequence,
           $2::timestamptz
    FROM unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::integer[], $10::integer[],
                $11::integer[], $12::integer[], $13::uuid[], $14::timestamptz[], $15::bigint[])
      WITH ORDINALITY AS e (event_key, event_id, digest, model_version_id, customer_id, key_id, queries, input_tokens,
                            output_tokens, seconds, ticket_id, occurred_at, sequence, place)
    ORDER BY place
    ON CONFLICT (event_key) DO NOTHING
    RETURNING id, event_id
  ), waiting AS (
    INSERT INTO usage_waiting (inbox_id) SELECT id FROM added
  )
  SELECT id, event_id FROM added`;

export const REFUSE = `
  INSERT INTO usage_refusals (event_key, gateway_id, event_id, digest, code, sequence, received_at)
  SELECT event_key, $1::uuid, event_id, decode(digest, 'hex'), code, sequence, $2::timestamptz
  FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[])
    AS e (event_key, event_id, digest, code, sequence)
  ON CONFLICT DO NOTHING`;

const TO_POST = `
  i.id, i.gateway_id, i.model_version_id, i.customer_id, i.ticket_id, i.occurred_at, i.received_at, i.sequence, i.queries,
  i.input_tokens, i.output_tokens, i.seconds`;

/** By an array and not by a join: of a queue that fills and empties the planner knows no size, and would read all rows. */
const OF_TAKEN = `FROM usage_inbox i WHERE i.id = ANY (ARRAY(SELECT inbox_id FROM taken)) ORDER BY i.id`;

/** The delete is the lock: a rival waits for it, and then finds nothing. */
export const TAKE_PENDING = `
  WITH taken AS (DELETE FROM usage_waiting WHERE inbox_id = ANY ($1::bigint[]) RETURNING inbox_id)
  SELECT ${TO_POST} ${OF_TAKEN}`;

export const TAKE_UNFUNDED = `
  WITH taken AS (
    DELETE FROM usage_parked
    WHERE inbox_id = ANY ($3::bigint[]) AND state = 'unfunded' AND customer_id = $1 AND currency = $2
    RETURNING inbox_id
  )
  SELECT ${TO_POST} ${OF_TAKEN}`;

export const UNFUNDED = `
  SELECT ${TO_POST} FROM usage_parked p JOIN usage_inbox i ON i.id = p.inbox_id
  WHERE p.state = 'unfunded' AND p.customer_id = $1 AND p.currency = $2 ORDER BY p.inbox_id LIMIT $3`;

const QUARANTINED = `inbox_id = ANY ($1::bigint[]) AND state = 'quarantined' AND reason = $2`;

export const HOLD_QUARANTINED = `
  WITH held AS (SELECT inbox_id FROM usage_parked WHERE ${QUARANTINED} ORDER BY inbox_id FOR UPDATE)
  SELECT ${TO_POST} FROM held JOIN usage_inbox i ON i.id = held.inbox_id ORDER BY i.id`;

export const TAKE_QUARANTINED = `
  WITH taken AS (DELETE FROM usage_parked WHERE ${QUARANTINED} RETURNING inbox_id)
  SELECT ${TO_POST} FROM taken JOIN usage_inbox i ON i.id = taken.inbox_id ORDER BY i.id`;

/** By hand: what is neither waiting nor parked is said as the planner reads it best, so that it walks the index of $1. */
export const POSTED_OF = (forward: boolean) => `
  SELECT i.id, i.occurred_at FROM usage_inbox i
  WHERE i.model_version_id = $1 AND ($2::bigint IS NULL OR i.id ${forward ? '<' : '>'} $2)
    AND NOT EXISTS (SELECT FROM usage_waiting w WHERE w.inbox_id = i.id)
    AND NOT EXISTS (SELECT FROM usage_parked p WHERE p.inbox_id = i.id)
  ORDER BY i.id ${forward ? 'DESC' : 'ASC'} LIMIT $3`;
