import {
  ConsentExpired,
  ConsentMissing,
  ConsentRefused,
  ConsentWithdrawn,
  DatasetErased,
  type MintPermit,
  type Permit,
} from '../consents/index.ts';
import { DomainError, type Transactions, type Tx } from '../shared/index.ts';
import { ObjectTampered, ObjectUnreadable } from '../vaults/index.ts';
import type { Charter } from './charter.ts';
import { ended, judge, type Contribution, type Evaluation } from './contribution.ts';
import { EvaluationOvertaken } from './errors.ts';
import { contributionChanged } from './events.ts';
import type { Charters, Contributions, TextDigests } from './ports.ts';
import type { ReadCountedRecords } from './read-counted-records.ts';

/** From taking a contribution to holding its pool; a worker that dies in between delays it by this. */
const LEASE_MS = 30_000;

/** What ends a consent, so that there is nothing left to judge. */
const CONSENT_ENDED = [ConsentMissing, ConsentWithdrawn, ConsentRefused, ConsentExpired, DatasetErased];
const UNREADABLE = [ObjectTampered, ObjectUnreadable];

interface Reading {
  readonly permit: Permit;
  readonly charter: Charter;
  /** Aborts when this process stops. */
  readonly signal: AbortSignal;
}

/**
 * Decides contributions in the order of their pledges, so that of two who bring the same record the first to pledge
 * keeps it. Reading, claiming and deciding are one transaction: a rejected or abandoned evaluation leaves no digest.
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
    const taken = await this.transactions.run((tx) => this.contributions.leaseNext(tx, LEASE_MS));
    if (!taken) return false;
    try {
      const permitted = await this.transactions.run((tx) => this.permit(tx, taken));
      await this.transactions.run((tx) => this.evaluate(tx, taken, { ...permitted, signal }));
    } catch (fault) {
      if (signal.aborted) await this.giveBack(taken);
      else await this.end(taken, fault);
    }
    return true;
  }

  /** Committed before the reading starts, so that the member's access log shows it even if the reading fails. */
  private async permit(tx: Tx, taken: Contribution): Promise<Omit<Reading, 'signal'>> {
    const charter = await this.charters.current(tx, taken.poolId);
    const { consentId, datasetId } = taken;
    const { scope, scopeDigest } = charter;
    const use = { consentId, datasetId, scopeDigest, purpose: scope.purpose, actor: 'pools.evaluate' };
    return { permit: await this.mintPermit.forConsent(tx, use), charter };
  }

  private async evaluate(tx: Tx, taken: Contribution, reading: Reading): Promise<void> {
    if (!(await this.contributions.holdEvaluation(tx, taken))) return;
    const found = await this.claimRecords(tx, taken, reading);
    const decided = judge(taken, found, reading.charter.terms.minRecordsPerMember, tx.now);
    if (decided.state === 'rejected') await this.digests.release(tx, taken.id);
    if (!(await this.contributions.decide(tx, decided))) {
      throw new EvaluationOvertaken('The contribution was withdrawn while it was evaluated.');
    }
    tx.emit(contributionChanged(decided));
  }

  private async claimRecords(tx: Tx, taken: Contribution, reading: Reading): Promise<Evaluation> {
    const { permit, charter, signal } = reading;
    const found = { records: 0, fresh: 0, copied: 0, repeated: 0 };
    for await (const block of this.reading.blocks(permit, taken.poolId, charter.scope)) {
      signal.throwIfAborted();
      const digests = block.map((counted) => counted.digest);
      const claimed = await this.digests.claim(tx, taken, digests);
      found.records += block.length;
      found.fresh += claimed.fresh;
      found.copied += claimed.copied;
      found.repeated += claimed.repeated;
    }
    return found;
  }

  /** The evaluation was rolled back, and with it every digest that it had claimed. */
  private async giveBack(taken: Contribution): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (await this.contributions.giveBack(tx, taken)) tx.emit(contributionChanged(taken));
    });
  }

  /** The evaluation was rolled back. Anything but an ended consent or damaged bytes is thrown on, and tried again. */
  private async end(taken: Contribution, fault: unknown): Promise<void> {
    if (fault instanceof EvaluationOvertaken) return;
    const withdrawn = CONSENT_ENDED.some((kind) => fault instanceof kind);
    const unreadable = UNREADABLE.some((kind) => fault instanceof kind);
    if (!(fault instanceof DomainError) || !(withdrawn || unreadable)) throw fault;
    await this.transactions.run(async (tx) => {
      const reason = withdrawn ? fault.code : 'UNREADABLE';
      const decided = ended(taken, withdrawn ? 'withdrawn' : 'rejected', reason, tx.now);
      if (await this.contributions.decide(tx, decided)) tx.emit(contributionChanged(decided));
    });
  }
}
