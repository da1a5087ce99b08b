import type { Fault } from '../../audit/index.ts';
import { FactsBooked, type AccountKind, type BookedJournal, type BookReader, type Facts } from '../../ledger/index.ts';
import type { Micros, Snapshot } from '../../shared/index.ts';
import { paidBackKey, refundJournalKey, remainingLegs, type Legs, type Refund } from '../refunds/refund.ts';
import type { PotBooks } from './ports.ts';

/** All refunds of one call. */
type Refunded = readonly Refund[];

/**
 * What was paid back of a call is no more than it cost, of each of its legs no more than that leg; and each refund is one
 * journal, in which the reserve and the platform stand in for what pot and builder no longer had to give.
 */
export function refundsBooked(book: BookReader, potBooks: PotBooks): FactsBooked<Refunded> {
  const facts: Facts<Refunded> = {
    kind: 'refund',
    prefix: refundJournalKey(''),
    rows: (snapshot) => byCall(potBooks.refunds(snapshot)),
    keysOf: (refunds) => [paidKeyOf(refunds), ...refunds.map(({ id }) => refundJournalKey(id))],
    faultOf,
    known: (snapshot: Snapshot, ids) => potBooks.known(snapshot, 'usage_refunds', ids),
  };
  return new FactsBooked('refunds-bounded', 8, book, facts);
}

async function* byCall(pages: AsyncIterable<readonly Refund[]>): AsyncGenerator<readonly Refunded[], void, undefined> {
  for await (const page of pages) {
    const groups = new Map<string, Refund[]>();
    for (const refund of page) {
      const key = paidBackKey(refund);
      groups.set(key, [...(groups.get(key) ?? []), refund]);
    }
    yield [...groups.values()];
  }
}

function paidKeyOf(refunds: Refunded): string {
  return paidBackKey(refunds[0] as Refund);
}

function faultOf(refunds: Refunded, booked: ReadonlyMap<string, BookedJournal>): Fault | null {
  const { inboxId, ticketId } = refunds[0] as Refund;
  const row = inboxId === null ? `ticket ${ticketId}` : `event ${inboxId}`;
  const paid = booked.get(paidKeyOf(refunds));
  if (!paid) return { row, message: `${row}: it was refunded, but nothing was paid for it` };
  const left = remainingLegs(paid, refunds);
  const leg = (Object.keys(left) as (keyof Legs)[]).find((name) => left[name] < 0n);
  if (leg) {
    const most = remainingLegs(paid, [])[leg];
    return { row, message: `${row}: its ${NAMES[leg]} was ${most}, but ${most - left[leg]} of it was paid back` };
  }
  for (const refund of refunds) {
    const message = faultOfOne(refund, booked.get(refundJournalKey(refund.id)));
    if (message) return { row: `refund ${refund.id}`, message: `refund ${refund.id}: ${message}` };
  }
  return null;
}

const NAMES: Readonly<Record<keyof Legs, string>> = {
  feeMicros: 'fee',
  builderMicros: 'part for the builder',
  shareMicros: 'share',
};

function faultOfOne(refund: Refund, journal: BookedJournal | undefined): string | null {
  const { amountMicros, feeMicros, builderMicros, shareMicros, shareFrom, builderFromReserveMicros } = refund;
  if (feeMicros + builderMicros + shareMicros !== amountMicros) return `its parts do not sum to ${amountMicros}`;
  if (!journal) return `there is no journal ${refundJournalKey(refund.id)}`;
  const fromPot = shareFrom === 'pot' ? shareMicros : 0n;
  const unowned = shareFrom === 'unallocated' ? shareMicros : 0n;
  const fromBuilder = builderMicros - builderFromReserveMicros;
  const wanted: readonly (readonly [AccountKind[], Micros])[] = [
    [['customer'], amountMicros],
    [['pot'], -fromPot],
    [['unallocated'], -unowned],
    [['builder'], -fromBuilder],
    [['platform', 'reserve'], -(amountMicros - fromPot - unowned - fromBuilder)],
  ];
  for (const [kinds, micros] of wanted) {
    const moved = journal.entries
      .filter(({ accountKind }) => kinds.includes(accountKind))
      .reduce((sum, entry) => sum + entry.amountMicros, 0n);
    if (moved !== micros) return `journal ${journal.key} moved ${kinds.join(' and ')} by ${moved}, not by ${micros}`;
  }
  return null;
}
