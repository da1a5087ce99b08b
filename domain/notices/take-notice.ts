import type { Id, Transactions, Tx } from '../shared/index.ts';
import { postponed, type Notice } from './notice.ts';
import type { Notices } from './ports.ts';

interface Taking {
  readonly transactions: Transactions;
  readonly notices: Notices;
  readonly next: (tx: Tx) => Promise<Notice | null>;
  readonly work: (tx: Tx, notice: Notice) => Promise<void>;
}

/**
 * Works on the next notice in one transaction; false where there is none. One that fails waits a while, since what
 * upper contexts registered may fail for one notice alone, and the others must not wait behind it.
 */
export async function takeNotice({ transactions, notices, next, work }: Taking): Promise<boolean> {
  let taken: Id | null = null;
  try {
    return await transactions.run(async (tx) => {
      const notice = await next(tx);
      taken = notice?.id ?? null;
      if (notice) await work(tx, notice);
      return notice !== null;
    });
  } catch (error) {
    if (taken !== null) await postpone(transactions, notices, taken);
    throw error;
  }
}

async function postpone(transactions: Transactions, notices: Notices, id: Id): Promise<void> {
  await transactions.run(async (tx) => {
    const notice = await notices.lock(tx, id);
    if (notice) await notices.update(tx, postponed(notice, tx.now));
  });
}
