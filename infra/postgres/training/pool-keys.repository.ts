import type { PoolKeys } from '../../../domain/training/index.ts';
import { NotFound, type Id, type Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresPoolKeys implements PoolKeys {
  async ofPool(tx: Tx, poolId: Id, fresh: () => Promise<Uint8Array>): Promise<Buffer> {
    const known = await this.find(tx, poolId);
    if (known === undefined) {
      const insert = 'INSERT INTO pool_keys (pool_id, wrapped) VALUES ($1, $2) ON CONFLICT (pool_id) DO NOTHING';
      await managerOf(tx).query(insert, [poolId, Buffer.from(await fresh())]);
    }
    const wrapped = known === undefined ? await this.find(tx, poolId) : known;
    if (!wrapped) throw new NotFound('The key of this pool');
    return wrapped;
  }

  async destroy(tx: Tx, poolId: Id): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO pool_keys (pool_id, destroyed_at) VALUES ($1, $2)
       ON CONFLICT (pool_id) DO UPDATE SET wrapped = NULL, destroyed_at = coalesce(pool_keys.destroyed_at, $2)`,
      [poolId, tx.now],
    );
  }

  /** Null where it was destroyed. */
  private async find(tx: Tx, poolId: Id): Promise<Buffer | null | undefined> {
    const select = 'SELECT wrapped FROM pool_keys WHERE pool_id = $1';
    const [row] = await managerOf(tx).query<{ wrapped: Buffer | null }[]>(select, [poolId]);
    return row?.wrapped;
  }
}
