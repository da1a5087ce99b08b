import type { DataSource } from 'typeorm';
import type { SenderSecret, SenderSecrets } from '../../domain/identity/index.ts';
import type { Id, Tx } from '../../domain/shared/index.ts';
import { managerOf } from './transactions.ts';

/** Where one kind of sender keeps its secrets: all such tables have the same columns but for the sender's. */
export interface SecretTable {
  readonly table: string;
  readonly sender: string;
}

export class PostgresSenderSecrets implements SenderSecrets {
  constructor(
    protected readonly dataSource: DataSource,
    private readonly at: SecretTable,
  ) {}

  async addSecret(tx: Tx, { id, senderId, wrapped, createdAt, retiresAt }: SenderSecret): Promise<void> {
    const { table, sender } = this.at;
    await managerOf(tx).query(
      `INSERT INTO ${table} (id, ${sender}, wrapped, created_at, retires_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, senderId, Buffer.from(wrapped), createdAt, retiresAt],
    );
  }

  async retireSecrets(tx: Tx, senderId: Id, at: Date): Promise<void> {
    const { table, sender } = this.at;
    await managerOf(tx).query(
      `UPDATE ${table} SET retires_at = least(coalesce(retires_at, 'infinity'), $2) WHERE ${sender} = $1`,
      [senderId, at],
    );
  }

  liveSecrets(senderId: Id): Promise<SenderSecret[]> {
    const { table, sender } = this.at;
    return this.dataSource.query<SenderSecret[]>(
      `SELECT id, ${sender} AS "senderId", wrapped, created_at AS "createdAt", retires_at AS "retiresAt" FROM ${table}
       WHERE ${sender} = $1 AND (retires_at IS NULL OR retires_at > commonpool_now()) ORDER BY created_at DESC`,
      [senderId],
    );
  }
}
