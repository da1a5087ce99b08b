import type { DomainEvent } from '../shared/index.ts';
import type { Destination } from './destination.ts';
import type { Payout } from './payout.ts';

/** It was requested, held, let go on, sent, or has ended. */
export function payoutChanged({ id: payoutId, userId }: Payout): DomainEvent {
  return { subject: `payouts.payout.${userId}.${payoutId}`, payload: { payoutId } };
}

/** A warning for the member's live sessions: a destination that they did not set, or cancel, is an attack. */
export function destinationChanged({ id: destinationId, userId }: Destination): DomainEvent {
  return { subject: `payouts.destination.${userId}`, payload: { destinationId } };
}
