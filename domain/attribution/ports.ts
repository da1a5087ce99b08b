import type { Id, Tx } from '../shared/index.ts';
import type { CapRow, CapTable } from './cap-table.ts';
import type { Valuation } from './valuation.ts';

export interface Valuations {
  insert(tx: Tx, valuation: Valuation): Promise<void>;
  /** The oldest queued valuation, or one whose worker went silent; leased to `worker` until `leaseMs` have passed. */
  claimNext(tx: Tx, worker: Id, leaseMs: number): Promise<Valuation | null>;
  /** False when another worker holds it by now. */
  keepLease(tx: Tx, id: Id, worker: Id, leaseMs: number): Promise<boolean>;
  freeze(tx: Tx, id: Id, worker: Id): Promise<boolean>;
  hold(tx: Tx, id: Id, worker: Id, code: string, message: string): Promise<boolean>;
  ofRun(runId: Id): Promise<Valuation | null>;
}

export interface CapTables {
  insert(tx: Tx, table: CapTable, rows: readonly CapRow[]): Promise<void>;
  ofRun(tx: Tx, runId: Id): Promise<CapTable | null>;
  rows(tx: Tx, capTableId: Id): Promise<readonly CapRow[]>;
  byId(id: Id): Promise<CapTable | null>;
  byRun(runId: Id): Promise<CapTable | null>;
  /** The viewer's own row, if they have one. */
  rowOf(capTableId: Id, userId: Id): Promise<CapRow | null>;
}
