import type { DataSource } from 'typeorm';
import type { InstanceClaims, WrappedSecrets } from '../../../domain/identity/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresInstanceClaims implements InstanceClaims {
  async exists(tx: Tx): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>('SELECT 1 FROM instance_claim');
    return rows.length > 0;
  }

  async insert(tx: Tx, userId: Id): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      'INSERT INTO instance_claim (user_id, claimed_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING user_id',
      [userId, tx.now],
    );
    return rows.length === 1;
  }
}

export class PostgresWrappedSecrets implements WrappedSecrets {
  constructor(private readonly dataSource: DataSource) {}

  async insertOrFind(tx: Tx, name: string, wrapped: Uint8Array): Promise<Uint8Array> {
    const manager = managerOf(tx);
    await manager.query('INSERT INTO identity_secrets (name, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      name,
      Buffer.from(wrapped),
    ]);
    const [row] = await manager.query<{ wrapped: Buffer }[]>('SELECT wrapped FROM identity_secrets WHERE name = $1', [
      name,
    ]);
    return (row as { wrapped: Buffer }).wrapped;
  }

  async find(name: string): Promise<Uint8Array | null> {
    const [row] = await this.dataSource.query<{ wrapped: Buffer }[]>(
      'SELECT wrapped FROM identity_secrets WHERE name = $1',
      [name],
    );
    return row?.wrapped ?? null;
  }

  async remove(tx: Tx, name: string): Promise<void> {
    await managerOf(tx).query('DELETE FROM identity_secrets WHERE name = $1', [name]);
  }
}
