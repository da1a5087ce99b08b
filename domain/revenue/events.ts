import type { DomainEvent, Id } from '../shared/index.ts';

/** What the owners of this version have earned, or drawn, changed; each reads their own line again. */
export function earningsChanged(modelVersionId: Id): DomainEvent {
  return { subject: `revenue.earnings.${modelVersionId}`, payload: { modelVersionId } };
}

/** The customer's prepaid balance moved, or calls of theirs were parked. */
export function balanceChanged(customerId: Id): DomainEvent {
  return { subject: `revenue.balance.${customerId}`, payload: { customerId } };
}
