import { MAX_MICROS, type Micros, type Tx } from '../shared/index.ts';
import type { Account, AccountKey } from './account.ts';
import { BalanceTooLarge, CurrencyMismatch, InsufficientBalance, InvalidJournal, JournalKeyReused } from './errors.ts';
import {
  assertBalanced,
  assertSameJournal,
  journalOf,
  netOf,
  type Journal,
  type JournalDraft,
  type PostedJournal,
} from './journal.ts';
import type { Accounts, Journals } from './ports.ts';

/**
 * The only way money moves. Runs in the caller's transaction, so that the fact and its journal commit together.
 *
 * The accounts are locked before the keys are looked up: a second transaction with the same journal needs the same
 * accounts, so it waits here, and then sees the first one's row.
 */
export class PostJournals {
  constructor(
    private readonly accounts: Accounts,
    private readonly journals: Journals,
  ) {}

  async execute(tx: Tx, drafts: readonly JournalDraft[]): Promise<readonly PostedJournal[]> {
    if (drafts.length === 0) return [];
    for (const draft of drafts) assertBalanced(draft);
    const accounts = await this.lockAccounts(tx, drafts);
    const wanted = distinct(drafts.map((draft) => journalOf(draft, (key) => accounts.get(key)!.id)));

    const posted = await this.journals.posted(tx, [...wanted.keys()]);
    for (const [key, journal] of posted) assertSameJournal(journal, wanted.get(key) as Journal);
    const fresh = [...wanted.values()].filter((journal) => !posted.has(journal.key));

    const net = netOf(fresh);
    assertFloors(net, accounts);
    const appended = await this.journals.append(tx, fresh);
    for (const { key } of fresh) if (!appended.has(key)) throw new JournalKeyReused(key);
    await this.accounts.move(tx, net);
    return [...wanted.keys()].map((key) => ({ key, fresh: appended.has(key) }));
  }

  private async lockAccounts(tx: Tx, drafts: readonly JournalDraft[]): Promise<Map<AccountKey, Account>> {
    const currencies = new Map<AccountKey, string>();
    for (const draft of drafts) {
      for (const { account } of draft.legs) {
        const other = currencies.get(account) ?? draft.currency;
        if (other !== draft.currency) throw new CurrencyMismatch(account, other, draft.currency);
        currencies.set(account, draft.currency);
      }
    }
    const accounts = await this.accounts.lock(tx, currencies);
    for (const [key, currency] of currencies) {
      const account = accounts.get(key);
      if (!account) throw new InvalidJournal(key, 'its account could not be opened');
      if (account.currency !== currency) throw new CurrencyMismatch(key, account.currency, currency);
    }
    return accounts;
  }
}

/** One journal per key; a key that comes twice in a batch must come with the same legs. */
function distinct(journals: readonly Journal[]): Map<string, Journal> {
  const byKey = new Map<string, Journal>();
  for (const journal of journals) {
    const first = byKey.get(journal.key);
    if (first) assertSameJournal(first, journal);
    else byKey.set(journal.key, journal);
  }
  return byKey;
}

function assertFloors(net: ReadonlyMap<bigint, Micros>, accounts: ReadonlyMap<AccountKey, Account>): void {
  for (const account of accounts.values()) {
    const change = net.get(account.id) ?? 0n;
    const after = account.balanceMicros + change;
    const { floorMicros } = account;
    if (change < 0n && floorMicros !== null && after < floorMicros) {
      throw new InsufficientBalance(account.key, account.balanceMicros);
    }
    if (after > MAX_MICROS || after < -MAX_MICROS) throw new BalanceTooLarge(account.key);
  }
}
