import type { Id, Page, PageRequest, Snapshot, Tx } from '../../shared/index.ts';
import type { Spending } from './spending.ts';

export interface Spendings {
  insert(tx: Tx, spending: Spending): Promise<void>;
  /** Newest first. */
  ofPool(poolId: Id, page: PageRequest): Promise<Page<Spending>>;
}

export interface SpendingBooks {
  spendings(snapshot: Snapshot): AsyncIterable<readonly Spending[]>;
  /** Those of the proposals that spent something. */
  spent(snapshot: Snapshot, proposalIds: readonly string[]): Promise<ReadonlySet<string>>;
}
