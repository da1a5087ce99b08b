import type { DataSource } from 'typeorm';
import type { Id } from '../../../domain/shared/index.ts';

interface Sums {
  readonly revenue: string;
  readonly days: string;
  readonly mature: string;
  readonly mature_days: string;
  readonly ripenings: string;
}

interface OwnerFault {
  readonly idx: number;
  readonly lines: string;
  readonly earned: string;
  readonly drawn: string;
  readonly draws: string;
  readonly final: string | null;
  readonly settled: string | null;
}

/** R and R_m are the sums of their days. */
const SUMS = `
  SELECT p.revenue_micros::text AS revenue, p.mature_micros::text AS mature,
         coalesce(sum(d.earned_micros - d.refunded_micros), 0)::text AS days,
         coalesce(sum(d.mature_micros), 0)::text AS mature_days,
         (SELECT coalesce(sum(micros), 0)::text FROM pot_ripenings WHERE model_version_id = $1) AS ripenings
  FROM pots p LEFT JOIN pot_days d USING (model_version_id) WHERE p.model_version_id = $1 GROUP BY p.model_version_id`;

/**
 * The first owner of $2 evenly spread ones whose lines do not add up. A line is A after a day less A before it; their sum
 * must be A of R itself, the closing's line 0 or 1 above it, and the draws on record what the owner's line says.
 */
const OWNERS = `
  WITH pot AS (SELECT * FROM pots WHERE model_version_id = $1 AND total_weight > 0),
  checkpoints AS (
    SELECT earned_micros - refunded_micros AS net,
           sum(earned_micros - refunded_micros) OVER (ORDER BY day) AS after
    FROM pot_days WHERE model_version_id = $1
  ), sample AS (
    SELECT o.* FROM pot_owners o
    WHERE o.model_version_id = $1
      AND o.idx % greatest(1, (SELECT count(*) FROM pot_owners WHERE model_version_id = $1) / $2::bigint) = 0
  ), lines AS (
    SELECT o.idx, sum(div(c.after * o.weight, pot.total_weight) - div((c.after - c.net) * o.weight, pot.total_weight)) AS lines
    FROM sample o, checkpoints c, pot GROUP BY o.idx
  ), drawn AS (
    SELECT user_id, sum(amount_micros) AS draws FROM draws WHERE model_version_id = $1 GROUP BY user_id
  ), owners AS (
    SELECT o.idx, coalesce(l.lines, 0) AS lines, o.drawn_micros AS drawn, coalesce(d.draws, 0) AS draws,
           div(pot.revenue_micros::numeric * o.weight, pot.total_weight) AS earned, pot.state = 'closed' AS closed,
           div(pot.revenue_micros::numeric * (o.weight_before + o.weight), pot.total_weight)
           - div(pot.revenue_micros::numeric * o.weight_before, pot.total_weight) AS final, s.final_micros AS settled
    FROM pot CROSS JOIN sample o
    LEFT JOIN lines l USING (idx) LEFT JOIN drawn d USING (user_id)
    LEFT JOIN pot_settlements s ON s.model_version_id = $1 AND s.idx = o.idx
  )
  SELECT idx, lines::text, earned::text, drawn::text, draws::text, settled::text,
         CASE WHEN closed THEN final::text END AS final
  FROM owners
  WHERE lines <> earned OR drawn <> draws
     OR (closed AND (settled IS DISTINCT FROM final OR final - lines NOT IN (0, 1)))
  ORDER BY idx LIMIT 1`;

/** Two statements, each of one moment: a batch that commits meanwhile is seen wholly or not at all. */
export async function statementFaults(
  dataSource: DataSource,
  modelVersionId: Id,
  owners: number,
): Promise<readonly string[]> {
  const [sums] = await dataSource.query<Sums[]>(SUMS, [modelVersionId]);
  const [owner] = await dataSource.query<OwnerFault[]>(OWNERS, [modelVersionId, owners]);
  const faults = [...(sums ? faultsOfSums(sums) : []), ...(owner ? faultsOfOwner(owner) : [])];
  return faults.map((fault) => `statements of model version ${modelVersionId}: ${fault}`);
}

function faultsOfSums({ revenue, days, mature, mature_days, ripenings }: Sums): string[] {
  const faults: string[] = [];
  if (days !== revenue) faults.push(`its days sum to ${days}, but R is ${revenue}`);
  if (mature_days !== mature) faults.push(`its days hold ${mature_days} that is mature, but R_m is ${mature}`);
  if (ripenings !== mature) faults.push(`what ripened sums to ${ripenings}, but R_m is ${mature}`);
  return faults;
}

function faultsOfOwner({ idx, lines, earned, drawn, draws, final, settled }: OwnerFault): string[] {
  const faults: string[] = [];
  if (lines !== earned) faults.push(`the lines of owner ${idx} sum to ${lines}, but they earned ${earned}`);
  if (draws !== drawn) faults.push(`the draws of owner ${idx} sum to ${draws}, but ${drawn} was drawn`);
  if (final !== settled) faults.push(`the close gave owner ${idx} ${settled ?? 'nothing'}, but ${final} was theirs`);
  return faults;
}
