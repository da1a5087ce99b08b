import type { Consent, Consents } from '../consents/index.ts';
import type { Persons } from '../identity/index.ts';
import type { Charter, Charters, Contribution, Contributions } from '../pools/index.ts';
import { newId, type Id, type Tx } from '../shared/index.ts';
import { Corpus, CorpusMember, selectionDigest } from './corpus.ts';
import { CorpusEmpty } from './errors.ts';
import type { Corpora } from './ports.ts';
import type { TrainingRun } from './training-run.ts';

/**
 * Decides what a run reads: accepted contributions whose consent stands, to the scope in force, as the run starts. The
 * list is a promise of what may be read, not a permit: each vault asks again when it is opened, and while it is read.
 */
export class FreezeCorpus {
  constructor(
    private readonly contributions: Contributions,
    private readonly charters: Charters,
    private readonly consents: Consents,
    private readonly persons: Persons,
    private readonly corpora: Corpora,
  ) {}

  /** Throws CORPUS_EMPTY. */
  async execute(tx: Tx, run: TrainingRun): Promise<Corpus> {
    const charter = await this.charters.current(tx, run.poolId);
    const accepted = await this.contributions.acceptedIn(tx, run.poolId);
    const consentIds = accepted.map(({ consentId }) => consentId);
    const consents = await this.consents.findAll(tx, consentIds);
    const live = accepted.filter(({ consentId }) => covers(consents.get(consentId), charter, tx.now));
    if (live.length === 0) throw new CorpusEmpty();
    const corpusId = newId();
    const personOf = await this.persons.ofUsers(
      tx,
      live.map(({ userId }) => userId),
    );
    const members = live.map((contribution, idx) => {
      return memberOf(corpusId, idx, contribution, personOf.get(contribution.userId) ?? null);
    });
    const corpus = new Corpus({
      id: corpusId,
      runId: run.id,
      poolId: run.poolId,
      charterId: charter.id,
      frozenAt: tx.now,
      members: members.length,
      records: members.reduce((sum, member) => sum + member.records, 0),
      digest: selectionDigest(members),
    });
    await this.corpora.insert(tx, corpus, members);
    return corpus;
  }
}

function covers(consent: Consent | undefined, charter: Charter, now: Date): boolean {
  return consent?.state === 'given' && consent.expiresAt > now && consent.scopeDigest === charter.scopeDigest;
}

/** `personId` as proved by now: accounts that were bound to one person since they pledged count as one. */
function memberOf(corpusId: Id, idx: number, contribution: Contribution, personId: Id | null): CorpusMember {
  const { id: contributionId, userId, datasetId, consentId, units } = contribution;
  return new CorpusMember({
    corpusId,
    idx,
    contributionId,
    userId,
    personId,
    datasetId,
    consentId,
    records: Number(units),
  });
}
