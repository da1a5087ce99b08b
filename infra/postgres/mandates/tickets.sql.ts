/** Ids of the new ones only; waits for a rival that has not committed yet. */
export const INSERT_TICKETS = `
  INSERT INTO tickets (id, gateway_id, request_id, mandate_id, series_id, customer_id, key_id, model_version_id, currency,
                       max_price_micros, max_units, limited, issued_at, expires_at, state)
  SELECT id, gateway_id, request_id, mandate_id, series_id, customer_id, key_id, model_version_id, currency,
         max_price_micros, max_units, limited, issued_at, expires_at, 'open'
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[],
              $10::bigint[], $11::jsonb[], $12::boolean[], $13::timestamptz[], $14::timestamptz[])
    AS t (id, gateway_id, request_id, mandate_id, series_id, customer_id, key_id, model_version_id, currency,
          max_price_micros, max_units, limited, issued_at, expires_at)
  ORDER BY request_id COLLATE "C"
  ON CONFLICT (gateway_id, request_id) DO NOTHING
  RETURNING id`;

/** The rows are locked by this transaction; a trigger refuses a step that no ticket takes. */
export const MOVE_TICKETS = `
  UPDATE tickets t
  SET state = m.state, event_id = m.event_id, usage_id = m.usage_id, claimed_at = m.claimed_at,
      captured_micros = m.captured_micros, resolved_at = m.resolved_at, release_reason = m.release_reason
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[], $6::bigint[], $7::timestamptz[],
              $8::text[])
    AS m (id, state, event_id, usage_id, claimed_at, captured_micros, resolved_at, release_reason)
  WHERE t.id = m.id`;

/** One statement, so one snapshot: each day beside the sum of the tickets that were issued in it. */
export const FIRST_WRONG_DAY = `
  WITH summed AS (
    SELECT series_id, (issued_at AT TIME ZONE 'UTC')::date AS day,
           sum(max_price_micros) FILTER (WHERE state IN ('open', 'claimed')) AS held,
           sum(captured_micros) FILTER (WHERE state NOT IN ('open', 'claimed')) AS captured
    FROM tickets GROUP BY 1, 2
  )
  SELECT series_id, to_char(day, 'YYYY-MM-DD') AS day,
         coalesce(d.held_micros, 0)::text AS held, coalesce(d.captured_micros, 0)::text AS captured,
         coalesce(s.held, 0)::text AS tickets_hold, coalesce(s.captured, 0)::text AS tickets_captured
  FROM mandate_days d FULL JOIN summed s USING (series_id, day)
  WHERE coalesce(d.held_micros, 0) <> coalesce(s.held, 0) OR coalesce(d.captured_micros, 0) <> coalesce(s.captured, 0)
  ORDER BY series_id, day LIMIT 1`;

/** What limited tickets counted must be in the count of their day and month; usage without tickets is there as well. */
export const FIRST_LOW_COUNT = `
  WITH summed AS (
    SELECT customer_id, currency, to_char(issued_at AT TIME ZONE 'UTC', form) AS period,
           sum(coalesce(captured_micros, max_price_micros)) AS counted
    FROM tickets, unnest(ARRAY['YYYY-MM-DD', 'YYYY-MM']) AS form
    WHERE limited GROUP BY 1, 2, 3
  )
  SELECT customer_id, currency, period, coalesce(c.spent_micros, 0)::text AS spent, s.counted::text AS counted
  FROM summed s LEFT JOIN spending_counts c USING (customer_id, currency, period)
  WHERE coalesce(c.spent_micros, 0) < s.counted
  ORDER BY customer_id, currency, period LIMIT 1`;

/**
 * Most who are asked for never bought anything, which their mandates tell; of the others each one's tickets are looked
 * through, however many tickets the versions have in all.
 */
export const EXPIRED_OF = `
  SELECT own.ids
  FROM (SELECT DISTINCT customer_id FROM mandates WHERE customer_id = ANY ($1::uuid[])) AS c
  CROSS JOIN LATERAL (
    SELECT string_agg(id::text, ' ') AS ids FROM tickets
    WHERE customer_id = c.customer_id AND model_version_id = ANY ($2::uuid[]) AND state = 'expired' AND resolved_at >= $3
  ) AS own
  WHERE own.ids IS NOT NULL`;
