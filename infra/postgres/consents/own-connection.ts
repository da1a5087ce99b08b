import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { addressOf } from '../address.ts';

/** Short, so that a server that stops or drops the database is not held up by it. */
const IDLE_MS = 1_000;

/** One connection beside the pool's, made when it is needed: what is written here waits for no transaction. */
export class OwnConnection {
  private readonly pool: Pool;

  constructor(dataSource: DataSource) {
    const connectionString = addressOf(dataSource);
    this.pool = new Pool({ connectionString, max: 1, idleTimeoutMillis: IDLE_MS, allowExitOnIdle: true });
    // An idle connection that the server ends is replaced at the next query; unheard, it would end the process.
    this.pool.on('error', () => {});
  }

  async query(statement: string, values: readonly unknown[]): Promise<void> {
    await this.pool.query(statement, [...values]);
  }
}
