import { accountKeys, type Leg } from '../ledger/index.ts';
import type { Units } from '../pools/index.ts';
import { changed, type Currency, type Id, type Micros } from '../shared/index.ts';
import { CaptureInvalid, TicketExpired, TicketSpent } from './errors.ts';
import { isWithin } from './units.ts';

/**
 * `open`: held, and good for one call. `claimed`: a usage event names it, and is not posted yet. Then one of three ends:
 * `captured` by that event, `released` because the call was not served, `expired`: captured whole, since a call that
 * nobody reports is paid anyway.
 */
export type TicketState = 'open' | 'claimed' | 'captured' | 'released' | 'expired';

/** Permission for one paid call under a customer's mandate: its greatest price is held in the ledger until it ends. */
export class Ticket {
  readonly id!: Id;
  readonly gatewayId!: Id;
  /** The gateway's own name for the request: sent again, it is the same ticket. */
  readonly requestId!: string;
  readonly mandateId!: Id;
  /** Of the mandate: under it and the day of issue the ticket counts against the daily cap. */
  readonly seriesId!: Id;
  readonly customerId!: Id;
  readonly keyId!: Id;
  readonly modelVersionId!: Id;
  readonly currency!: Currency;
  /** The price of `maxUnits`; so much is held. */
  readonly maxPriceMicros!: Micros;
  readonly maxUnits!: Units;
  /** Whether the customer had a spending limit at the issue, so that it counts there too. */
  readonly limited!: boolean;
  readonly issuedAt!: Date;
  readonly expiresAt!: Date;
  readonly state!: TicketState;
  /** The gateway's id of the usage event that claimed it, and that event's number in the inbox. */
  readonly eventId!: string | null;
  readonly usageId!: bigint | null;
  readonly claimedAt!: Date | null;
  /** What was taken of the hold; the rest went back to the customer. */
  readonly capturedMicros!: Micros | null;
  /** When it was captured, released or expired. */
  readonly resolvedAt!: Date | null;
  readonly releaseReason!: string | null;

  constructor(fields: Ticket) {
    Object.assign(this, fields);
  }
}

/** A usage event that wants to spend a ticket. */
export interface TicketClaim {
  readonly ticketId: Id;
  readonly eventId: string;
  readonly customerId: Id;
  readonly keyId: Id;
  readonly modelVersionId: Id;
  readonly units: Units;
}

export type ClaimFault = 'TICKET_UNKNOWN' | 'TICKET_MISMATCH' | 'TICKET_SPENT' | 'TICKET_EXPIRED' | 'TICKET_EXCEEDED';

/** Why the event cannot spend the ticket, or null. A ticket that this very event has claimed is no fault: it is a repeat. */
export function claimFault(
  ticket: Ticket | undefined,
  gatewayId: Id,
  claim: TicketClaim,
  now: Date,
): ClaimFault | null {
  if (!ticket) return 'TICKET_UNKNOWN';
  const same =
    ticket.gatewayId === gatewayId &&
    ticket.customerId === claim.customerId &&
    ticket.keyId === claim.keyId &&
    ticket.modelVersionId === claim.modelVersionId;
  if (!same) return 'TICKET_MISMATCH';
  if (ticket.eventId !== null && ticket.eventId === claim.eventId) return null;
  if (ticket.state === 'expired' || isOverdue(ticket, now)) return 'TICKET_EXPIRED';
  if (ticket.state !== 'open') return 'TICKET_SPENT';
  return isWithin(claim.units, ticket.maxUnits) ? null : 'TICKET_EXCEEDED';
}

/** Open past its expiry: whether or not the job has come by, only the expiry can end it now. */
export function isOverdue(ticket: Pick<Ticket, 'state' | 'expiresAt'>, now: Date): boolean {
  return ticket.state === 'open' && ticket.expiresAt <= now;
}

/** The call was not served. TICKET_SPENT, TICKET_EXPIRED. */
export function released(ticket: Ticket, reason: string, now: Date): Ticket {
  if (ticket.state === 'expired' || isOverdue(ticket, now)) throw new TicketExpired();
  if (ticket.state !== 'open') throw new TicketSpent();
  return changed(ticket, { state: 'released', capturedMicros: 0n, resolvedAt: now, releaseReason: reason });
}

/** Its event was posted at this price. TICKET_CAPTURE_INVALID where that is no part of the hold, or it is not claimed. */
export function captured(ticket: Ticket, capturedMicros: Micros, now: Date): Ticket {
  captureOf(ticket, capturedMicros);
  return changed(ticket, { state: 'captured', capturedMicros, resolvedAt: now });
}

/** Nobody reported the call in time, so the whole hold is taken. */
export function expired(ticket: Ticket, now: Date): Ticket {
  return changed(ticket, { state: 'expired', capturedMicros: ticket.maxPriceMicros, resolvedAt: now });
}

/** How a hold falls into what is taken and what goes back. Terms are fixed, so no price of its units can pass the hold. */
export function captureOf(
  ticket: Pick<Ticket, 'id' | 'state' | 'maxPriceMicros'>,
  capturedMicros: Micros,
): { capturedMicros: Micros; restMicros: Micros } {
  const restMicros = ticket.maxPriceMicros - capturedMicros;
  const takesPart = capturedMicros >= 0n && restMicros >= 0n;
  if (ticket.state !== 'claimed' || !takesPart) throw new CaptureInvalid(ticket.id, ticket.state, capturedMicros);
  return { capturedMicros, restMicros };
}

/**
 * The legs by which a journal ends a hold: the whole of it leaves `held`, and what is not captured goes back to the
 * customer. The journal's other legs, to platform, builder and pot, sum to `capturedMicros`. None where nothing was held.
 */
export function holdEndLegs(
  ticket: Pick<Ticket, 'customerId' | 'currency' | 'maxPriceMicros'>,
  capturedMicros: Micros,
): readonly Leg[] {
  const { customerId, currency, maxPriceMicros } = ticket;
  const legs = [
    { account: accountKeys.held(customerId, currency), amountMicros: -maxPriceMicros },
    { account: accountKeys.customer(customerId, currency), amountMicros: maxPriceMicros - capturedMicros },
  ];
  return legs.filter((leg) => leg.amountMicros !== 0n);
}

/** The journal of the hold, and those that end one: by a release, by its expiry. By an event it is that event's own. */
export const ticketJournalKeys = {
  hold: (ticketId: Id): string => `ticket:${ticketId}`,
  release: (ticketId: Id): string => `ticket-release:${ticketId}`,
  expiry: (ticketId: Id): string => `ticket-expired:${ticketId}`,
};

/** Whose expiry a journal is; null for any other journal. */
export function expiredTicketOf(journalKey: string): Id | null {
  return /^ticket-expired:(.+)$/.exec(journalKey)?.[1] ?? null;
}

/** The day, UTC, in which a ticket counts: `2026-01-31`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
