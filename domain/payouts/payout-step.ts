import { newId, type Id } from '../shared/index.ts';
import type { HoldReason, Payout, ReturnReason } from './payout.ts';

export type StepKind = 'requested' | 'held' | 'let-go-on' | 'sent' | 'settled' | 'returned' | 'cancelled';

/** What happened to a payout, when, and who did it. Rows are only ever added. */
export class PayoutStep {
  readonly id!: Id;
  readonly payoutId!: Id;
  readonly kind!: StepKind;
  readonly reason!: HoldReason | ReturnReason | null;
  /** The user who did it; null for a rule or the provider. */
  readonly actorId!: Id | null;
  readonly at!: Date;

  constructor(fields: PayoutStep) {
    Object.assign(this, fields);
  }
}

/** The step that has led to a payout as it is now. */
export function stepTo(payout: Payout, kind: StepKind, actorId: Id | null, at: Date): PayoutStep {
  const reason = kind === 'held' ? payout.holdReason : payout.returnReason;
  return new PayoutStep({ id: newId(), payoutId: payout.id, kind, reason, actorId, at });
}
