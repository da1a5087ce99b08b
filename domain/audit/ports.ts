import type { Id, Json, Page, PageRequest, Snapshot, Tx } from '../shared/index.ts';
import type { AuditFault } from './audit-fault.ts';
import type { AuditRun, CheckResult, Totals } from './audit-run.ts';

export interface AuditRuns {
  /** False where the night has its run. */
  insert(tx: Tx, run: AuditRun): Promise<boolean>;
  /** One that no worker has taken yet. Two who ask at once wait for each other. */
  waiting(tx: Tx): Promise<AuditRun | null>;
  /** Takes the oldest unfinished one that no worker holds, and forgets what a worker that died had found. */
  begin(tx: Tx, checks: number): Promise<AuditRun | null>;
  /** Holds it until the end of `tx`; false where another worker does, or it is finished. */
  hold(tx: Tx, id: Id): Promise<boolean>;
  finish(tx: Tx, id: Id, outcome: Totals & { readonly sound: boolean }): Promise<void>;
  addResult(tx: Tx, result: CheckResult, place: number): Promise<void>;
  /** In the order in which the checks ran. */
  results(runId: Id): Promise<CheckResult[]>;
  byId(id: Id): Promise<AuditRun | null>;
  lastFinished(): Promise<AuditRun | null>;
  /** The newest first. */
  page(request: PageRequest): Promise<Page<AuditRun>>;
}

export interface AuditFaults {
  /** False where the same row is open under the same check already. */
  open(tx: Tx, fault: AuditFault): Promise<boolean>;
  /** Closes what is open under these checks. */
  clear(tx: Tx, names: readonly string[]): Promise<void>;
  byId(id: Id): Promise<AuditFault | null>;
  /** The newest first. */
  page(request: PageRequest, openOnly: boolean): Promise<Page<AuditFault>>;
  /** How many are open, by check. */
  openByName(): Promise<ReadonlyMap<string, number>>;
}

export interface Mark {
  readonly mark: Json | null;
  readonly looked: bigint;
  readonly steppedAt: Date;
}

export interface Marks {
  /** Holds the watch until the end of `tx`; undefined where another worker does. */
  lock(tx: Tx, watch: string): Promise<{ readonly mark: Json | null } | undefined>;
  save(tx: Tx, watch: string, mark: Json, looked: number): Promise<void>;
  all(): Promise<ReadonlyMap<string, Mark>>;
}

/** The ledger, as far as a run says something of it besides its checks. */
export interface Books {
  totals(snapshot: Snapshot): Promise<Totals>;
}
