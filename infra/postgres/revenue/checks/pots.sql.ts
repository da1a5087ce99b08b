/** $1: one model version, or null for all. The planner sees which, and reads no other. */
const ONLY = '($1::uuid IS NULL OR p.model_version_id = $1::uuid)';

/** Of one owner, as `earnedMicros` and `finalMicros` have it. `div` is exact; a pot that nobody has weight in gives nothing. */
const PART = (micros: string, weight: string) =>
  `CASE WHEN p.total_weight = 0 THEN 0 ELSE div(${micros}::numeric * (${weight}), p.total_weight) END`;
const EARNED = PART('p.revenue_micros', 'o.weight');
const FINAL = `${PART('p.revenue_micros', 'o.weight_before + o.weight')} - ${PART('p.revenue_micros', 'o.weight_before')}`;

const POT = `'pot ' || p.model_version_id`;

const DAYS = `
  SELECT model_version_id, sum(earned_micros - refunded_micros) AS net, sum(refunded_micros) AS refunded,
         sum(mature_micros) AS mature, min(day) FILTER (WHERE mature_micros > earned_micros - refunded_micros) AS overripe
  FROM pot_days p WHERE ${ONLY} GROUP BY model_version_id`;

export const POT_DAYS = `
  SELECT ${POT} AS row,
         format('pot %s: R is %s, but its days earned %s', p.model_version_id, p.revenue_micros, coalesce(net, 0)) AS message
  FROM pots p LEFT JOIN (${DAYS}) AS d USING (model_version_id)
  WHERE ${ONLY} AND p.revenue_micros <> coalesce(net, 0)
  ORDER BY p.model_version_id LIMIT 1`;

export const POT_REFUNDS = `
  SELECT ${POT} AS row,
         format('pot %s: its days gave back %s, but refunds took %s from it', p.model_version_id, coalesce(d.refunded, 0),
                coalesce(r.taken, 0)) AS message
  FROM pots p
  LEFT JOIN (${DAYS}) AS d USING (model_version_id)
  LEFT JOIN (SELECT model_version_id, sum(share_micros) AS taken FROM usage_refunds WHERE share_from = 'pot' GROUP BY 1) AS r
    USING (model_version_id)
  WHERE ${ONLY} AND coalesce(d.refunded, 0) <> coalesce(r.taken, 0)
  ORDER BY p.model_version_id LIMIT 1`;

export const POT_MATURED = `
  SELECT ${POT} AS row,
         CASE WHEN overripe IS NOT NULL
           THEN format('pot %s: more of its day %s is mature than it earned', p.model_version_id, overripe)
           ELSE format('pot %s: of R, which is %s, %s is mature, but of its days %s', p.model_version_id, p.revenue_micros,
                       p.mature_micros, coalesce(mature, 0)) END AS message
  FROM pots p LEFT JOIN (${DAYS}) AS d USING (model_version_id)
  WHERE ${ONLY}
    AND (p.mature_micros <> coalesce(mature, 0) OR p.mature_micros > p.revenue_micros OR overripe IS NOT NULL
         OR (p.state = 'closed' AND p.mature_micros < p.revenue_micros))
  ORDER BY p.model_version_id LIMIT 1`;

/** The dust is below the number of owners. */
export const POT_SHARES = `
  SELECT ${POT} AS row,
         format('pot %s: R is %s, and its %s owners have earned %s of it', p.model_version_id, p.revenue_micros,
                count(o.idx), coalesce(sum(${EARNED}), 0)) AS message
  FROM pots p LEFT JOIN pot_owners o ON o.model_version_id = p.model_version_id AND o.weight > 0
  WHERE ${ONLY} AND p.total_weight > 0
  GROUP BY p.model_version_id
  HAVING p.revenue_micros - coalesce(sum(${EARNED}), 0) NOT BETWEEN 0 AND greatest(count(o.idx) - 1, 0)
  ORDER BY p.model_version_id LIMIT 1`;

/** The lines of a closing sum to R, each is what its owner had earned or one micro more, and no draw came off twice. */
export const POT_TELESCOPES = `
  WITH lines AS (
    SELECT p.model_version_id, p.revenue_micros, p.total_weight, o.idx, o.user_id, o.drawn_micros,
           s.idx AS line, s.final_micros, s.credit_micros, ${EARNED} AS earned, ${FINAL} AS final
    FROM pots p JOIN pot_owners o USING (model_version_id)
    LEFT JOIN pot_settlements s ON s.model_version_id = p.model_version_id AND s.idx = o.idx
    WHERE ${ONLY} AND p.state = 'closed'
  ), broken AS (
    SELECT model_version_id, idx, 'owner ' || user_id || ' of pot ' || model_version_id AS row,
           CASE WHEN line IS NULL THEN format('owner %s of pot %s: the closing left them no line', user_id, model_version_id)
             WHEN final_micros <> final OR final_micros - earned NOT IN (0, 1)
               THEN format('owner %s of pot %s: the closing gave them %s, but %s is theirs', user_id, model_version_id,
                           final_micros, final)
             ELSE format('owner %s of pot %s: they have drawn %s in all, but %s before the closing alone', user_id,
                         model_version_id, drawn_micros, final_micros - credit_micros) END AS message
    FROM lines
    WHERE line IS NULL OR final_micros <> final OR final_micros - earned NOT IN (0, 1)
       OR drawn_micros < final_micros - credit_micros
    UNION ALL
    SELECT model_version_id, NULL, 'pot ' || model_version_id,
           format('pot %s: R is %s, but its closing handed out %s', model_version_id, revenue_micros,
                  coalesce(sum(final_micros), 0))
    FROM lines WHERE total_weight > 0
    GROUP BY model_version_id, revenue_micros HAVING coalesce(sum(final_micros), 0) <> revenue_micros
    UNION ALL
    SELECT p.model_version_id, s.idx, 'line ' || s.idx || ' of pot ' || p.model_version_id,
           format('line %s of pot %s: the pot is %s, but the line is of a closing', s.idx, p.model_version_id, p.state)
    FROM pot_settlements s JOIN pots p USING (model_version_id) WHERE ${ONLY} AND p.state <> 'closed'
  )
  SELECT row, message FROM broken ORDER BY model_version_id, idx NULLS LAST LIMIT 1`;

