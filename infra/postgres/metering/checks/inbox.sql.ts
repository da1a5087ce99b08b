/** A row in a queue says where an accepted event stands, so it stands in one queue, and the event was accepted. */
export const INBOX_ONE_PLACE = `
  WITH places AS (
    SELECT inbox_id, 'pending' AS state FROM usage_waiting UNION ALL SELECT inbox_id, state FROM usage_parked
  )
  SELECT 'event ' || p.inbox_id AS row,
         CASE WHEN count(i.id) = 0 THEN format('event %s: it is %s, but was never accepted', p.inbox_id, min(p.state))
           WHEN count(*) > 1 THEN format('event %s: it is %s at once', p.inbox_id, string_agg(p.state, ' and ' ORDER BY p.state))
           ELSE format('event %s: it is parked for customer %s, but customer %s made the call', p.inbox_id,
                       min(parked.customer_id::text), min(i.customer_id::text)) END AS message
  FROM places p
  LEFT JOIN usage_inbox i ON i.id = p.inbox_id
  LEFT JOIN usage_parked parked ON parked.inbox_id = p.inbox_id
  GROUP BY p.inbox_id
  HAVING count(*) > 1 OR count(i.id) = 0 OR bool_or(parked.customer_id <> i.customer_id)
  ORDER BY p.inbox_id LIMIT 1`;

/** $1: for how long an event may wait, in milliseconds. */
export const PENDING_FRESH = `
  SELECT 'event ' || w.inbox_id AS row,
         format('event %s: it waits to be posted since %s, for longer than %s s', w.inbox_id,
                to_char(i.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), $1::bigint / 1000) AS message
  FROM usage_waiting w JOIN usage_inbox i ON i.id = w.inbox_id
  WHERE i.received_at < (SELECT commonpool_now()) - $1::bigint * interval '1 millisecond'
  ORDER BY w.inbox_id LIMIT 1`;

/** What foreign keys would refuse, at a look-up for every event. */
export const INBOX_NAMES_KNOWN = `
  SELECT 'event ' || i.id AS row,
         CASE WHEN g.id IS NULL THEN format('event %s: its gateway %s is not registered', i.id, i.gateway_id)
           WHEN k.id IS NULL THEN format('event %s: its key %s does not exist', i.id, i.key_id)
           ELSE format('event %s: its key %s is of customer %s, not of %s', i.id, i.key_id, k.customer_id, i.customer_id)
         END AS message
  FROM usage_inbox i
  LEFT JOIN gateways g ON g.id = i.gateway_id
  LEFT JOIN api_keys k ON k.id = i.key_id
  WHERE g.id IS NULL OR k.customer_id IS DISTINCT FROM i.customer_id
  ORDER BY i.id LIMIT 1`;

/** The key under which an event is counted once is made of its gateway and its id, as `eventKey` makes it. */
export const EVENT_KEY_TRUE = `
  SELECT 'event ' || id AS row,
         format('event %s: it is counted as %s, but gateway %s sent it as "%s"', id, event_key, gateway_id, event_id) AS message
  FROM usage_inbox
  WHERE event_key <> encode(substr(sha256(convert_to(gateway_id || E'\\n' || event_id, 'UTF8')), 1, 16), 'hex')::uuid
  ORDER BY id LIMIT 1`;

/** Who sent another event under a known id was told so; the one that counts is another, and is there. */
export const CONFLICT_REPORTED = `
  SELECT 'refusal of ' || r.event_id AS row,
         CASE WHEN i.id IS NULL
           THEN format('refusal of %s: it was refused as a conflict, but gateway %s sent no other event under that id',
                       r.event_id, r.gateway_id)
           ELSE format('refusal of %s: it was refused as a conflict with event %s, which is the same', r.event_id, i.id)
         END AS message
  FROM usage_refusals r LEFT JOIN usage_inbox i ON i.event_key = r.event_key
  WHERE r.code = 'EVENT_CONFLICT' AND (i.id IS NULL OR i.digest = r.digest)
  ORDER BY r.received_at, r.event_id LIMIT 1`;
