import type { Id, Micros, Tx } from '../shared/index.ts';
import type { CountTickets } from './count-tickets.ts';
import { CaptureInvalid } from './errors.ts';
import { ticketsChanged } from './events.ts';
import type { Tickets } from './ports.ts';
import { captured, type Ticket } from './ticket.ts';

/** A ticket whose event is posted, and what it was charged. */
export interface TicketCapture {
  readonly ticketId: Id;
  readonly capturedMicros: Micros;
}

/** What posting needs of tickets; README.md has the order in which to call it. */
export interface ClaimedTickets {
  /** The claimed ones among the ids, locked in the order of their ids. Others are left out. */
  lockClaimed(tx: Tx, ticketIds: readonly Id[]): Promise<ReadonlyMap<Id, Ticket>>;
  /** Once per ticket, in the transaction of the journal that ends its hold, after it. TICKET_CAPTURE_INVALID. */
  capture(tx: Tx, captures: readonly TicketCapture[]): Promise<void>;
}

export class CaptureTickets implements ClaimedTickets {
  constructor(
    private readonly tickets: Pick<Tickets, 'lock' | 'move'>,
    private readonly countTickets: CountTickets,
  ) {}

  async lockClaimed(tx: Tx, ticketIds: readonly Id[]): Promise<ReadonlyMap<Id, Ticket>> {
    if (ticketIds.length === 0) return new Map();
    const tickets = await this.tickets.lock(tx, ticketIds);
    return new Map([...tickets].filter(([, ticket]) => ticket.state === 'claimed'));
  }

  async capture(tx: Tx, captures: readonly TicketCapture[]): Promise<void> {
    if (captures.length === 0) return;
    const tickets = await this.tickets.lock(
      tx,
      captures.map(({ ticketId }) => ticketId),
    );
    const ended = captures.map(({ ticketId, capturedMicros }) => {
      const ticket = tickets.get(ticketId);
      if (!ticket) throw new CaptureInvalid(ticketId, 'unknown', capturedMicros);
      return captured(ticket, capturedMicros, tx.now);
    });
    await this.tickets.move(tx, ended);
    await this.countTickets.ended(tx, ended);
    for (const customerId of new Set(ended.map((ticket) => ticket.customerId))) tx.emit(ticketsChanged(customerId));
  }
}
