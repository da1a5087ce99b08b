export interface FaultRow {
  readonly id: string;
  readonly fault: string;
}

/** The first offender of each kind. */
export const FAULTS = `
  (SELECT p.id, 'it was sent, but not by the release of a batch that another operator had made' AS fault
   FROM payouts p LEFT JOIN payout_batches b ON b.id = p.batch_id
   WHERE p.route = 'manual' AND p.sent_at IS NOT NULL
     AND (b.state IS DISTINCT FROM 'released' OR b.ended_by IS NOT DISTINCT FROM b.created_by)
   ORDER BY p.id LIMIT 1)
  UNION ALL
  (SELECT p.id, 'it was sent, but no try to hand it to the provider is on record'
   FROM payouts p
   WHERE p.sent_at IS NOT NULL AND p.route IS DISTINCT FROM 'manual'
     AND NOT EXISTS (SELECT FROM payout_attempts a WHERE a.payout_id = p.id)
   ORDER BY p.id LIMIT 1)
  UNION ALL
  (SELECT p.id, 'it is ' || p.state || coalesce(', held for ' || p.hold_reason, '') || ', but its log ends with '
     || coalesce(last.kind, 'nothing')
   FROM payouts p
   LEFT JOIN LATERAL (
     SELECT s.kind, s.reason FROM payout_steps s WHERE s.payout_id = p.id ORDER BY s.id DESC LIMIT 1
   ) last ON true
   WHERE CASE
     WHEN p.state <> 'requested' THEN last.kind IS DISTINCT FROM p.state
     WHEN p.hold_reason IS NOT NULL THEN (last.kind, last.reason) IS DISTINCT FROM ('held', p.hold_reason)
     ELSE last.kind IS NULL OR last.kind NOT IN ('requested', 'let-go-on')
   END
   ORDER BY p.id LIMIT 1)`;
