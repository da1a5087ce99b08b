import type { Id, Micros, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Draw } from './draw.ts';
import type { Earnings, Owner, Pot } from './pot.ts';

export interface Pots {
  open(tx: Tx, pot: Pot, owners: readonly Owner[]): Promise<void>;
  /** Locked in the order of their ids. */
  lock(tx: Tx, modelVersionIds: readonly Id[]): Promise<Map<Id, Pot>>;
  /** R += share, per version; the pots are locked by this transaction. */
  addRevenue(tx: Tx, shares: ReadonlyMap<Id, Micros>): Promise<void>;
  /** The owner's line is locked; the pot is not, for R only grows and an old R merely understates what is earned. */
  lockOwner(tx: Tx, modelVersionId: Id, userId: Id): Promise<Earnings | null>;
  addDrawn(tx: Tx, modelVersionId: Id, userId: Id, amountMicros: Micros): Promise<void>;
  drawnInAll(tx: Tx, modelVersionId: Id): Promise<Micros>;
  allIds(): Promise<Id[]>;
  earnings(userId: Id, modelVersionId: Id): Promise<Earnings | null>;
  earningsOf(userId: Id, page: PageRequest): Promise<Page<Earnings>>;
}

export interface Draws {
  /** False where this user used the key before. */
  insert(tx: Tx, draw: Draw): Promise<boolean>;
  byKey(tx: Tx, userId: Id, idempotencyKey: string): Promise<Draw | null>;
  byId(id: Id): Promise<Draw | null>;
  ofUser(userId: Id, page: PageRequest): Promise<Page<Draw>>;
}
