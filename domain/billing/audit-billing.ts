import { holderOf, type BookedJournal, type BookedLegs, type JournalDraft, type Journals } from '../ledger/index.ts';
import type { Id, Micros } from '../shared/index.ts';
import type { BillingRecords } from './audit-ports.ts';
import { refundJournals } from './balance-refund.ts';
import { CHARGED_ACCOUNTS, type ChargeSource } from './charge.ts';
import { monthEnd, monthOf, monthStart, type Month } from './month.ts';
import { BALANCE_KINDS, debtJournal, PAYMENT_KINDS, paymentJournal, reversalJournal } from './payment.ts';

/** How long after the end of a month its invoices may still be in the making. */
const GRACE_MS = 86_400_000;
const PAGE = 500;

/**
 * Whether documents, acts and books agree: numbers have no gaps, each act has exactly its journals and each payment one
 * receipt, and the invoices of a month are what the ledger took in it, from everybody. Names the first offender of each kind.
 */
export class AuditBilling {
  constructor(
    private readonly records: BillingRecords,
    private readonly journals: Pick<Journals, 'booked'>,
    private readonly bookedLegs: BookedLegs,
    private readonly sources: readonly ChargeSource[],
  ) {}

  async execute(): Promise<readonly string[]> {
    const { payments, reversals, collections, refunds } = this.records;
    const faults = [
      await this.unposted(payments, (payment) => [paymentJournal(payment)]),
      await this.unposted(reversals, (reversal) => (reversal.takenMicros > 0n ? [reversalJournal(reversal)] : [])),
      await this.unposted(collections, (collection) => [debtJournal(collection)]),
      await this.unposted(refunds, refundJournals),
      ...(await this.records.ownFaults()),
    ].filter((fault) => fault !== null);
    const settled = await this.bookedLegs.settledUntil();
    const stray = await this.stray();
    const unexplained = await this.unexplained(settled);
    return [...faults, ...(stray ? [stray] : []), ...unexplained, ...(await this.wrongInvoices(settled))];
  }

  /** The first act whose journals are not booked exactly as they should be. */
  private async unposted<T extends { readonly id: Id }>(
    pages: (after: Id | null, limit: number) => Promise<readonly T[]>,
    draftsOf: (act: T) => JournalDraft[],
  ): Promise<string | null> {
    for (let after: Id | null = null; ;) {
      const acts: readonly T[] = await pages(after, PAGE);
      const drafts = acts.flatMap(draftsOf);
      const booked = await this.journals.booked(drafts.map((draft) => draft.key));
      const wrong = drafts.find((draft) => !isBookedAs(booked.get(draft.key), draft));
      if (wrong) return `${wrong.key}: its journal is not booked as it should be`;
      if (acts.length < PAGE) return null;
      after = (acts.at(-1) as T).id;
    }
  }

  /** A customer's money that moved for a reason which neither an invoice nor another act here explains. */
  private async stray(): Promise<string | null> {
    const kinds = [...BALANCE_KINDS, ...this.sources.flatMap((source) => source.kinds)];
    const key = await this.bookedLegs.stray({ kinds, accountKinds: CHARGED_ACCOUNTS });
    return key && `${key}: it moved a customer's money, and no invoice will say so`;
  }

  /** Money that came in by a journal which no payment explains. */
  private async unexplained(settled: Date): Promise<string[]> {
    const paid = new Map<string, Micros>();
    for (const { kind, currency, amountMicros } of await this.records.paidBefore(settled)) {
      paid.set(`${kind} ${currency}`, amountMicros);
    }
    const faults: string[] = [];
    for (const kind of PAYMENT_KINDS) {
      const range = { kinds: [kind], accountKinds: ['external'] as const, from: new Date(0), to: settled };
      for (const { currency, amountMicros } of await this.bookedLegs.sums(range)) {
        const known = paid.get(`${kind} ${currency}`) ?? 0n;
        if (known !== -amountMicros) {
          faults.push(`${kind} in ${currency}: payments come to ${known}, their journals to ${-amountMicros}`);
        }
      }
    }
    return faults;
  }

  /** The first invoice of a month that is over which is missing, or which says something else than the ledger. */
  private async wrongInvoices(settled: Date): Promise<string[]> {
    const began = await this.bookedLegs.beganAt();
    if (!began) return [];
    for (let month = monthOf(began); monthEnd(month).getTime() + GRACE_MS <= settled.getTime(); month = after(month)) {
      const fault = await this.wrongInvoice(month);
      if (fault) return [fault];
    }
    return [];
  }

  private async wrongInvoice(month: Month): Promise<string | null> {
    const charged = await this.charged(month);
    for (const { customerId, currency, totalMicros } of await this.records.invoiced(month)) {
      const key = `${customerId} ${currency}`;
      const moved = charged.get(key) ?? 0n;
      if (moved !== totalMicros) {
        return `invoice of ${key} for ${month}: its total is ${totalMicros}, but the ledger took ${moved}`;
      }
      charged.delete(key);
    }
    const [missing] = [...charged].filter(([, moved]) => moved !== 0n);
    return missing ? `${missing[0]} has no invoice for ${month}, but the ledger took ${missing[1]}` : null;
  }

  private async charged(month: Month): Promise<Map<string, Micros>> {
    const kinds = this.sources.flatMap((source) => source.kinds);
    const range = { kinds, accountKinds: CHARGED_ACCOUNTS, from: monthStart(month), to: monthEnd(month) };
    const charged = new Map<string, Micros>();
    for (const { account, currency, amountMicros } of await this.bookedLegs.sums(range)) {
      const key = `${holderOf(account)} ${currency}`;
      charged.set(key, (charged.get(key) ?? 0n) - amountMicros);
    }
    return charged;
  }
}

function after(month: Month): Month {
  return monthOf(monthEnd(month));
}

function isBookedAs(booked: BookedJournal | undefined, draft: JournalDraft): boolean {
  if (booked?.kind !== draft.kind || booked.entries.length !== draft.legs.length) return false;
  return draft.legs.every((leg) => {
    const entry = booked.entries.find(({ account }) => account === leg.account);
    return entry?.amountMicros === leg.amountMicros && entry.currency === draft.currency;
  });
}
