import type { Currency, Micros, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Account, AccountKey, AccountKind } from './account.ts';
import type { BookedJournal } from './booked-journal.ts';
import type { Journal } from './journal.ts';

export interface Accounts {
  /** Opens the absent ones with balance zero, then locks all of them in the order of their ids. */
  lock(tx: Tx, currencies: ReadonlyMap<AccountKey, Currency>): Promise<Map<AccountKey, Account>>;
  /** Adds a signed amount to each balance; the accounts are locked by this transaction. */
  move(tx: Tx, net: ReadonlyMap<bigint, Micros>): Promise<void>;
  /** Zero for an account that no journal has opened yet. */
  balance(key: AccountKey): Promise<Micros>;
  balances(keys: readonly AccountKey[]): Promise<ReadonlyMap<AccountKey, Micros>>;
  /** All that were ever opened, in the order of their keys. */
  keysOfKind(kind: AccountKind): Promise<AccountKey[]>;
}

export interface Journals {
  /** Which of these keys are posted already, seen after the accounts were locked. */
  posted(tx: Tx, keys: readonly string[]): Promise<Map<string, Journal>>;
  /** Inserts them; the keys that another transaction took meanwhile are left out of the answer. */
  append(tx: Tx, journals: readonly Journal[]): Promise<ReadonlySet<string>>;
  /** The signed amount that each of these journals moved on one account: a line of a statement. */
  amounts(keys: readonly string[], account: AccountKey): Promise<ReadonlyMap<string, Micros>>;
  /** Those of the keys that are posted. */
  booked(keys: readonly string[]): Promise<ReadonlyMap<string, BookedJournal>>;
  /** The whole book, the newest first. */
  page(request: PageRequest): Promise<Page<BookedJournal>>;
  audit(): Promise<LedgerAudit>;
}

/** `faults` names each offender that was found, the first of each kind; it is empty when the books are right. */
export interface LedgerAudit {
  readonly entriesSumMicros: Micros;
  readonly balancesSumMicros: Micros;
  readonly journals: bigint;
  readonly faults: readonly string[];
}
