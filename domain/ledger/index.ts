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
export { AuditLedger } from './audit-ledger.ts';
export type { BookedJournal, Entry } from './booked-journal.ts';
export type { AccountSum, BookedLeg, BookedLegs, LegRange } from './booked-legs.ts';
export {
  BalanceTooLarge,
  CurrencyMismatch,
  InsufficientBalance,
  InvalidJournal,
  JournalKeyReused,
  JournalUnbalanced,
} from './errors.ts';
export { CHAINS, sealBatch, type Batch, type ChainHead, type WrittenJournal } from './batch.ts';
export type { Journal, JournalDraft, Leg, Movement, PostedJournal } from './journal.ts';
export type { Accounts, Journals, LedgerAudit } from './ports.ts';
export { PostJournals } from './post-journals.ts';

export type LedgerErrorCode = CodesOf<typeof errors>;
