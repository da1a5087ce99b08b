import type { DataSource } from 'typeorm';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import type { Tombstones } from '../../../domain/vaults/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresTombstones implements Tombstones {
  constructor(private readonly dataSource: DataSource) {}

  async lockUnswept(tx: Tx, limit: number): Promise<readonly Id[]> {
    const rows = await managerOf(tx).query<{ object_id: Id }[]>(
      `SELECT object_id FROM vault_tombstones WHERE swept_at IS NULL
       ORDER BY destroyed_at, object_id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
    return rows.map((row) => row.object_id);
  }

  async markSwept(tx: Tx, ids: readonly Id[]): Promise<void> {
    await managerOf(tx).query('UPDATE vault_tombstones SET swept_at = $2 WHERE object_id = ANY($1::uuid[])', [
      ids,
      tx.now,
    ]);
  }

  /** VACUUM cannot run in a transaction; it waits for nobody and blocks no reader or writer. */
  async purgeKeys(): Promise<void> {
    await this.dataSource.query('VACUUM vault_object_key');
  }
}
