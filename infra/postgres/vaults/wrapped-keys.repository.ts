import type { DataSource } from 'typeorm';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import type { WrappedKeys } from '../../../domain/vaults/index.ts';
import { managerOf } from '../transactions.ts';

/** Two tables that hold nothing but wrapped keys, so that a backup can leave them out by name. */
export class PostgresWrappedKeys implements WrappedKeys {
  constructor(private readonly dataSource: DataSource) {}

  async ownerKey(tx: Tx, ownerId: Id, fresh: () => Promise<Uint8Array>): Promise<Buffer> {
    const stored = await this.storedOwnerKey(tx, ownerId);
    if (stored) return stored;
    await managerOf(tx).query(
      `INSERT INTO vault_user_key (owner_id, wrapped_key, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (owner_id) DO NOTHING`,
      [ownerId, await fresh(), tx.now],
    );
    const won = await this.storedOwnerKey(tx, ownerId);
    if (!won) throw new Error('The key of this owner was destroyed while an object was being sealed.');
    return won;
  }

  private async storedOwnerKey(tx: Tx, ownerId: Id): Promise<Buffer | null> {
    const [row] = await managerOf(tx).query<{ wrapped_key: Buffer }[]>(
      'SELECT wrapped_key FROM vault_user_key WHERE owner_id = $1',
      [ownerId],
    );
    return row?.wrapped_key ?? null;
  }

  async insertObjectKey(tx: Tx, ownerId: Id, objectId: Id, wrappedIdentity: Uint8Array): Promise<void> {
    await managerOf(tx).query(
      'INSERT INTO vault_object_key (object_id, owner_id, wrapped_identity, created_at) VALUES ($1, $2, $3, $4)',
      [objectId, ownerId, wrappedIdentity, tx.now],
    );
  }

  async ofObject(ownerId: Id, objectId: Id): Promise<{ ownerKey: Buffer; identity: Buffer } | null> {
    const [row] = await this.dataSource.query<{ wrapped_key: Buffer; wrapped_identity: Buffer }[]>(
      `SELECT u.wrapped_key, o.wrapped_identity
       FROM vault_object_key o JOIN vault_user_key u USING (owner_id)
       WHERE o.object_id = $1 AND o.owner_id = $2`,
      [objectId, ownerId],
    );
    return row ? { ownerKey: row.wrapped_key, identity: row.wrapped_identity } : null;
  }
}
