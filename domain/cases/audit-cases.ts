import type { BookedJournal, BookReader, JournalDraft } from '../ledger/index.ts';
import { refundJournalKey } from '../revenue/index.ts';
import type { Id, Snapshot, Snapshots } from '../shared/index.ts';
import { correctionDigest, correctionJournal, correctionKey } from './correction.ts';
import type { Cases, PaidCase } from './ports.ts';

const PAGE = 500;

/** Whether cases and books agree, as of one moment. Names the first offender of each kind; empty when nothing is wrong. */
export class AuditCases {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly cases: Cases,
    private readonly book: BookReader,
  ) {}

  async execute(): Promise<readonly string[]> {
    return this.snapshots.read(async (snapshot) => {
      const faults = [await this.caseFault(snapshot), await this.stray(snapshot), await this.logFault(snapshot)];
      return faults.filter((fault) => fault !== null);
    });
  }

  private async caseFault(snapshot: Snapshot): Promise<string | null> {
    for (let after: Id | null = null; ;) {
      const page: readonly PaidCase[] = await this.cases.paid(snapshot, after, PAGE);
      const keys = page.map(({ one }) => keyOf(one));
      const booked = new Map((await this.book.booked(snapshot, keys)).map((journal) => [journal.key, journal]));
      for (const paid of page) {
        const fault = faultOf(paid, booked.get(keyOf(paid.one)));
        if (fault) return `case ${paid.one.id}: ${fault}`;
      }
      if (page.length < PAGE) return null;
      after = page.at(-1)?.one.id ?? null;
    }
  }

  private async logFault(snapshot: Snapshot): Promise<string | null> {
    const id = await this.cases.mislogged(snapshot);
    return id && `case ${id}: its steps do not lead to the version and state that it has`;
  }

  /** A correction that no two operators asked for. */
  private async stray(snapshot: Snapshot): Promise<string | null> {
    for await (const journals of this.book.ofKind(snapshot, 'correction')) {
      const ids = journals.map(({ key }) => key.slice(correctionKey('').length));
      const known = await this.cases.corrections(snapshot, ids);
      const stray = journals.find(({ key }, at) => key !== correctionKey(ids[at] ?? '') || !known.has(ids[at] ?? ''));
      if (stray) return `journal ${stray.key}: it corrects, but no case asked for it`;
    }
    return null;
  }
}

function keyOf({ id, outcome }: PaidCase['one']): string {
  return outcome === 'refund' ? refundJournalKey(id) : correctionKey(id);
}

function faultOf({ one, keys }: PaidCase, booked: BookedJournal | undefined): string | null {
  const key = keyOf(one);
  if (keys.length !== 1 || keys[0] !== key) return `it links ${keys.join(', ') || 'no journal'}, not ${key}`;
  const second = one.secondId !== null && one.secondId !== one.reviewerId;
  if (one.needsSecond && !second) return 'money moved, but no second operator confirmed it';
  if (one.outcome === 'correct' && !second) return 'it was corrected without two operators';
  if (one.outcome === 'correct' && digestOf(one) !== one.digest) return 'its legs are not those of its digest';
  if (!booked) return `there is no journal ${key}`;
  const agrees = one.outcome === 'correct' ? sameLegs(booked, correctionJournal(one)) : pays(booked, one);
  return agrees ? null : `journal ${key} is of another amount`;
}

function digestOf({ subject, currency, legs }: PaidCase['one']): string {
  return correctionDigest(subject, currency ?? '', legs ?? []);
}

function sameLegs({ kind, entries }: BookedJournal, draft: JournalDraft): boolean {
  const amounts = new Map(entries.map(({ account, amountMicros }) => [account, amountMicros]));
  return (
    kind === draft.kind &&
    amounts.size === draft.legs.length &&
    draft.legs.every(({ account, amountMicros }) => amounts.get(account) === amountMicros)
  );
}

function pays({ kind, entries }: BookedJournal, { customerId, amountMicros }: PaidCase['one']): boolean {
  const paid = entries.find(({ account }) => account.startsWith(`customer:${customerId}:`));
  return kind === 'refund' && paid?.amountMicros === amountMicros;
}
