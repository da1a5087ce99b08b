import type { Id, Tx } from '../shared/index.ts';
import type { CapRow, CapTable } from './cap-table.ts';
import type { Valuation } from './valuation.ts';

/** Every write of a worker names it, and does nothing where another worker has the valuation by now. */
export interface Valuations {
  insert(tx: Tx, valuation: Valuation): Promise<void>;
  /** The oldest queued one, or one whose worker went silent; `worker`'s alone until `leaseMs` have passed. */
  claimNext(tx: Tx, worker: Id, leaseMs: number): Promise<{ valuation: Valuation; attempts: number } | null>;
  keepLease(tx: Tx, id: Id, worker: Id, leaseMs: number): Promise<boolean>;
  freeze(tx: Tx, id: Id, worker: Id): Promise<boolean>;
  hold(tx: Tx, id: Id, worker: Id, reason: { code: string; message: string }): Promise<boolean>;
  /** Holds all of a pool that wait or go on, whoever has them; answers their runs. */
  holdInPool(tx: Tx, poolId: Id, reason: { code: string; message: string }): Promise<Id[]>;
  /** Queued again; does not count as an attempt. */
  requeue(tx: Tx, id: Id, worker: Id): Promise<boolean>;
  ofRun(runId: Id): Promise<Valuation | null>;
}

export interface CapTables {
  insert(tx: Tx, table: CapTable, rows: readonly CapRow[]): Promise<void>;
  ofRun(tx: Tx, runId: Id): Promise<CapTable | null>;
  /** In the order of `idx`. */
  rows(tx: Tx, capTableId: Id): Promise<readonly CapRow[]>;
  byId(id: Id): Promise<CapTable | null>;
  byRun(runId: Id): Promise<CapTable | null>;
  /** The user's own row, if they have one. */
  rowOf(capTableId: Id, userId: Id): Promise<CapRow | null>;
}
