import type { Check, Watch } from '../../audit/index.ts';
import type { AccountBooks } from '../../ledger/index.ts';
import type { Snapshots } from '../../shared/index.ts';
import { AuditVersion } from './audit-version.ts';
import { drawsBooked } from './draws-booked.ts';
import type { FrozenOwners } from './ports.ts';
import { potChecks, type PotProofs } from './pot-rules.ts';
import { PotEarned, PotHeld } from './pots-in-books.ts';
import { OwnersFrozen } from './owners-frozen.ts';
import { PostedOnce, type PostedOnceReaders } from './posted-once.ts';
import { refundsBooked } from './refunds-booked.ts';
import { spendingsBooked } from './spendings-booked.ts';
import type { SpendingBooks } from '../treasury/ports.ts';
import { WatchCalls } from './watch-calls.ts';
import { WatchPots } from './watch-pots.ts';

export interface RevenueReaders extends PostedOnceReaders {
  readonly potProofs: PotProofs;
  readonly accountBooks: AccountBooks;
  readonly spendingBooks: SpendingBooks;
}

/** Pots, draws and refunds by themselves and against the books; and every call against what was paid for it. */
export function revenueChecks(readers: RevenueReaders): readonly Check[] {
  const { potProofs, potBooks, accountBooks, book, spendingBooks } = readers;
  return [
    new PostedOnce(readers),
    new PotEarned(potBooks, accountBooks),
    new PotHeld(potBooks, accountBooks),
    ...potChecks(potProofs),
    drawsBooked(book, potBooks),
    refundsBooked(book, potBooks),
    spendingsBooked(book, spendingBooks),
  ];
}

export function auditVersionOf(
  snapshots: Snapshots,
  { potProofs, potBooks, accountBooks }: RevenueReaders,
): AuditVersion {
  return new AuditVersion(snapshots, potProofs, new PotHeld(potBooks, accountBooks));
}

/** New calls, and one pot after the other. */
export function revenueWatches(snapshots: Snapshots, readers: RevenueReaders): readonly Watch[] {
  const { usage, potBooks } = readers;
  return [
    new WatchCalls(snapshots, usage, new PostedOnce(readers)),
    new WatchPots(snapshots, potBooks, auditVersionOf(snapshots, readers)),
  ];
}

/** Of what was frozen when a version was published; apart, for it needs who froze it. */
export function frozenOwnersCheck(
  { versions, potBooks }: Pick<RevenueReaders, 'versions' | 'potBooks'>,
  frozen: FrozenOwners,
): Check {
  return new OwnersFrozen(versions, potBooks, frozen);
}
