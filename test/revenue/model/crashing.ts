import type { Transactions, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../../../infra/postgres/transactions.ts';

/** Where the next transaction loses its session: with its work undone, or done and the answer lost. */
export type CrashPoint = 'before commit' | 'after commit';

export class Crash extends Error {}

/** The transactions of a market whose sessions PostgreSQL ends when a test says so. */
export class CrashingTransactions implements Transactions {
  next: CrashPoint | null = null;

  constructor(private readonly real: Transactions) {}

  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const point = this.next;
    this.next = null;
    if (point === 'before commit') {
      await this.real
        .run(async (tx) => {
          await work(tx);
          await managerOf(tx).query('SELECT pg_terminate_backend(pg_backend_pid())');
        })
        .catch(() => {});
      throw new Crash(point);
    }
    const result = await this.real.run(work);
    if (point === 'after commit') throw new Crash(point);
    return result;
  }
}

/** As every client and worker does: what was not answered is asked again. */
export async function again<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return act();
  }
}
