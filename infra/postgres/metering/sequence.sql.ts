/** The lowest $2 gaps of gateway $1, below the highest number that was seen; both ends included. */
export const MISSING = `
  SELECT lower(gap) AS first, upper(gap) - 1 AS last
  FROM gateway_sequences s, unnest(int8multirange(int8range(1, upper(s.seen))) - s.seen) AS gap
  WHERE s.gateway_id = $1 AND NOT isempty(s.seen)
  ORDER BY 1 LIMIT $2`;

/**
 * Gateways that miss a number or are watched, and could have reported what is missing in the last $1 milliseconds. A
 * multirange without a gap is the one range from 1 to its end.
 */
export const SUSPECTS = `
  SELECT gateway_id FROM (
    SELECT gateway_id FROM gateway_sequences
    WHERE NOT isempty(seen) AND seen <> int8multirange(int8range(1, upper(seen)))
    UNION SELECT gateway_id FROM sequence_gaps WHERE closed_at IS NULL
  ) AS suspect
  WHERE NOT EXISTS (
    SELECT FROM gateway_suspensions s WHERE s.gateway_id = suspect.gateway_id
      AND (s.ended_at IS NULL OR s.ended_at > (SELECT commonpool_now()) - $1 * interval '1 millisecond'))
  ORDER BY gateway_id`;
