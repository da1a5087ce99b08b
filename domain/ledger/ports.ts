import type { Currency, Micros, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Account, AccountKey, AccountKind } from './account.ts';
import type { BookedJournal } from './booked-journal.ts';
import type { Batch, ChainHead, WrittenJournal } from './batch.ts';
import type { Movement } from './journal.ts';

export interface Accounts {
  /** Opens the absent ones with balance zero, then locks all of them in the order of their ids. */
  lock(tx: Tx, currencies: ReadonlyMap<AccountKey, Currency>): Promise<Map<AccountKey, Account>>;
  /** The balances in which a batch ends; the accounts are locked by this transaction. */
  settle(tx: Tx, balances: ReadonlyMap<bigint, Micros>): Promise<void>;
  /** Those of the keys that some journal has opened. */
  opened(tx: Tx, keys: readonly AccountKey[]): Promise<ReadonlySet<AccountKey>>;
  /** Zero for an account that no journal has opened yet. */
  balance(key: AccountKey): Promise<Micros>;
  balances(keys: readonly AccountKey[]): Promise<ReadonlyMap<AccountKey, Micros>>;
  /** All that were ever opened, in the order of their keys. */
  keysOfKind(kind: AccountKind): Promise<AccountKey[]>;
}

export interface Journals {
  /** Which of these keys are posted already, seen after the accounts were locked. */
  posted(tx: Tx, keys: readonly string[]): Promise<Map<string, Movement>>;
  /** The chain's last batch, held until the end of `tx`. */
  lockHead(tx: Tx, chain: number): Promise<ChainHead>;
  /**
   * Inserts the batch with its journals, whose chain's head is held. Answers null, or a key that was taken already, in
   * which case the caller must undo the transaction.
   */
  append(tx: Tx, batch: Batch, journals: readonly WrittenJournal[]): Promise<string | null>;
  /** The signed amount that each of these journals moved on one account: a line of a statement. */
  amounts(keys: readonly string[], account: AccountKey): Promise<ReadonlyMap<string, Micros>>;
  /** One that is posted, in the transaction's own sight and on its connection. */
  find(tx: Tx, key: string): Promise<BookedJournal | null>;
  /** Those of the keys that are posted. */
  booked(keys: readonly string[]): Promise<ReadonlyMap<string, BookedJournal>>;
  /** The whole book, the newest first. */
  page(request: PageRequest): Promise<Page<BookedJournal>>;
}
