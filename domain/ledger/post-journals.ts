import type { Currency, Tx } from '../shared/index.ts';
import type { Account, AccountKey } from './account.ts';
import { chainOf, sealBatch, writeJournal } from './batch.ts';
import { book } from './book.ts';
import { CurrencyMismatch, InvalidJournal, JournalKeyReused } from './errors.ts';
import {
  assertBalanced,
  assertSameMovement,
  movementOf,
  type JournalDraft,
  type Movement,
  type PostedJournal,
} from './journal.ts';
import type { Accounts, Journals } from './ports.ts';

/**
 * The only way money moves. Runs in the caller's transaction, so that the fact and its journals commit together, and
 * seals what the transaction posts as one batch of a hash chain.
 *
 * The accounts are locked before the keys are looked up: a second transaction with the same journal needs the same
 * accounts, so it waits here, and then sees the first one's row. The head of the chain is locked last of all.
 */
export class PostJournals {
  constructor(
    private readonly accounts: Accounts,
    private readonly journals: Journals,
  ) {}

  async execute(tx: Tx, drafts: readonly JournalDraft[]): Promise<readonly PostedJournal[]> {
    if (drafts.length === 0) return [];
    const accounts = await this.lock(tx, currenciesOf(drafts));
    const wanted = distinct(drafts, accounts);
    const posted = await this.journals.posted(tx, [...wanted.keys()]);
    for (const [key, movement] of posted) assertSameMovement(movement, wanted.get(key) as Movement);
    const fresh = [...wanted.values()].filter((movement) => !posted.has(movement.key));
    await this.append(tx, fresh, accounts);
    return [...wanted.keys()].map((key) => ({ key, fresh: !posted.has(key) }));
  }

  /** Opens and locks accounts for `post`. Throws CURRENCY_MISMATCH where one is kept in another currency. */
  async lock(tx: Tx, currencies: ReadonlyMap<AccountKey, Currency>): Promise<Map<AccountKey, Account>> {
    const accounts = await this.accounts.lock(tx, currencies);
    for (const [key, currency] of currencies) {
      const account = accounts.get(key);
      if (!account) throw new InvalidJournal(key, 'its account could not be opened');
      if (account.currency !== currency) throw new CurrencyMismatch(key, account.currency, currency);
    }
    return accounts;
  }

  /** For a caller who holds all the accounts, and whose own lock says that none of the keys can be posted yet. */
  async post(tx: Tx, drafts: readonly JournalDraft[], accounts: ReadonlyMap<AccountKey, Account>): Promise<void> {
    await this.append(tx, [...distinct(drafts, accounts).values()], accounts);
  }

  private async append(tx: Tx, movements: readonly Movement[], accounts: ReadonlyMap<AccountKey, Account>) {
    const [first] = movements;
    if (!first) return;
    const byId = new Map([...accounts.values()].map((account) => [account.id, account]));
    const { journals, creditedMicros, balances } = book(movements, byId);
    const written = journals.map(writeJournal);
    const head = await this.journals.lockHead(tx, chainOf(first.key));
    const taken = await this.journals.append(tx, sealBatch(head, written, creditedMicros, tx.now), written);
    if (taken !== null) throw new JournalKeyReused(taken);
    await this.accounts.settle(tx, balances);
  }
}

function currenciesOf(drafts: readonly JournalDraft[]): Map<AccountKey, Currency> {
  const currencies = new Map<AccountKey, Currency>();
  for (const draft of drafts) {
    for (const { account } of draft.legs) {
      const other = currencies.get(account) ?? draft.currency;
      if (other !== draft.currency) throw new CurrencyMismatch(account, other, draft.currency);
      currencies.set(account, draft.currency);
    }
  }
  return currencies;
}

/** One movement per key; a key that comes twice in a batch must come with the same legs. */
function distinct(
  drafts: readonly JournalDraft[],
  accounts: ReadonlyMap<AccountKey, Account>,
): ReadonlyMap<string, Movement> {
  const byKey = new Map<string, Movement>();
  for (const draft of drafts) {
    assertBalanced(draft);
    const movement = movementOf(draft, (key) => (accounts.get(key) as Account).id);
    const first = byKey.get(movement.key);
    if (first) assertSameMovement(first, movement);
    else byKey.set(movement.key, movement);
  }
  return byKey;
}
