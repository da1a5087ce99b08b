import type { DataSource } from 'typeorm';
import { freeMonthKey, type FreeMonth, type FreeMonths } from '../../../domain/revenue/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresFreeMonths implements FreeMonths {
  constructor(private readonly dataSource: DataSource) {}

  async used(tx: Tx, months: readonly FreeMonth[]): Promise<Map<string, number>> {
    const rows = await managerOf(tx).query<{ customer_id: Id; model_version_id: Id; month: string; used: number }[]>(
      `SELECT f.customer_id, f.model_version_id, f.month, f.used
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS m (customer_id, model_version_id, month)
       JOIN free_queries f USING (customer_id, model_version_id, month)`,
      columnsOf(months),
    );
    return new Map(
      rows.map((row) => {
        const month = { customerId: row.customer_id, modelVersionId: row.model_version_id, month: row.month };
        return [freeMonthKey(month), row.used];
      }),
    );
  }

  async usedNow(customerId: Id, modelVersionIds: readonly Id[]): Promise<Map<Id, number>> {
    const rows = await this.dataSource.query<{ model_version_id: Id; used: number }[]>(
      `SELECT model_version_id, used FROM free_queries
       WHERE customer_id = $1 AND model_version_id = ANY ($2::uuid[])
         AND month = to_char(commonpool_now() AT TIME ZONE 'UTC', 'YYYY-MM')`,
      [customerId, modelVersionIds],
    );
    return new Map(rows.map((row) => [row.model_version_id, row.used]));
  }

  async use(tx: Tx, spent: readonly { readonly month: FreeMonth; readonly queries: number }[]): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO free_queries AS f (customer_id, model_version_id, month, used)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[])
       ON CONFLICT (customer_id, model_version_id, month) DO UPDATE SET used = f.used + excluded.used`,
      [...columnsOf(spent.map(({ month }) => month)), spent.map(({ queries }) => queries)],
    );
  }
}

function columnsOf(months: readonly FreeMonth[]): string[][] {
  return [
    months.map((month) => month.customerId),
    months.map((month) => month.modelVersionId),
    months.map((month) => month.month),
  ];
}
