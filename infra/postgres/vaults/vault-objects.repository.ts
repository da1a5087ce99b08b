import type { DataSource } from 'typeorm';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { VaultObject, type ObjectSeal, type VaultObjects } from '../../../domain/vaults/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresVaultObjects implements VaultObjects {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, object: VaultObject): Promise<void> {
    await managerOf(tx).insert(VaultObject, object);
  }

  lock(tx: Tx, id: Id): Promise<VaultObject | null> {
    return managerOf(tx).findOne(VaultObject, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async seal(tx: Tx, id: Id, seal: ObjectSeal): Promise<void> {
    await managerOf(tx).update(VaultObject, { id }, { seal });
  }

  async destroy(tx: Tx, ids: readonly Id[]): Promise<void> {
    const manager = managerOf(tx);
    await manager.query('DELETE FROM vault_object_key WHERE object_id = ANY($1::uuid[])', [ids]);
    await manager.query(
      `WITH gone AS (DELETE FROM vault_objects WHERE id = ANY($1::uuid[]) RETURNING id)
       INSERT INTO vault_tombstones (object_id, destroyed_at) SELECT id, $2 FROM gone`,
      [ids, tx.now],
    );
  }

  ofDataset(tx: Tx, datasetId: Id): Promise<readonly VaultObject[]> {
    return managerOf(tx).findBy(VaultObject, { datasetId });
  }

  async isUsed(tx: Tx, id: Id): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `SELECT 1 FROM vault_objects WHERE id = $1 UNION ALL SELECT 1 FROM vault_tombstones WHERE object_id = $1`,
      [id],
    );
    return rows.length > 0;
  }

  async lockAbandoned(tx: Tx, before: Date, limit: number): Promise<readonly Id[]> {
    const rows = await managerOf(tx).query<{ id: Id }[]>(
      `SELECT id FROM vault_objects WHERE seal IS NULL AND dataset_id IS NULL AND created_at < $1
       ORDER BY created_at, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [before, limit],
    );
    return rows.map((row) => row.id);
  }

  byId(id: Id): Promise<VaultObject | null> {
    return this.dataSource.manager.findOneBy(VaultObject, { id });
  }
}
