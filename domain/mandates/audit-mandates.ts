import { accountKeys, type Accounts, type BookedJournal, type Journals } from '../ledger/index.ts';
import type { Id, Micros, Transactions } from '../shared/index.ts';
import type { DayCounts, SpendingLimits, Tickets } from './ports.ts';
import { ticketJournalKeys, type Ticket } from './ticket.ts';

/** How long a due ticket may stay open before the audit says that nobody lets it expire. */
const OVERDUE_MS = 10 * 60_000;
const PAGE = 500;

/**
 * Whether holds, tickets and counts agree, over the whole database. Names the first offender of each kind; empty when
 * all is right. Safe beside running traffic.
 */
export class AuditMandates {
  constructor(
    private readonly transactions: Transactions,
    private readonly tickets: Tickets,
    private readonly dayCounts: DayCounts,
    private readonly spendingLimits: SpendingLimits,
    private readonly accounts: Pick<Accounts, 'lock' | 'keysOfKind'>,
    private readonly journals: Pick<Journals, 'booked'>,
    /** The journal of a usage event, by its number in the inbox: `metering`'s, which is a higher context. */
    private readonly usageJournalKey: (usageId: bigint) => string,
  ) {}

  async execute(): Promise<readonly string[]> {
    const faults = [
      await this.firstWrongHold(),
      await this.firstWrongTicket(),
      await this.firstOverdue(),
      await this.dayCounts.firstFault(),
      await this.spendingLimits.firstFault(),
    ];
    return faults.filter((fault) => fault !== null);
  }

  /** The account is the lock: whoever issues or ends a ticket of this customer moves it in the same transaction. */
  private async firstWrongHold(): Promise<string | null> {
    for (const key of await this.accounts.keysOfKind('held')) {
      const [, customerId = '', currency = ''] = key.split(':');
      const fault = await this.transactions.run(async (tx) => {
        const account = (await this.accounts.lock(tx, new Map([[key, currency]]))).get(key);
        const held = await this.tickets.heldMicros(tx, customerId, currency);
        const balance = account?.balanceMicros ?? 0n;
        return balance === held ? null : `account ${key}: it holds ${balance}, but its unresolved tickets hold ${held}`;
      });
      if (fault) return fault;
    }
    return null;
  }

  private async firstWrongTicket(): Promise<string | null> {
    for (let after: Id | null = null; ;) {
      const tickets: readonly Ticket[] = await this.tickets.pageById(after, PAGE);
      const last = tickets.at(-1);
      if (!last) return null;
      const booked = await this.booked(tickets);
      const suspect = tickets.find((ticket) => this.faultOf(ticket, booked) !== null);
      const fault = suspect && (await this.confirmed(suspect.id));
      if (fault) return fault;
      // A suspect that had only moved on is passed over, and the rest of its page is read again.
      after = (suspect ?? last).id;
    }
  }

  private async firstOverdue(): Promise<string | null> {
    const ticket = await this.tickets.firstOverdue(OVERDUE_MS);
    return ticket && `ticket ${ticket.id}: it expired at ${ticket.expiresAt.toISOString()}, but is still open`;
  }

  /**
   * Without a lock: a ticket moves in one direction, each time together with its journal. So what it had before and after
   * the journals were read, it had between.
   */
  private async confirmed(id: Id): Promise<string | null> {
    for (;;) {
      const before = await this.tickets.byId(id);
      if (!before) return null;
      const fault = this.faultOf(before, await this.booked([before]));
      if (!fault || (await this.tickets.byId(id))?.state === before.state) return fault;
    }
  }

  private booked(tickets: readonly Ticket[]): Promise<ReadonlyMap<string, BookedJournal>> {
    return this.journals.booked(tickets.flatMap((ticket) => this.keysOf(ticket).filter((key) => key !== null)));
  }

  private faultOf(ticket: Ticket, booked: ReadonlyMap<string, BookedJournal>): string | null {
    const { maxPriceMicros: held } = ticket;
    const rest = held - (ticket.capturedMicros ?? 0n);
    const [hold, end, ...others] = this.keysOf(ticket);
    const wanted = new Map([[hold, { held, customer: -held }]]);
    if (end) wanted.set(end, { held: -held, customer: rest });
    for (const [key, moved] of wanted) {
      const journal = booked.get(key);
      const account = (kind: 'held' | 'customer') => accountKeys[kind](ticket.customerId, ticket.currency);
      const right =
        held === 0n
          ? legOf(journal, account('held')) === 0n
          : legOf(journal, account('held')) === moved.held && legOf(journal, account('customer')) === moved.customer;
      if (!right) return `ticket ${ticket.id}: it is ${ticket.state}, but journal ${key} does not move its hold so`;
    }
    const second = others.find((key) => legOf(booked.get(key), accountKeys.held(ticket.customerId, ticket.currency)));
    return second ? `ticket ${ticket.id}: it is ${ticket.state}, but journal ${second} moves its hold as well` : null;
  }

  /** Its hold, its end where it has one, and whatever must not be there beside them. */
  private keysOf(ticket: Ticket): readonly [hold: string, end: string | null, ...others: string[]] {
    const { id, usageId, state } = ticket;
    const ends = {
      captured: usageId === null ? null : this.usageJournalKey(usageId),
      released: ticketJournalKeys.release(id),
      expired: ticketJournalKeys.expiry(id),
    };
    const end = state === 'open' || state === 'claimed' ? null : ends[state];
    const others = Object.values(ends).filter((key) => key !== null && key !== end);
    return [ticketJournalKeys.hold(id), end, ...(others as string[])];
  }
}

function legOf(journal: BookedJournal | undefined, account: string): Micros {
  return journal?.entries.find((entry) => entry.account === account)?.amountMicros ?? 0n;
}
