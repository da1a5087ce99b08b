import type { Currency, Id, Micros } from '../../shared/index.ts';

/** Money of a pool that its members gave to somebody. Never changed. */
export class Spending {
  /** The vote by which it was spent; one vote spends once. */
  readonly proposalId!: Id;
  readonly poolId!: Id;
  readonly recipientId!: Id;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  readonly purpose!: string;
  readonly spentAt!: Date;

  constructor(fields: Spending) {
    Object.assign(this, fields);
  }
}

/** The journal that moved it. */
export function spendingJournalKey(proposalId: Id): string {
  return `spend:${proposalId}`;
}
