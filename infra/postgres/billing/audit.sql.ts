const gapless = (table: string) => `
  SELECT '${table.slice(0, -1)} ' || number || ': it is number ' || place || ' of its year' AS fault
  FROM (SELECT number, year, sequence, row_number() OVER (PARTITION BY year ORDER BY sequence) AS place FROM ${table}) AS numbered
  WHERE sequence <> place ORDER BY year, sequence LIMIT 1`;

const counter = (series: string, table: string) => `
  SELECT '${series}s of ' || coalesce(s.year, d.year) || ': the series says ' || coalesce(s.last, 0) || ', there are '
         || coalesce(d.last, 0) AS fault
  FROM (SELECT year, last FROM document_series WHERE series = '${series}') AS s
  FULL JOIN (SELECT year, max(sequence) AS last FROM ${table} GROUP BY year) AS d ON d.year = s.year
  WHERE s.last IS DISTINCT FROM d.last ORDER BY 1 LIMIT 1`;

/** Each selects its first offender as `fault`. */
export const OWN_RULES = [
  gapless('receipts'),
  gapless('invoices'),
  counter('receipt', 'receipts'),
  counter('invoice', 'invoices'),
  `SELECT 'payment ' || p.id || ': it has no receipt that says the same' AS fault
   FROM payments p LEFT JOIN receipts r ON r.payment_id = p.id
   WHERE (r.customer_id, r.currency, r.amount_micros) IS DISTINCT FROM (p.customer_id, p.currency, p.amount_micros)
   ORDER BY p.id LIMIT 1`,
  `SELECT 'reversal ' || r.id || ': it differs from its payment' AS fault
   FROM payment_reversals r JOIN payments p ON p.id = r.payment_id
   WHERE (r.customer_id, r.currency, r.amount_micros) IS DISTINCT FROM (p.customer_id, p.currency, p.amount_micros)
   ORDER BY r.id LIMIT 1`,
  `SELECT 'invoice ' || i.number || ': its total is ' || i.total_micros || ', its lines sum to ' || coalesce(sum(l.amount_micros), 0)
     AS fault
   FROM invoices i LEFT JOIN invoice_lines l ON l.invoice_id = i.id
   GROUP BY i.id HAVING i.total_micros <> coalesce(sum(l.amount_micros), 0) ORDER BY i.year, i.sequence LIMIT 1`,
  `SELECT 'event ' || e.event_id || ' of provider ' || e.provider_id || ': it was counted, but nothing came of it' AS fault
   FROM payment_events e
   WHERE NOT EXISTS (SELECT FROM payments p WHERE (p.provider_id, p.event_id) = (e.provider_id, e.event_id))
     AND NOT EXISTS (SELECT FROM payment_reversals r WHERE (r.provider_id, r.event_id) = (e.provider_id, e.event_id))
   ORDER BY e.provider_id, e.event_id LIMIT 1`,
  // Those closed while one hand was enough are marked, and no other can be.
  `SELECT 'refund ' || id || ': it is ' || state || ', but not by two operators beside its customer' AS fault
   FROM balance_refunds
   WHERE NOT one_hand AND state IN ('approved', 'settled') AND (approved_by IS NULL OR approved_by = customer_id)
      OR NOT one_hand AND (closed_by = approved_by OR closed_by = customer_id)
   ORDER BY id LIMIT 1`,
  `WITH acts AS (
     SELECT customer_id, currency, amount_micros - taken_micros AS owed FROM payment_reversals
     UNION ALL SELECT customer_id, currency, -amount_micros FROM debt_collections
     UNION ALL SELECT customer_id, currency, 0 FROM customer_debts
   )
   SELECT 'debt of ' || customer_id || ' in ' || currency || ': it is ' || coalesce(d.owed_micros, 0)
          || ', what was taken back and collected comes to ' || sum(a.owed) AS fault
   FROM acts a LEFT JOIN customer_debts d USING (customer_id, currency)
   GROUP BY customer_id, currency, d.owed_micros HAVING sum(a.owed) <> coalesce(d.owed_micros, 0)
   ORDER BY customer_id, currency LIMIT 1`,
];
