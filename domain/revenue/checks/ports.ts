import type { Id, Snapshot } from '../../shared/index.ts';
import type { Draw } from '../draws/draw.ts';
import type { FreeMonth } from '../posting/free-tier.ts';
import type { Pot } from '../pots/pot.ts';
import type { Refund } from '../refunds/refund.ts';

/** Some owners of a version in the order of their places, as one text: `idx user weight before`, one line each. */
export interface OwnerLines {
  readonly first: number;
  readonly text: string;
}

/** What an audit reads of the tables of this context. */
export interface PotBooks {
  pots(snapshot: Snapshot): Promise<readonly Pot[]>;
  /** What the owners of each pot have drawn in all. */
  drawn(snapshot: Snapshot, modelVersionId?: Id): Promise<ReadonlyMap<Id, bigint>>;
  /** Free queries that were counted, by `freeMonthKey`. */
  freeUsed(snapshot: Snapshot, months: readonly FreeMonth[]): Promise<ReadonlyMap<string, number>>;
  ownerLines(snapshot: Snapshot, modelVersionId: Id): Promise<readonly OwnerLines[]>;
  draws(snapshot: Snapshot): AsyncIterable<readonly Draw[]>;
  /** In the order of their events, all of one event together. */
  refunds(snapshot: Snapshot): AsyncIterable<readonly Refund[]>;
  /** Those of the ids that are there. */
  known(snapshot: Snapshot, table: 'draws' | 'usage_refunds', ids: readonly Id[]): Promise<ReadonlySet<Id>>;
}

/** Calls that were posted without a journal although they have a price and are not free, such as those that were waived. */
export interface Waivers {
  waived(snapshot: Snapshot, inboxIds: readonly bigint[]): Promise<ReadonlySet<bigint>>;
}

/** Frozen rows of a cap table, in the form of `OwnerLines`. */
export interface FrozenOwners {
  ownerLines(snapshot: Snapshot, capTableId: Id): Promise<readonly OwnerLines[]>;
}
