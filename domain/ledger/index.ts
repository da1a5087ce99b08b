import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export {
  Account,
  ACCOUNT_KINDS,
  accountKeys,
  accountTerms,
  holderOf,
  type AccountKey,
  type AccountKind,
} from './account.ts';
export type { AccountBooks, AccountMoves } from './account-books.ts';
export type { BookedJournal, Entry } from './booked-journal.ts';
export type { AccountSum, BookedLegs, HolderJournals, LegRange } from './booked-legs.ts';
export {
  BalanceTooLarge,
  CurrencyMismatch,
  InsufficientBalance,
  InvalidJournal,
  JournalKeyReused,
  JournalUnbalanced,
} from './errors.ts';
export { CHAINS, sealBatch, type Batch, type ChainHead, type WrittenJournal } from './batch.ts';
export { FactsBooked, type BookReader, type Facts } from './facts-booked.ts';
export type { HolderSums } from './holder-sums.ts';
export type { Journal, JournalDraft, Leg, Movement, PostedJournal } from './journal.ts';
export { BUCKET_BITS, type MovedSum, type NumberedJournals } from './numbered-journals.ts';
export type { Accounts, Journals } from './ports.ts';
export { ledgerChecks, type LedgerRule } from './ledger-checks.ts';
export { PostJournals } from './post-journals.ts';
export { WatchBatches, type Chains, type NewBatches, type SealedBatch } from './watch-batches.ts';

export type LedgerErrorCode = CodesOf<typeof errors>;
