import { setTimeout as delay } from 'node:timers/promises';
import { ERRORS, MemoryLocker, type Lock, type Locker, type RequestRelease } from '@tus/server';
import type { DataSource, QueryRunner } from 'typeorm';

const RETRY_MS = 100;
const PATIENCE_MS = 15_000;

/**
 * One writer per upload across all replicas. Within a process tus's own locker decides, which can ask the holder to let
 * go; between processes a PostgreSQL advisory lock does, all of them on one connection, and a dead process's are free.
 */
export class AdvisoryLocker implements Locker {
  private readonly inProcess = new MemoryLocker();
  private session: QueryRunner | null = null;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  newLock(id: string): Lock {
    const local = this.inProcess.newLock(id);
    return {
      lock: async (signal: AbortSignal, requestRelease: RequestRelease) => {
        await local.lock(signal, requestRelease);
        try {
          await this.acquire(id, signal);
        } catch (error) {
          await local.unlock();
          throw error;
        }
      },
      unlock: async () => {
        try {
          await this.ask('SELECT pg_advisory_unlock(hashtextextended($1, 0)) AS done', id);
        } finally {
          await local.unlock();
        }
      },
    };
  }

  /** Gives the connection back without its locks: a pool keeps it open, and they would outlive their holder. */
  async close(): Promise<void> {
    const session = this.session;
    this.session = null;
    // A connection that is broken has none any more.
    await session?.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await session?.release();
  }

  private async acquire(id: string, signal: AbortSignal): Promise<void> {
    for (let waitedMs = 0; waitedMs <= PATIENCE_MS; waitedMs += RETRY_MS) {
      if (signal.aborted) throw ERRORS.ABORTED;
      if (await this.ask('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS done', id)) return;
      await delay(RETRY_MS);
    }
    throw ERRORS.ERR_LOCK_TIMEOUT;
  }

  /** One statement at a time on the one connection; a broken connection is replaced, and has lost its locks anyway. */
  private ask(statement: string, id: string): Promise<boolean> {
    const answer = this.queue.then(async () => {
      this.session ??= this.dataSource.createQueryRunner();
      try {
        const rows: { done: boolean }[] = await this.session.query(statement, [`commonpool:upload:${id}`]);
        return rows[0]?.done === true;
      } catch (error) {
        await this.close();
        throw error;
      }
    });
    this.queue = answer.catch(() => undefined);
    return answer;
  }
}
