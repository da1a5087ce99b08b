import type { DomainEvent, Id } from '../shared/index.ts';

/** A customer gave, replaced or revoked a mandate. */
export function mandateChanged(customerId: Id): DomainEvent {
  return { subject: `mandates.mandate.${customerId}`, payload: { customerId } };
}

/** Tickets of this customer were issued or ended; once per customer and batch. */
export function ticketsChanged(customerId: Id): DomainEvent {
  return { subject: `mandates.tickets.${customerId}`, payload: { customerId } };
}

/** The customer set, changed or removed a spending limit: what was parked for it may be paid now. */
export function spendingLimitChanged(customerId: Id): DomainEvent {
  return { subject: `mandates.limit.${customerId}`, payload: { customerId } };
}
