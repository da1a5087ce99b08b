import type { Id, Transactions, Tx } from '../shared/index.ts';
import type { CountTickets } from './count-tickets.ts';
import { ticketsChanged } from './events.ts';
import type { DueAfter, TicketExpiredHandler, Tickets } from './ports.ts';
import { expired, type Ticket } from './ticket.ts';

/** Told of each ticket that could not expire; it stays open and is tried again in the next pass. */
export type ExpiryFault = (error: unknown, ticketId: Id) => void;

/**
 * Tickets that nobody spent in time are captured whole: the call was paid for, whether or not it was reported. One pass
 * goes from the oldest to the newest in bounded batches. State, handlers and journals are one transaction. Does nothing
 * while no handler is registered, for then nobody would share the money out.
 */
export class ExpireTickets {
  constructor(
    private readonly transactions: Transactions,
    private readonly tickets: Pick<Tickets, 'lockDue' | 'move'>,
    private readonly countTickets: CountTickets,
    private readonly handlers: readonly TicketExpiredHandler[],
    private readonly onFault: ExpiryFault,
    private readonly batch = 200,
  ) {}

  /** Returns how many expired. */
  async execute(signal?: AbortSignal): Promise<number> {
    if (this.handlers.length === 0) return 0;
    let count = 0;
    for (let after: DueAfter | null = null; ;) {
      const step: { last: DueAfter | null; expired: number } = await this.step(after);
      count += step.expired;
      if (!step.last || signal?.aborted) return count;
      after = step.last;
    }
  }

  /** A batch that fails is taken again ticket by ticket, so that one faulty ticket holds up none beside it. */
  private async step(after: DueAfter | null): Promise<{ last: DueAfter | null; expired: number }> {
    const seen: Ticket[] = [];
    try {
      const tickets = await this.transactions.run((tx) => this.expire(tx, after, this.batch, seen));
      return { last: tickets.at(-1) ?? null, expired: tickets.length };
    } catch (error) {
      const failed = seen.at(-1);
      if (!failed) throw error;
      return this.oneByOne(after, failed);
    }
  }

  private async oneByOne(from: DueAfter | null, until: Ticket): Promise<{ last: DueAfter; expired: number }> {
    let count = 0;
    for (let after = from; ;) {
      const seen: Ticket[] = [];
      try {
        const tickets = await this.transactions.run((tx) => this.expire(tx, after, 1, seen));
        count += tickets.length;
      } catch (error) {
        const failed = seen.at(-1);
        if (!failed) throw error;
        this.onFault(error, failed.id);
      }
      const ticket = seen.at(-1);
      if (!ticket || isNotBefore(ticket, until)) return { last: ticket ?? until, expired: count };
      after = ticket;
    }
  }

  /** `seen` also tells who a failed transaction was about. */
  private async expire(tx: Tx, after: DueAfter | null, limit: number, seen: Ticket[]): Promise<readonly Ticket[]> {
    const due = await this.tickets.lockDue(tx, after, limit);
    seen.splice(0, seen.length, ...due);
    if (due.length === 0) return [];
    for (const handler of this.handlers) await handler.ticketsExpired(tx, due);
    const ended = due.map((ticket) => expired(ticket, tx.now));
    await this.tickets.move(tx, ended);
    await this.countTickets.ended(tx, ended);
    for (const customerId of new Set(ended.map((ticket) => ticket.customerId))) tx.emit(ticketsChanged(customerId));
    return ended;
  }
}

function isNotBefore(a: DueAfter, b: DueAfter): boolean {
  const [x, y] = [a.expiresAt.getTime(), b.expiresAt.getTime()];
  return x > y || (x === y && a.id >= b.id);
}
