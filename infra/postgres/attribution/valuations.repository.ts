import type { DataSource } from 'typeorm';
import { Valuation, type Valuations } from '../../../domain/attribution/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresValuations implements Valuations {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, valuation: Valuation): Promise<void> {
    await managerOf(tx).insert(Valuation, valuation);
  }

  async claimNext(tx: Tx, worker: Id, leaseMs: number): Promise<{ valuation: Valuation; attempts: number } | null> {
    const [claimed] = await managerOf(tx).query<{ id: Id; attempts: number }[]>(
      `WITH next AS (
         SELECT id FROM valuations
         WHERE state IN ('queued', 'running') AND leased_until <= $1
         ORDER BY queued_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
       ), claimed AS (
         UPDATE valuations v SET state = 'running', worker = $2, leased_until = $3, attempts = attempts + 1
         FROM next WHERE v.id = next.id RETURNING v.id, v.attempts
       ) SELECT id, attempts FROM claimed`,
      [tx.now, worker, new Date(tx.now.getTime() + leaseMs)],
    );
    if (!claimed) return null;
    const valuation = await managerOf(tx).findOneByOrFail(Valuation, { id: claimed.id });
    return { valuation, attempts: claimed.attempts };
  }

  keepLease(tx: Tx, id: Id, worker: Id, leaseMs: number): Promise<boolean> {
    return this.change(tx, id, worker, 'leased_until = $3', [new Date(tx.now.getTime() + leaseMs)]);
  }

  freeze(tx: Tx, id: Id, worker: Id): Promise<boolean> {
    return this.change(tx, id, worker, `state = 'frozen', finished_at = $3`, [tx.now]);
  }

  hold(tx: Tx, id: Id, worker: Id, { code, message }: { code: string; message: string }): Promise<boolean> {
    const changes = `state = 'held', finished_at = $3, code = $4, message = $5`;
    return this.change(tx, id, worker, changes, [tx.now, code, message]);
  }

  requeue(tx: Tx, id: Id, worker: Id): Promise<boolean> {
    return this.change(tx, id, worker, `state = 'queued', worker = NULL, leased_until = '-infinity', attempts = 0`, []);
  }

  async holdInPool(tx: Tx, poolId: Id, { code, message }: { code: string; message: string }): Promise<Id[]> {
    const rows = await managerOf(tx).query<{ run_id: Id }[]>(
      `WITH held AS (
         UPDATE valuations SET state = 'held', finished_at = $2, code = $3, message = $4
         WHERE pool_id = $1 AND state IN ('queued', 'running') RETURNING run_id
       ) SELECT run_id FROM held`,
      [poolId, tx.now, code, message],
    );
    return rows.map((row) => row.run_id);
  }

  ofRun(runId: Id): Promise<Valuation | null> {
    return this.dataSource.manager.findOneBy(Valuation, { runId });
  }

  /** Only while the valuation is this worker's and not finished. `changes` is written here, never given from outside. */
  private async change(tx: Tx, id: Id, worker: Id, changes: string, values: readonly unknown[]): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `WITH held AS (
         UPDATE valuations SET ${changes} WHERE id = $1 AND worker = $2 AND state = 'running' RETURNING id
       ) SELECT id FROM held`,
      [id, worker, ...values],
    );
    return rows.length === 1;
  }
}
