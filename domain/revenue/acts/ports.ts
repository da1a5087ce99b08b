import type { Id, Tx } from '../../shared/index.ts';
import type { Draining } from './draining.ts';
import type { ReserveFunding } from './reserve-funding.ts';
import type { UsageDecision } from './usage-decision.ts';

export interface Drainings {
  insert(tx: Tx, draining: Draining): Promise<void>;
  ofVersions(modelVersionIds: readonly Id[]): Promise<Draining[]>;
}

export interface UsageDecisions {
  insert(tx: Tx, decisions: readonly UsageDecision[]): Promise<void>;
  byIds(inboxIds: readonly bigint[]): Promise<UsageDecision[]>;
}

export interface ReserveFundings {
  /** False where this operator used the key before, even in a transaction that has only just committed. */
  insert(tx: Tx, funding: ReserveFunding): Promise<boolean>;
  byKey(tx: Tx, operatorId: Id, idempotencyKey: string): Promise<ReserveFunding | null>;
}
