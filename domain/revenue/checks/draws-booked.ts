import type { Fault } from '../../audit/index.ts';
import { accountKeys, FactsBooked, type BookedJournal, type BookReader, type Facts } from '../../ledger/index.ts';
import type { Snapshot } from '../../shared/index.ts';
import { drawJournalKey, type Draw } from '../draws/draw.ts';
import type { PotBooks } from './ports.ts';

/** Each draw is one journal from what its pot owes to its owner, and each such journal is a draw. */
export function drawsBooked(book: BookReader, potBooks: PotBooks): FactsBooked<Draw> {
  const facts: Facts<Draw> = {
    kind: 'draw',
    prefix: drawJournalKey(''),
    rows: (snapshot) => potBooks.draws(snapshot),
    keysOf: ({ id }) => [drawJournalKey(id)],
    faultOf,
    known: (snapshot: Snapshot, ids) => potBooks.known(snapshot, 'draws', ids),
  };
  return new FactsBooked('draws-booked', 5, book, facts);
}

function faultOf(draw: Draw, booked: ReadonlyMap<string, BookedJournal>): Fault | null {
  const row = `draw ${draw.id}`;
  const key = drawJournalKey(draw.id);
  const journal = booked.get(key);
  if (!journal) return { row, message: `${row}: there is no journal ${key}` };
  const from = [accountKeys.draws(draw.modelVersionId), accountKeys.settled(draw.modelVersionId)];
  const [given, taken] = [
    accountKeys.drawn(draw.userId, draw.currency),
    journal.entries.find(({ amountMicros }) => amountMicros < 0n),
  ];
  const received = journal.entries.find(({ account }) => account === given)?.amountMicros ?? 0n;
  const right =
    journal.entries.length === 2 &&
    received === draw.amountMicros &&
    taken?.amountMicros === -draw.amountMicros &&
    from.includes(taken.account);
  if (right) return null;
  return {
    row,
    message: `${row}: it took ${draw.amountMicros} for its owner, but journal ${key} gave them ${received}`,
  };
}
