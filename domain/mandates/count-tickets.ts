import type { Id, Micros, Tx } from '../shared/index.ts';
import type { DayChange, DayCounts, Spend, SpendingLimits } from './ports.ts';
import { dayOf, type Ticket } from './ticket.ts';

/**
 * Keeps daily caps and spending limits in step with the tickets. A ticket counts in the day of its issue: at what it holds
 * until it ends, then at what was captured. Always the last step of a transaction, after the journals: the accounts are
 * the lock of these counts.
 */
export class CountTickets {
  constructor(
    private readonly dayCounts: DayCounts,
    private readonly spendingLimits: SpendingLimits,
  ) {}

  /** `caps`: by series, the daily cap under which they were issued. */
  async held(tx: Tx, tickets: readonly Ticket[], caps: ReadonlyMap<Id, Micros>): Promise<void> {
    const changes = tickets.map((ticket) => changeOf(ticket, ticket.maxPriceMicros, 0n));
    await this.dayCounts.add(tx, added(changes), caps);
    const spends = tickets.map((ticket) => spendOf(ticket, ticket.maxPriceMicros));
    await this.count(tickets, spends, (limited) => this.spendingLimits.spend(tx, limited));
  }

  /** The tickets as they are after their end. */
  async ended(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
    const changes = tickets.map((ticket) => changeOf(ticket, -ticket.maxPriceMicros, ticket.capturedMicros ?? 0n));
    await this.dayCounts.add(tx, added(changes));
    const rests = tickets.map((ticket) => spendOf(ticket, ticket.maxPriceMicros - (ticket.capturedMicros ?? 0n)));
    await this.count(tickets, rests, (limited) => this.spendingLimits.giveBack(tx, limited));
  }

  private async count(
    tickets: readonly Ticket[],
    spends: readonly Spend[],
    work: (limited: readonly Spend[]) => Promise<void>,
  ): Promise<void> {
    const limited = spends.filter((spend, at) => tickets[at]?.limited === true && spend.amountMicros > 0n);
    if (limited.length > 0) await work(limited);
  }
}

function changeOf({ seriesId, issuedAt }: Ticket, heldMicros: Micros, capturedMicros: Micros): DayChange {
  return { seriesId, day: dayOf(issuedAt), heldMicros, capturedMicros };
}

function spendOf({ customerId, currency, issuedAt }: Ticket, amountMicros: Micros): Spend {
  return { customerId, currency, amountMicros, at: issuedAt };
}

/** One change per series and day, in the order in which the rows are locked. */
function added(changes: readonly DayChange[]): DayChange[] {
  const sums = new Map<string, DayChange>();
  for (const change of changes) {
    const key = `${change.seriesId}:${change.day}`;
    const { heldMicros = 0n, capturedMicros = 0n } = sums.get(key) ?? {};
    const sum = {
      heldMicros: heldMicros + change.heldMicros,
      capturedMicros: capturedMicros + change.capturedMicros,
    };
    sums.set(key, { ...change, ...sum });
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}
