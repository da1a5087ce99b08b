import type { Id } from '../../shared/index.ts';

/** For who bills: of which model version were the calls that journals gave back. */
export interface RefundedVersions {
  /** By the key of the refund's journal; those that are no refund's are absent. */
  byJournal(keys: readonly string[]): Promise<ReadonlyMap<string, Id>>;
}
