import { changed, type Id, type Tx } from '../shared/index.ts';
import type { Tickets } from './ports.ts';
import { claimFault, type ClaimFault, type Ticket, type TicketClaim } from './ticket.ts';

/** A usage event that was stored now, and the ticket that it spends. */
export interface ClaimedTicket {
  readonly ticketId: Id;
  readonly eventId: string;
  /** The event's number in the inbox. */
  readonly usageId: bigint;
}

/**
 * Usage events spend tickets, in the transaction that accepts them. In two steps, since a ticket may be taken only for an
 * event that is stored, and an event stored only if it can have its ticket.
 */
export class ClaimTickets {
  constructor(private readonly tickets: Pick<Tickets, 'lock' | 'move'>) {}

  /** Locks the tickets. Answers, by event id, why each of the others cannot have its ticket; of two for one the first has it. */
  async examine(tx: Tx, gatewayId: Id, claims: readonly TicketClaim[]): Promise<ReadonlyMap<string, ClaimFault>> {
    const faults = new Map<string, ClaimFault>();
    if (claims.length === 0) return faults;
    const tickets = await this.tickets.lock(tx, [...new Set(claims.map((claim) => claim.ticketId))]);
    const takenBy = new Map<Id, string>();
    for (const claim of claims) {
      const { ticketId, eventId } = claim;
      const fault = claimFault(tickets.get(ticketId), gatewayId, claim, tx.now);
      const taken = takenBy.get(ticketId) ?? eventId;
      if (fault) faults.set(eventId, fault);
      else if (taken !== eventId) faults.set(eventId, 'TICKET_SPENT');
      else takenBy.set(ticketId, eventId);
    }
    return faults;
  }

  /** For events that `examine` passed in this transaction and that were stored since. */
  async claim(tx: Tx, claimed: readonly ClaimedTicket[]): Promise<void> {
    if (claimed.length === 0) return;
    const tickets = await this.tickets.lock(
      tx,
      claimed.map(({ ticketId }) => ticketId),
    );
    const moved = claimed.map(({ ticketId, eventId, usageId }) => {
      const use = { state: 'claimed', eventId, usageId, claimedAt: tx.now } as const;
      return changed(tickets.get(ticketId) as Ticket, use);
    });
    await this.tickets.move(tx, moved);
  }
}
