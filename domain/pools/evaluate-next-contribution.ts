import {
  ConsentExpired,
  ConsentMissing,
  ConsentRefused,
  ConsentWithdrawn,
  DatasetErased,
  type MintPermit,
  type Permit,
} from '../consents/index.ts';
import { DomainError, newId, type Transactions, type Tx } from '../shared/index.ts';
import { ObjectTampered, ObjectUnreadable } from '../vaults/index.ts';
import type { Charter } from './charter.ts';
import { ended, judge, type Contribution, type Evaluation } from './contribution.ts';
import { EvaluationOvertaken } from './errors.ts';
import { contributionChanged } from './events.ts';
import type { Charters, Contributions, HeldContribution, TextDigests } from './ports.ts';
import type { ReadCountedRecords } from './read-counted-records.ts';

/** From one block of records to the next; a worker that dies in between delays its pool by this. */
const LEASE_MS = 30_000;

/** What ends a consent, so that there is nothing left to judge. */
const CONSENT_ENDED = [ConsentMissing, ConsentWithdrawn, ConsentRefused, ConsentExpired, DatasetErased];
const UNREADABLE = [ObjectTampered, ObjectUnreadable];

const OVERTAKEN = 'The contribution was withdrawn, or taken by another worker, while it was evaluated.';

interface Reading {
  readonly permit: Permit;
  readonly charter: Charter;
}

/**
 * Decides contributions in the order of their pledges, so that of two who bring the same record the first to pledge
 * keeps it. Records are read outside of any transaction and claimed block by block, each in a short one that also
 * prolongs the lease. While a contribution is undecided no other of its pool is taken, so nobody is judged against claims
 * that may yet be released: by a rejection, by who gives the contribution back, or by the next attempt before it reads.
 */
export class EvaluateNextContribution {
  constructor(
    private readonly transactions: Transactions,
    private readonly charters: Charters,
    private readonly contributions: Contributions,
    private readonly digests: TextDigests,
    private readonly mintPermit: MintPermit,
    private readonly reading: Pick<ReadCountedRecords, 'blocks'>,
  ) {}

  /** False when no contribution waits. `signal` stops the reading at its next block; another worker then starts anew. */
  async execute(signal: AbortSignal = new AbortController().signal): Promise<boolean> {
    const held = await this.transactions.run((tx) => this.take(tx));
    if (!held) return false;
    try {
      const reading = await this.transactions.run((tx) => this.permit(tx, held.contribution));
      const found = await this.claimRecords(held, reading, signal);
      await this.transactions.run((tx) => this.judge(tx, held, found, reading.charter));
    } catch (fault) {
      if (signal.aborted) await this.transactions.run((tx) => this.giveBack(tx, held));
      else await this.end(held, fault);
    }
    return true;
  }

  private async take(tx: Tx): Promise<HeldContribution | null> {
    const held = await this.contributions.leaseNext(tx, newId(), LEASE_MS);
    if (held) await this.digests.release(tx, held.contribution.id);
    return held;
  }

  /** Committed before the reading starts, so that the member's access log shows it even if the reading fails. */
  private async permit(tx: Tx, { consentId, datasetId, poolId }: Contribution): Promise<Reading> {
    const charter = await this.charters.current(tx, poolId);
    const { scope, scopeDigest } = charter;
    const use = { consentId, datasetId, scopeDigest, purpose: scope.purpose, actor: 'pools.evaluate' };
    return { permit: await this.mintPermit.forConsent(tx, use), charter };
  }

  private async claimRecords(held: HeldContribution, reading: Reading, signal: AbortSignal): Promise<Evaluation> {
    const { contribution } = held;
    const found = { records: 0, fresh: 0, copied: 0, repeated: 0 };
    for await (const block of this.reading.blocks(reading.permit, contribution.poolId, reading.charter.scope)) {
      signal.throwIfAborted();
      const digests = block.map((counted) => counted.digest);
      const claimed = await this.transactions.run(async (tx) => {
        if (!(await this.contributions.keepLease(tx, held, LEASE_MS))) throw new EvaluationOvertaken(OVERTAKEN);
        return this.digests.claim(tx, contribution, digests);
      });
      found.records += block.length;
      found.fresh += claimed.fresh;
      found.copied += claimed.copied;
      found.repeated += claimed.repeated;
    }
    return found;
  }

  private async judge(tx: Tx, held: HeldContribution, found: Evaluation, charter: Charter): Promise<void> {
    const decided = judge(held.contribution, found, charter.terms.minRecordsPerMember, tx.now);
    if (!(await this.decide(tx, held, decided))) throw new EvaluationOvertaken(OVERTAKEN);
  }

  /** Only an accepted contribution keeps what it claimed. */
  private async decide(tx: Tx, held: HeldContribution, decided: Contribution): Promise<boolean> {
    if (!(await this.contributions.decide(tx, held, decided))) return false;
    if (decided.state !== 'accepted') await this.digests.release(tx, decided.id);
    tx.emit(contributionChanged(decided));
    return true;
  }

  private async giveBack(tx: Tx, held: HeldContribution): Promise<void> {
    if (!(await this.contributions.giveBack(tx, held))) return;
    await this.digests.release(tx, held.contribution.id);
    tx.emit(contributionChanged(held.contribution));
  }

  /** Anything but an ended consent or damaged bytes is thrown on, and tried again when the lease ends. */
  private async end(held: HeldContribution, fault: unknown): Promise<void> {
    if (fault instanceof EvaluationOvertaken) return;
    const withdrawn = CONSENT_ENDED.some((kind) => fault instanceof kind);
    const unreadable = UNREADABLE.some((kind) => fault instanceof kind);
    if (!(fault instanceof DomainError) || !(withdrawn || unreadable)) throw fault;
    await this.transactions.run(async (tx) => {
      const reason = withdrawn ? fault.code : 'UNREADABLE';
      await this.decide(tx, held, ended(held.contribution, withdrawn ? 'withdrawn' : 'rejected', reason, tx.now));
    });
  }
}
