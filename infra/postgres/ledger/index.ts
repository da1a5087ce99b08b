import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { AccountKinds1765000000200 } from './account-kinds.migration.ts';
import { BatchRanges1765000007100 } from './batch-ranges.migration.ts';
import { Batches1765000000210 } from './batches.migration.ts';
import { PostgresAccounts } from './accounts.repository.ts';
import { PostgresBooks } from './books.ts';
import { PostgresBookReader } from './checks/book-reader.ts';
import { PostgresLedgerProofs } from './checks/ledger-proofs.ts';
import { PostgresNewBatches } from './checks/new-batches.ts';
import { PostgresNumberedJournals } from './checks/numbered-journals.ts';
import { PostgresBookedLegs } from './booked-legs.repository.ts';
import { JournalsByTime1765000003000 } from './journals-by-time.migration.ts';
import { PostgresHolderSums } from './holder-sums.ts';
import { PostgresJournals } from './journals.repository.ts';
import { LedgerGuards1765000007010 } from './guards.migration.ts';
import { Ledger1764000000200 } from './migration.ts';
import { PassedAccounts1765000007000 } from './passed-accounts.migration.ts';

/** None: the ledger works on whole sets of rows, in its own SQL. */
export const schemas: EntitySchema[] = [];
export const migrations: (new () => MigrationInterface)[] = [
  Ledger1764000000200,
  AccountKinds1765000000200,
  Batches1765000000210,
  PassedAccounts1765000007000,
  LedgerGuards1765000007010,
  JournalsByTime1765000003000,
  BatchRanges1765000007100,
];

export function postgresLedger(dataSource: DataSource) {
  return {
    accounts: new PostgresAccounts(dataSource),
    journals: new PostgresJournals(dataSource),
    books: new PostgresBooks(),
    ledgerProofs: new PostgresLedgerProofs(),
    bookReader: new PostgresBookReader(),
    newBatches: new PostgresNewBatches(),
    numberedJournals: new PostgresNumberedJournals(),
    bookedLegs: new PostgresBookedLegs(dataSource),
    holderSums: new PostgresHolderSums(),
  };
}
