import type { DataSource } from 'typeorm';
import type { Snapshot, Snapshots } from '../../domain/shared/index.ts';
import { PostgresSnapshot, managerOf } from './transactions.ts';

/** Whoever reads whole tables sorts and joins them: in memory as far as this reaches, else on disk. */
const WORK_MEM = '64MB';

/** One REPEATABLE READ, READ ONLY transaction on one connection: it blocks no writer and no writer blocks it. */
export class PostgresSnapshots implements Snapshots {
  constructor(private readonly dataSource: DataSource) {}

  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      await manager.query(`SET LOCAL work_mem = '${WORK_MEM}'`);
      const [row] = await manager.query<{ now: Date }[]>('SELECT commonpool_now() AS now');
      return work(new PostgresSnapshot((row as { now: Date }).now, manager));
    });
  }
}

let cursors = 0;

/** The rows of a query, some at a time, so that no more of them is held in memory. Two can be read in turn. */
export async function* rowsOf<Row>(
  snapshot: Snapshot,
  sql: string,
  parameters: readonly unknown[],
  atOnce: number,
): AsyncGenerator<readonly Row[], void, undefined> {
  const manager = managerOf(snapshot);
  cursors += 1;
  const name = `rows_${cursors}`;
  await manager.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, [...parameters]);
  for (;;) {
    const rows = await manager.query<Row[]>(`FETCH ${atOnce} FROM ${name}`);
    if (rows.length > 0) yield rows;
    if (rows.length < atOnce) break;
  }
  await manager.query(`CLOSE ${name}`);
}
