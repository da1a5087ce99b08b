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

  byId(id: Id): Promise<VaultObject | null> {
    return this.dataSource.manager.findOneBy(VaultObject, { id });
  }
}
