import type { CapRow } from '../attribution/index.ts';
import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Repricing } from './repricing.ts';
import type { ModelState, ModelVersion } from './model-version.ts';

export interface ModelVersions {
  insert(tx: Tx, version: ModelVersion): Promise<void>;
  /** The number that the pool's next version takes; holds off other publications of the pool until the end of `tx`. */
  nextNumber(tx: Tx, poolId: Id): Promise<number>;
  ofRun(tx: Tx, runId: Id): Promise<ModelVersion | null>;
  /** Those of the ids whose calls may be posted (not suspended), locked against a change of state until the end of `tx`. */
  lockPayable(tx: Tx, ids: readonly Id[]): Promise<ModelVersion[]>;
  /** Locks the row; null where there is none. */
  lock(tx: Tx, id: Id): Promise<ModelVersion | null>;
  /** The row is locked. */
  move(tx: Tx, id: Id, state: ModelState): Promise<void>;
  /** With one more at their end; the row is locked. */
  reprice(tx: Tx, id: Id, repricings: readonly Repricing[]): Promise<void>;
  byId(id: Id): Promise<ModelVersion | null>;
  byIds(ids: readonly Id[]): Promise<ModelVersion[]>;
  ofPool(poolId: Id, page: PageRequest): Promise<Page<ModelVersion>>;
  /** Every one of a pool, in the order of their ids. */
  allOfPool(tx: Tx, poolId: Id): Promise<ModelVersion[]>;
  all(page: PageRequest): Promise<Page<ModelVersion>>;
}

/** Told in the transaction in which a version goes live (revenue copies the cap rows). A throw undoes the publication. */
export interface ModelPublishedHandler {
  modelPublished(tx: Tx, version: ModelVersion, rows: readonly CapRow[]): Promise<void>;
}
