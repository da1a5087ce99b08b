import { randomBytes } from 'node:crypto';
import type { Check, Fault } from '../../audit/index.ts';
import {
  BUCKET_BITS,
  type BookedJournal,
  type BookReader,
  type MovedSum,
  type NumberedJournals,
} from '../../ledger/index.ts';
import { usageJournalKey, type AuditedEvent, type ChargedUsage } from '../../metering/index.ts';
import type { PublishedVersions } from '../../models/index.ts';
import type { Id, Snapshot } from '../../shared/index.ts';
import { examineCharge, journalKeysOf, termsOf, type SoldVersion } from './charge.ts';
import { FreeCalls } from './free-calls.ts';
import type { PotBooks, Waivers } from './ports.ts';

export const USAGE_KIND = 'usage';
const PREFIX = usageJournalKey(0n).slice(0, -1);
const BUCKET = 1n << BigInt(BUCKET_BITS);

export interface PostedOnceReaders {
  readonly usage: ChargedUsage;
  readonly journals: NumberedJournals;
  readonly book: BookReader;
  readonly versions: PublishedVersions;
  readonly potBooks: PotBooks;
  readonly waivers: readonly Waivers[];
}

/**
 * Every accepted event is either not posted, or paid by exactly one journal of the right amounts to the right accounts,
 * or free by its version's tier; and no journal of usage is of anything else. The inbox and the ledger each sum up what
 * they know, 4,096 events at a time, and only where the sums differ their rows are laid side by side.
 */
export class PostedOnce implements Check {
  readonly name = 'posted-once';
  readonly invariant = 7;

  constructor(private readonly readers: PostedOnceReaders) {}

  async run(snapshot: Snapshot): Promise<Fault | null> {
    const { usage, journals } = this.readers;
    const misnamed = await journals.firstMisnamed(snapshot, USAGE_KIND, PREFIX);
    if (misnamed) return misnamed;
    const sold = await this.sold(snapshot);
    const salt = randomBytes(8).readBigInt64BE();
    const charged = await usage.chargedSums(snapshot, [...sold.values()].flatMap(termsOf), salt);
    const moved = await journals.movedSums(snapshot, USAGE_KIND, PREFIX, salt);
    const free = new FreeCalls();
    for (const bucket of bucketsThatDiffer(charged, moved)) {
      const fault = await this.examine(snapshot, sold, { first: bucket * BUCKET, end: (bucket + 1n) * BUCKET }, free);
      if (fault) return fault;
    }
    return this.freeFault(snapshot, sold, free);
  }

  /** The events of a range, one by one; those that are free by their version's tier are added to `free`. */
  async examine(
    snapshot: Snapshot,
    sold: ReadonlyMap<Id, SoldVersion>,
    { first, end }: { readonly first: bigint; readonly end: bigint },
    free: FreeCalls,
  ): Promise<Fault | null> {
    const { usage, book } = this.readers;
    const page = await usage.events(snapshot, first - 1n, Number(end - first));
    const events = page.filter(({ id }) => id < end);
    const booked = byKey(await book.booked(snapshot, journalKeysOf(first, end)));
    const unpaid: AuditedEvent[] = [];
    for (const event of events) {
      const key = usageJournalKey(event.id);
      const charged = examineCharge(event, sold.get(event.modelVersionId), booked.get(key) ?? []);
      booked.delete(key);
      if (charged === 'free') unpaid.push(event);
      else if (typeof charged === 'object') return faultOf(event.id, charged.fault);
    }
    const [orphan] = booked.keys();
    if (orphan) return { row: `journal ${orphan}`, message: `journal ${orphan}: no accepted event has that number` };
    return this.unpaidFault(snapshot, sold, unpaid, free);
  }

  async sold(snapshot: Snapshot): Promise<Map<Id, SoldVersion>> {
    const versions = new Map((await this.readers.versions.all(snapshot)).map((version) => [version.id, version]));
    const pots = await this.readers.potBooks.pots(snapshot);
    const sold = pots.flatMap((pot) => {
      const version = versions.get(pot.modelVersionId);
      return version ? [[pot.modelVersionId, { version, pot }] as const] : [];
    });
    return new Map(sold);
  }

  async freeFault(snapshot: Snapshot, sold: ReadonlyMap<Id, SoldVersion>, free: FreeCalls): Promise<Fault | null> {
    const counted = await this.readers.potBooks.freeUsed(snapshot, free.months);
    const message = free.fault(counted, (id) => sold.get(id)?.version.freeQueriesPerMonth ?? 0);
    return message === null ? null : { row: message.split(':', 1)[0] as string, message };
  }

  private async unpaidFault(
    snapshot: Snapshot,
    sold: ReadonlyMap<Id, SoldVersion>,
    events: readonly AuditedEvent[],
    free: FreeCalls,
  ): Promise<Fault | null> {
    if (events.length === 0) return null;
    const ids = events.map(({ id }) => id);
    const waived = new Set<bigint>();
    for (const waivers of this.readers.waivers) {
      for (const id of await waivers.waived(snapshot, ids)) waived.add(id);
    }
    const unexcused = events.find((event) => {
      return !waived.has(event.id) && !free.take(event, (sold.get(event.modelVersionId) as SoldVersion).version);
    });
    if (!unexcused) return null;
    const { id } = unexcused;
    return faultOf(id, `event ${id}: it is posted and has a price, but there is no journal ${usageJournalKey(id)}`);
  }
}

function faultOf(id: bigint, message: string): Fault {
  return { row: `event ${id}`, message };
}

/** Both in the order of the buckets; an absent sum is zero. */
function bucketsThatDiffer(charged: readonly MovedSum[], moved: readonly MovedSum[]): readonly bigint[] {
  const sums = new Map(charged.map(({ bucket, sum }) => [bucket, BigInt(sum)]));
  for (const { bucket, sum } of moved) sums.set(bucket, (sums.get(bucket) ?? 0n) - BigInt(sum));
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .map(([bucket]) => bucket)
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function byKey(journals: readonly BookedJournal[]): Map<string, BookedJournal[]> {
  const found = new Map<string, BookedJournal[]>();
  for (const journal of journals) found.set(journal.key, [...(found.get(journal.key) ?? []), journal]);
  return found;
}
