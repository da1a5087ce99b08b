import { accountKeys, type Accounts, type BookedJournal, type JournalDraft, type Journals } from '../ledger/index.ts';
import type { Currency, Id, Transactions } from '../shared/index.ts';
import { journalsOf, requestedKey, returnedKey, settledKey } from './payout-journals.ts';
import type { Payout } from './payout.ts';
import type { PayableClaims, Payouts } from './ports.ts';

const PAGE = 500;

/** Whether payouts, their log and the books agree. Names the first offender of each kind; empty when nothing is wrong. */
export class AuditPayouts {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly accounts: Accounts,
    private readonly journals: Journals,
    private readonly currencies: readonly Currency[],
    /** What others have on the account `payable`. */
    private readonly otherClaims: readonly PayableClaims[] = [],
  ) {}

  async execute(): Promise<readonly string[]> {
    const balances = await Promise.all(this.currencies.map((currency) => this.balanceFault(currency)));
    const found = [
      balances.find((fault) => fault !== null),
      await this.journalFault(),
      ...(await this.payouts.faults()),
    ];
    return found.filter((fault) => typeof fault === 'string');
  }

  /** Whoever moves a payout moves this account in the same transaction, so that under its lock both stand still. */
  private balanceFault(currency: Currency): Promise<string | null> {
    return this.transactions.run(async (tx) => {
      const key = accountKeys.payable(currency);
      const balance = (await this.accounts.lock(tx, new Map([[key, currency]]))).get(key)?.balanceMicros ?? 0n;
      let claimed = await this.payouts.openMicros(tx, currency);
      for (const claims of this.otherClaims) claimed += await claims.openMicros(tx, currency);
      return balance === claimed ? null : `account ${key}: it holds ${balance}, but ${claimed} are on their way out`;
    });
  }

  private async journalFault(): Promise<string | null> {
    for (let after: Id | null = null; ;) {
      const page: Payout[] = await this.payouts.after(after, PAGE);
      const booked = await this.journals.booked(page.flatMap(({ id }) => keysOf(id)));
      for (const suspect of page.filter((payout) => wrongKey(payout, booked) !== null)) {
        const fault = await this.stillWrong(suspect);
        if (fault) return fault;
      }
      if (page.length < PAGE) return null;
      after = page.at(-1)?.id ?? null;
    }
  }

  /** The page is older than the journals: a payout that went on in between is looked at again until it stands still. */
  private async stillWrong({ id }: Payout): Promise<string | null> {
    for (;;) {
      const before = await this.payouts.byId(id);
      const booked = await this.journals.booked(keysOf(id));
      const after = await this.payouts.byId(id);
      if (!before || !after) return `payout ${id}: it was there, and is gone`;
      if (before.state !== after.state) continue;
      const key = wrongKey(after, booked);
      return key && `payout ${id}: it is ${after.state}, but journal ${key} is missing, too many or of another amount`;
    }
  }
}

function keysOf(id: Id): string[] {
  return [requestedKey(id), settledKey(id), returnedKey(id)];
}

/** The first journal that is not as the payout's state says; null where all are. */
function wrongKey(payout: Payout, booked: ReadonlyMap<string, BookedJournal>): string | null {
  const wanted = new Map(journalsOf(payout).map((draft) => [draft.key, draft]));
  return keysOf(payout.id).find((key) => !agrees(wanted.get(key), booked.get(key))) ?? null;
}

function agrees(wanted: JournalDraft | undefined, booked: BookedJournal | undefined): boolean {
  if (!wanted || !booked) return !wanted && !booked;
  const amounts = new Map(booked.entries.map(({ account, amountMicros }) => [account, amountMicros]));
  return (
    booked.kind === wanted.kind &&
    amounts.size === wanted.legs.length &&
    wanted.legs.every(({ account, amountMicros }) => amounts.get(account) === amountMicros)
  );
}
