import type { DataSource } from 'typeorm';
import type { PotLives } from '../../../domain/revenue/index.ts';
import type { Id, Micros, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

/** The last day (UTC) that ended before a moment. */
const ENDED = (moment: string) => `(${moment}::timestamptz AT TIME ZONE 'UTC')::date - 1`;

export class PostgresPotLives implements PotLives {
  constructor(private readonly dataSource: DataSource) {}

  async ripe(endedBefore: Date, limit: number): Promise<Id[]> {
    const rows = await this.dataSource.query<{ id: Id }[]>(
      `SELECT DISTINCT model_version_id AS id FROM pot_days
       WHERE mature_micros < earned_micros - refunded_micros AND day <= ${ENDED('$1')} ORDER BY 1 LIMIT $2`,
      [endedBefore, limit],
    );
    return rows.map((row) => row.id);
  }

  async mature(tx: Tx, modelVersionId: Id, endedBefore: Date): Promise<Micros> {
    const [row] = await managerOf(tx).query<{ matured: string }[]>(
      `WITH old AS (
         SELECT day, earned_micros - refunded_micros - mature_micros AS unripe FROM pot_days
         WHERE model_version_id = $1 AND day <= ${ENDED('$2')} AND mature_micros < earned_micros - refunded_micros
       ), ripened AS (
         UPDATE pot_days d SET mature_micros = d.mature_micros + old.unripe
         FROM old WHERE d.model_version_id = $1 AND d.day = old.day RETURNING old.unripe
       ), grown AS (
         UPDATE pots SET mature_micros = mature_micros + (SELECT sum(unripe) FROM ripened)
         WHERE model_version_id = $1 AND EXISTS (SELECT FROM ripened)
       ), kept AS (
         INSERT INTO pot_ripenings AS r (model_version_id, ripened_on, micros)
         SELECT $1::uuid, ($3::timestamptz AT TIME ZONE 'UTC')::date, sum(unripe) FROM ripened HAVING sum(unripe) > 0
         ON CONFLICT (model_version_id, ripened_on) DO UPDATE SET micros = r.micros + excluded.micros
       )
       SELECT coalesce(sum(unripe), 0) AS matured FROM ripened`,
      [modelVersionId, endedBefore, tx.now],
    );
    return BigInt(row?.matured ?? 0);
  }

  async takeBack(tx: Tx, modelVersionId: Id, postedAt: Date, shareMicros: Micros): Promise<boolean> {
    const [row] = await managerOf(tx).query<{ taken: number }[]>(
      `WITH taken AS (
         UPDATE pot_days SET refunded_micros = refunded_micros + $3::bigint
         WHERE model_version_id = $1 AND day = ($2::timestamptz AT TIME ZONE 'UTC')::date
           AND earned_micros - refunded_micros - mature_micros >= $3::bigint RETURNING day
       ), lowered AS (
         UPDATE pots SET revenue_micros = revenue_micros - $3::bigint
         WHERE model_version_id = $1 AND EXISTS (SELECT FROM taken)
       )
       SELECT count(*)::integer AS taken FROM taken`,
      [modelVersionId, postedAt, shareMicros.toString()],
    );
    return row?.taken === 1;
  }

  async drain(tx: Tx, modelVersionId: Id): Promise<void> {
    await managerOf(tx).query(`UPDATE pots SET state = 'draining', drained_at = $2 WHERE model_version_id = $1`, [
      modelVersionId,
      tx.now,
    ]);
  }

  async drained(drainedBefore: Date, limit: number): Promise<Id[]> {
    const rows = await this.dataSource.query<{ id: Id }[]>(
      `SELECT model_version_id AS id FROM pots
       WHERE state = 'draining' AND drained_at <= $1 AND mature_micros = revenue_micros ORDER BY drained_at LIMIT $2`,
      [drainedBefore, limit],
    );
    return rows.map((row) => row.id);
  }

  /** One statement, with the formula of `finalMicros`: its cost is that of the rows, some microseconds each. */
  async settleOwners(tx: Tx, modelVersionId: Id): Promise<Micros> {
    const [row] = await managerOf(tx).query<{ credited: string }[]>(
      `WITH finals AS (
         SELECT o.model_version_id, o.idx, o.drawn_micros,
                CASE WHEN p.total_weight = 0 THEN 0 ELSE
                  (div(p.revenue_micros::numeric * (o.weight_before + o.weight), p.total_weight::numeric)
                   - div(p.revenue_micros::numeric * o.weight_before, p.total_weight::numeric))::bigint END AS final
         FROM pot_owners o JOIN pots p USING (model_version_id) WHERE o.model_version_id = $1
       ), written AS (
         INSERT INTO pot_settlements (model_version_id, idx, final_micros, credit_micros)
         SELECT model_version_id, idx, final, final - drawn_micros FROM finals RETURNING credit_micros
       )
       SELECT coalesce(sum(credit_micros), 0) AS credited FROM written`,
      [modelVersionId],
    );
    return BigInt(row?.credited ?? 0);
  }

  async close(tx: Tx, modelVersionId: Id): Promise<void> {
    await managerOf(tx).query(`UPDATE pots SET state = 'closed', closed_at = $2 WHERE model_version_id = $1`, [
      modelVersionId,
      tx.now,
    ]);
  }
}
