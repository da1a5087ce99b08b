import type { PostJournals } from '../ledger/index.ts';
import { InvalidInput, NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import type { CountTickets } from './count-tickets.ts';
import { ticketsChanged } from './events.ts';
import type { Tickets } from './ports.ts';
import { holdEndLegs, released, ticketJournalKeys, type Ticket } from './ticket.ts';

export interface TicketRelease {
  /** The gateway that asks. */
  readonly gatewayId: Id;
  readonly ticketId: Id;
  /** Why the call was not served, for the customer and the operators to read: 1 to 200 characters. */
  readonly reason: string;
}

/**
 * The call was not served, so its hold goes back to the customer. Repeating it returns the ticket as it stands.
 * NOT_FOUND for another gateway's ticket, TICKET_SPENT, TICKET_EXPIRED, INVALID_INPUT.
 */
export class ReleaseTicket {
  constructor(
    private readonly transactions: Transactions,
    private readonly tickets: Pick<Tickets, 'lock' | 'move'>,
    private readonly postJournals: PostJournals,
    private readonly countTickets: CountTickets,
  ) {}

  async execute(release: TicketRelease): Promise<Ticket> {
    const reason = release.reason.trim();
    if (reason.length < 1 || reason.length > 200)
      throw new InvalidInput(['reason'], 'A reason has 1 to 200 characters.');
    return this.transactions.run((tx) => this.release(tx, { ...release, reason }));
  }

  private async release(tx: Tx, { gatewayId, ticketId, reason }: TicketRelease): Promise<Ticket> {
    const ticket = (await this.tickets.lock(tx, [ticketId])).get(ticketId);
    if (ticket?.gatewayId !== gatewayId) throw new NotFound('The ticket', ['ticketId']);
    if (ticket.state === 'released') return ticket;
    const ended = released(ticket, reason, tx.now);
    await this.tickets.move(tx, [ended]);
    const legs = holdEndLegs(ended, 0n);
    const { currency } = ended;
    const key = ticketJournalKeys.release(ticketId);
    if (legs.length > 0) await this.postJournals.execute(tx, [{ key, kind: 'ticket-release', currency, legs }]);
    await this.countTickets.ended(tx, [ended]);
    tx.emit(ticketsChanged(ended.customerId));
    return ended;
  }
}
