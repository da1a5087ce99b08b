import type { DataSource } from 'typeorm';
import type { DayChange, DayCount, DayCounts } from '../../../domain/mandates/index.ts';
import type { Id, Micros, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';
import { FIRST_WRONG_DAY } from './tickets.sql.ts';

export class PostgresDayCounts implements DayCounts {
  constructor(private readonly dataSource: DataSource) {}

  async of(tx: Tx, seriesIds: readonly Id[], day: string): Promise<ReadonlyMap<Id, DayCount>> {
    if (seriesIds.length === 0) return new Map();
    const rows = await managerOf(tx).query<{ series_id: Id; held_micros: string; captured_micros: string }[]>(
      `SELECT series_id, held_micros, captured_micros FROM mandate_days
       WHERE series_id = ANY ($1::uuid[]) AND day = $2::date`,
      [seriesIds, day],
    );
    return new Map(
      rows.map((row) => [
        row.series_id,
        { heldMicros: BigInt(row.held_micros), capturedMicros: BigInt(row.captured_micros) },
      ]),
    );
  }

  async add(tx: Tx, changes: readonly DayChange[], caps?: ReadonlyMap<Id, Micros>): Promise<void> {
    const manager = managerOf(tx);
    const seriesIds = changes.map((change) => change.seriesId);
    const days = changes.map((change) => change.day);
    if (caps) {
      await manager.query(
        `INSERT INTO mandate_days (series_id, day, held_micros, captured_micros, cap_micros)
         SELECT series_id, day, 0, 0, cap FROM unnest($1::uuid[], $2::date[], $3::bigint[]) AS new (series_id, day, cap)
         ORDER BY series_id, day ON CONFLICT DO NOTHING`,
        [seriesIds, days, seriesIds.map((id) => (caps.get(id) ?? 0n).toString())],
      );
    }
    await manager.query(
      `SELECT FROM mandate_days WHERE (series_id, day) IN (SELECT * FROM unnest($1::uuid[], $2::date[]))
       ORDER BY series_id, day FOR UPDATE`,
      [seriesIds, days],
    );
    await manager.query(
      `UPDATE mandate_days d
       SET held_micros = d.held_micros + c.held, captured_micros = d.captured_micros + c.captured,
           cap_micros = coalesce(c.cap, d.cap_micros)
       FROM unnest($1::uuid[], $2::date[], $3::bigint[], $4::bigint[], $5::bigint[])
         AS c (series_id, day, held, captured, cap)
       WHERE d.series_id = c.series_id AND d.day = c.day`,
      [
        seriesIds,
        days,
        changes.map((change) => change.heldMicros.toString()),
        changes.map((change) => change.capturedMicros.toString()),
        seriesIds.map((id) => caps?.get(id)?.toString() ?? null),
      ],
    );
  }

  async firstFault(): Promise<string | null> {
    const [row] = await this.dataSource.query<Record<string, string>[]>(FIRST_WRONG_DAY);
    if (!row) return null;
    const { series_id: series, day, held, captured, tickets_hold: hold, tickets_captured: took } = row;
    return `mandate series ${series} on ${day}: it counts ${held} held and ${captured} captured, but its tickets hold ${hold} and captured ${took}`;
  }
}
