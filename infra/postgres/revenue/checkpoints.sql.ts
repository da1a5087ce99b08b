/** Over for good: an hour after the end of a period no transaction that began in it can still be open. */
const OVER = (end: string) =>
  `((${end})::timestamp AT TIME ZONE 'UTC') + interval '1 hour' <= (SELECT commonpool_now())`;

/** Versions that user $1 has a part of. */
const OWNED = (filter: string) => `
  owned AS (
    SELECT o.model_version_id, o.weight, o.weight_before, p.total_weight, o.drawn_micros,
           (p.closed_at AT TIME ZONE 'UTC')::date AS closed_on
    FROM pot_owners o JOIN pots p USING (model_version_id) WHERE o.user_id = $1 AND ${filter}
  )`;

const EARNED_DAYS = `
  SELECT d.model_version_id, d.day, d.calls, d.earned_micros - d.refunded_micros AS net,
         d.mature_micros < d.earned_micros - d.refunded_micros AS ripening
  FROM owned JOIN pot_days d USING (model_version_id)`;

const RIPENED_DAYS = `
  SELECT r.model_version_id, r.ripened_on AS day, NULL::bigint AS calls, r.micros AS net, false AS ripening
  FROM owned JOIN pot_ripenings r USING (model_version_id)`;

/**
 * $2 a version or null, $3 a currency or null, $4 `day` or `month`, $5 and $6 the first and last day or null, $7 the
 * cursor or null, $8 how many. A line is final when every day up to its end is mature, for it rests on all of them.
 */
export const PERIODS = (forward: boolean) => `
  WITH ${OWNED('($2::uuid IS NULL OR o.model_version_id = $2) AND ($3::text IS NULL OR p.currency = $3)')},
  days AS (
    SELECT *, false AS closes FROM (${EARNED_DAYS}) AS earned
    UNION ALL
    SELECT model_version_id, closed_on, 0, 0, false, true FROM owned WHERE closed_on IS NOT NULL
  ), periods AS (
    SELECT model_version_id, date_trunc($4, day::timestamp)::date AS period, sum(calls) AS calls, sum(net) AS net,
           bool_or(ripening) AS ripening, bool_or(closes) AS closes
    FROM days GROUP BY 1, 2
  ), lines AS (
    SELECT *, sum(net) OVER upto AS after, bool_or(ripening) OVER upto AS provisional FROM periods
    WINDOW upto AS (PARTITION BY model_version_id ORDER BY period)
  ), page AS (
    SELECT DISTINCT period FROM lines
    WHERE ($5::date IS NULL OR period >= date_trunc($4, $5::timestamp)) AND ($6::date IS NULL OR period <= $6)
      AND ($7::date IS NULL OR period ${forward ? '<' : '>'} $7)
    ORDER BY period ${forward ? 'DESC' : 'ASC'} LIMIT $8
  )
  SELECT to_char(l.period, CASE $4 WHEN 'day' THEN 'YYYY-MM-DD' ELSE 'YYYY-MM' END) AS period, l.period::text AS start,
         l.calls, (l.after - l.net)::text AS before, l.after::text, l.closes,
         NOT l.provisional AND ${OVER(`l.period + ('1 ' || $4)::interval`)} AS final,
         o.weight, o.weight_before, o.total_weight
  FROM page JOIN lines l USING (period) JOIN owned o USING (model_version_id)
  ORDER BY l.period DESC, l.model_version_id`;

/** $2 the currency, $3 and $4 the first and the last day. One statement, so one moment. */
export const STATEMENT_FACTS = (basis: 'earned' | 'payable') => `
  WITH ${OWNED('p.currency = $2')},
  days AS (${basis === 'earned' ? EARNED_DAYS : RIPENED_DAYS}),
  drawn AS (
    SELECT model_version_id, (drawn_at AT TIME ZONE 'UTC')::date AS day, amount_micros
    FROM draws WHERE user_id = $1 AND currency = $2
  ), buckets AS (
    SELECT model_version_id, CASE WHEN day >= $3::date THEN date_trunc('month', day::timestamp)::date END AS month,
           sum(net) AS net, sum(calls) AS calls, bool_or(ripening) AS ripening
    FROM days WHERE day <= $4::date GROUP BY 1, 2
  ), growth AS (
    SELECT *, bool_or(ripening) OVER (PARTITION BY model_version_id ORDER BY month NULLS FIRST) AS provisional
    FROM buckets
  ), versions AS (
    SELECT o.*, coalesce((SELECT g.net FROM growth g WHERE g.model_version_id = o.model_version_id AND g.month IS NULL), 0)
                AS before,
           coalesce((SELECT sum(d.amount_micros) FROM drawn d
                     WHERE d.model_version_id = o.model_version_id AND d.day < $3::date), 0) AS drawn_before
    FROM owned o
  )
  SELECT
    (SELECT coalesce(json_agg(json_build_object(
       'modelVersionId', model_version_id, 'weight', weight::text, 'weightBefore', weight_before::text,
       'totalWeight', total_weight::text, 'closedOn', closed_on, 'beforeMicros', before::text,
       'drawnBeforeMicros', drawn_before::text)), '[]') FROM versions) AS versions,
    (SELECT coalesce(json_agg(json_build_object(
       'modelVersionId', model_version_id, 'month', to_char(month, 'YYYY-MM'), 'micros', net::text,
       'calls', calls::text,
       'final', NOT provisional AND ${OVER(`least(month + interval '1 month', $4::date + 1)`)}) ORDER BY month), '[]')
     FROM growth WHERE month IS NOT NULL) AS growth,
    (SELECT coalesce(json_agg(json_build_object(
       'modelVersionId', model_version_id, 'day', day, 'micros', micros::text, 'draws', draws::text)), '[]')
     FROM (SELECT model_version_id, day, sum(amount_micros) AS micros, count(*) AS draws
           FROM drawn WHERE day BETWEEN $3::date AND $4::date GROUP BY 1, 2) AS in_range) AS draws,
    ${OVER(`$4::date + 1`)} AS over`;