export const DRAWS_COVERED = `
  SELECT 'owner ' || o.user_id || ' of pot ' || o.model_version_id AS row,
         format('owner %s of pot %s: they have drawn %s, but only %s is theirs to draw', o.user_id, o.model_version_id,
                o.drawn_micros, CASE p.state WHEN 'closed' THEN ${FINAL} ELSE ${PART('p.mature_micros', 'o.weight')} END)
           AS message
  FROM pots p JOIN pot_owners o USING (model_version_id)
  WHERE ${ONLY} AND o.drawn_micros <> 0
    AND (o.drawn_micros < 0
         OR o.drawn_micros > CASE p.state WHEN 'closed' THEN ${FINAL} ELSE ${PART('p.mature_micros', 'o.weight')} END)
  ORDER BY o.model_version_id, o.idx LIMIT 1`;

export const DRAWS_RECORDED = `
  SELECT 'owner ' || coalesce(o.user_id, d.user_id) || ' of pot ' || coalesce(o.model_version_id, d.model_version_id) AS row,
         format('owner %s of pot %s: their line says that they have drawn %s, but their draws sum to %s',
                coalesce(o.user_id, d.user_id), coalesce(o.model_version_id, d.model_version_id),
                coalesce(o.drawn_micros, 0), coalesce(d.drawn, 0)) AS message
  FROM (SELECT * FROM pot_owners p WHERE ${ONLY}) AS o
  FULL JOIN (SELECT user_id, model_version_id, sum(amount_micros) AS drawn FROM draws p WHERE ${ONLY} GROUP BY 1, 2) AS d
    ON d.user_id = o.user_id AND d.model_version_id = o.model_version_id
  WHERE coalesce(o.drawn_micros, 0) <> coalesce(d.drawn, 0)
  ORDER BY coalesce(o.model_version_id, d.model_version_id), o.idx LIMIT 1`;

/** Each line begins where the one before it ends, and the last ends at W: then W is their sum, without summing up. */
export const POT_WEIGHTS = `
  WITH placed AS (
    SELECT model_version_id, idx, user_id, weight_before,
           lag(weight_before + weight, 1, 0::bigint) OVER lines AS before, lag(idx, 1, -1) OVER lines + 1 AS place
    FROM pot_owners p WHERE ${ONLY} WINDOW lines AS (PARTITION BY model_version_id ORDER BY idx)
  ), broken AS (
    SELECT model_version_id, idx, 'owner ' || user_id || ' of pot ' || model_version_id AS row,
           format('owner %s of pot %s: line %s begins at weight %s, but line %s should follow, at weight %s', user_id,
                  model_version_id, idx, weight_before, place, before) AS message
    FROM placed WHERE weight_before <> before OR idx <> place
    UNION ALL
    SELECT p.model_version_id, NULL, ${POT},
           format('pot %s: its weight is %s, but its owners weigh %s', p.model_version_id, p.total_weight,
                  coalesce(last.weighed, 0))
    FROM pots p
    LEFT JOIN LATERAL (SELECT weight_before + weight AS weighed FROM pot_owners o
                       WHERE o.model_version_id = p.model_version_id ORDER BY idx DESC LIMIT 1) AS last ON true
    WHERE ${ONLY} AND p.total_weight <> coalesce(last.weighed, 0)
  )
  SELECT row, message FROM broken ORDER BY model_version_id, idx NULLS LAST LIMIT 1`;

/** What the API reads a line from is what the pot and the owner's row say. */
export const EARNINGS_SHOWN = `
  SELECT 'owner ' || coalesce(t.user_id, v.user_id) || ' of pot ' || coalesce(t.model_version_id, v.model_version_id) AS row,
         format('owner %s of pot %s: they are shown %s, but %s is so', coalesce(t.user_id, v.user_id),
                coalesce(t.model_version_id, v.model_version_id), coalesce(v.line, 'nothing'), coalesce(t.line, 'nothing'))
           AS message
  FROM (
    SELECT o.user_id, o.model_version_id,
           concat_ws(' ', p.currency, p.state, p.revenue_micros, p.mature_micros, o.weight, o.weight_before, p.total_weight,
                     o.drawn_micros) AS line
    FROM pot_owners o JOIN pots p USING (model_version_id) WHERE ${ONLY}
  ) AS t
  FULL JOIN (
    SELECT user_id, model_version_id,
           concat_ws(' ', currency, state, revenue_micros, mature_micros, weight, weight_before, total_weight, drawn_micros)
             AS line
    FROM pot_earnings p WHERE ${ONLY}
  ) AS v ON v.user_id = t.user_id AND v.model_version_id = t.model_version_id
  WHERE t.line IS DISTINCT FROM v.line
  ORDER BY 1 LIMIT 1`;
