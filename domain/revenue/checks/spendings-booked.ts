import type { Fault } from '../../audit/index.ts';
import { accountKeys, FactsBooked, type BookedJournal, type BookReader, type Facts } from '../../ledger/index.ts';
import type { SpendingBooks } from '../treasury/ports.ts';
import { spendingJournalKey, type Spending } from '../treasury/spending.ts';

/** Each spending of a pool is one journal from its wallet to its recipient, and each such journal is a spending. */
export function spendingsBooked(book: BookReader, books: SpendingBooks): FactsBooked<Spending> {
  const facts: Facts<Spending> = {
    kind: 'spend',
    prefix: spendingJournalKey(''),
    rows: (snapshot) => books.spendings(snapshot),
    keysOf: ({ proposalId }) => [spendingJournalKey(proposalId)],
    faultOf,
    known: (snapshot, ids) => books.spent(snapshot, ids),
  };
  return new FactsBooked('spendings-booked', 5, book, facts);
}

function faultOf(spending: Spending, booked: ReadonlyMap<string, BookedJournal>): Fault | null {
  const { proposalId, poolId, recipientId, currency, amountMicros } = spending;
  const row = `spending ${proposalId}`;
  const key = spendingJournalKey(proposalId);
  const moved = new Map(booked.get(key)?.entries.map((entry) => [entry.account, entry.amountMicros]));
  const right =
    moved.size === 2 &&
    moved.get(accountKeys.drawn(poolId, currency)) === -amountMicros &&
    moved.get(accountKeys.drawn(recipientId, currency)) === amountMicros;
  return right ? null : { row, message: `${row}: journal ${key} did not move ${amountMicros} to its recipient` };
}
