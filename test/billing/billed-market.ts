import { monthEnd, monthOf } from '../../domain/billing/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import { Market } from '../revenue/market.ts';
import { openTestGround } from '../support/ground.ts';

const HOUR_MS = 3_600_000;

/** A market whose months pass when a test says so, with the background work of billing at hand. */
export class BilledMarket extends Market {
  static async open(environment: Readonly<Record<string, string>> = {}): Promise<BilledMarket> {
    const market = new BilledMarket(await openTestGround(environment));
    await market.open();
    return market;
  }

  /** To some hours into the next month. */
  async nextMonth(hours = 1): Promise<void> {
    const now = await this.db.clock.now();
    await this.db.clock.advance(monthEnd(monthOf(now)).getTime() - now.getTime() + hours * HOUR_MS);
  }

  async tally(): Promise<void> {
    await this.db.clock.advance(60_000);
    while (await this.billing.tallyCharges.execute());
  }

  /** All background work until there is none. */
  async bill(): Promise<void> {
    await this.tally();
    while (await this.billing.issueInvoices.execute());
  }

  /** Pays a call back, wholly or in part. */
  async giveBack(inboxId: bigint, amountMicros: bigint | null = null): Promise<void> {
    const command = { refundId: newId(), inboxId, amountMicros };
    await this.db.transactions.run((tx) => this.money.refundUsage.execute(tx, command));
  }

  /** From the books alone: what was charged to a customer per month, and what was given back. */
  async charged(customerId: Id): Promise<Map<string, bigint>> {
    const rows = await this.db.dataSource.query<{ month: string; charged: string }[]>(
      `SELECT to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, -sum(e.amount_micros) AS charged
       FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
       WHERE a.key IN ($1, $2) AND e.kind IN ('usage', 'refund') GROUP BY 1`,
      [`customer:${customerId}:EUR`, `held:${customerId}:EUR`],
    );
    return new Map(rows.map((row) => [row.month, BigInt(row.charged)]));
  }

  async invoicesOf(customerId: Id) {
    const { items } = await this.billing.invoices.ofCustomer(customerId, { limit: 100, direction: 'forward' });
    const lines = await this.billing.invoices.linesOf(items.map(({ id }) => id));
    return items
      .map((invoice) => ({ invoice, lines: lines.filter((line) => line.invoiceId === invoice.id) }))
      .toReversed();
  }
}
