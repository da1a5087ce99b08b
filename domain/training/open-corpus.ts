import { createHash } from 'node:crypto';
import type { LivePermits, MintPermit, Permit } from '../consents/index.ts';
import type { Charter, Charters, CountedRecord, ReadCountedRecords } from '../pools/index.ts';
import { DomainError, NotFound, type Id, type Ppm, type Transactions } from '../shared/index.ts';
import { ownerOf, type CorpusMember, type CorpusRecord } from './corpus.ts';
import { CorpusChanged } from './errors.ts';
import type { PoolKey } from './pool-key.ts';
import type { PoolKeyring } from './pool-keyring.ts';
import type { Corpora } from './ports.ts';
import type { TextStream } from './run-config.ts';
import type { TrainingRun } from './training-run.ts';

/** Records between two questions whether the consent still stands. */
const BATCH_RECORDS = 100;

/** Refusals that mean: this part of the corpus may not be read any more. */
const ENDED: readonly string[] = [
  'CONSENT_MISSING',
  'CONSENT_WITHDRAWN',
  'CONSENT_REFUSED',
  'CONSENT_EXPIRED',
  'CONSENT_SCOPE_MISMATCH',
  'DATASET_ERASED',
];

export interface OpenedCorpus {
  /** NDJSON for the clean room, read once. Throws CORPUS_CHANGED as soon as a consent in it has ended. */
  readonly lines: AsyncIterable<string>;
  /** SHA-256 of the lines so far. */
  digest(): string;
  /** How many lines were taken so far. */
  fed(): number;
  /** Who is behind each pseudonym: for an owner with several accounts, the one that pledged first. */
  readonly owners: ReadonlyMap<string, CorpusMember>;
  /** The pool's own row of what comes of it: its pseudonym, and its part of all weight, as the corpus's charter says. */
  readonly treasury: { readonly pseudonym: string; readonly ppm: Ppm };
}

/** Reads a frozen corpus under pseudonyms. Training and valuation read the same bytes, or fail. */
export class OpenCorpus {
  constructor(
    private readonly transactions: Transactions,
    private readonly corpora: Corpora,
    private readonly charters: Charters,
    private readonly mintPermit: MintPermit,
    private readonly livePermits: LivePermits,
    private readonly reading: ReadCountedRecords,
    private readonly poolKeyring: PoolKeyring,
  ) {}

  /** `actor` is how the members' access logs name this reading. */
  async execute(run: TrainingRun, corpusId: Id, actor: string): Promise<OpenedCorpus> {
    const { corpus, members, key } = await this.transactions.run(async (tx) => {
      const corpus = await this.corpora.find(tx, corpusId);
      if (!corpus) throw new NotFound('The corpus');
      const members = await this.corpora.members(tx, corpusId);
      return { corpus, members, key: await this.poolKeyring.of(tx, run.poolId) };
    });
    const charter = await this.charters.byId(corpus.charterId);
    if (!charter) throw new NotFound('The charter');
    const pseudonym = key.pseudonym(run.poolId);
    const owners = new Map<string, CorpusMember>();
    for (const member of members) {
      const pseudonym = key.pseudonym(ownerOf(member));
      if (!owners.has(pseudonym)) owners.set(pseudonym, member);
    }
    const digest = createHash('sha256');
    let fed = 0;
    const lines = this.lines(run, charter, members, key, actor);
    return {
      lines: counted(lines, (line) => {
        fed += 1;
        digest.update(line).update('\n');
      }),
      digest: () => digest.copy().digest('hex'),
      fed: () => fed,
      owners,
      treasury: { pseudonym, ppm: charter.terms.treasuryPpm ?? 0 },
    };
  }

  private async *lines(
    run: TrainingRun,
    charter: Charter,
    members: readonly CorpusMember[],
    key: PoolKey,
    actor: string,
  ): AsyncGenerator<string, void, undefined> {
    const isHeldOut = key.holdOut(run.id);
    try {
      for (const member of members) {
        const pseudonym = key.pseudonym(ownerOf(member));
        const permit = await this.permit(member, charter, actor);
        for await (const counted of this.records(member, permit, charter)) {
          yield JSON.stringify(recordOf(counted, pseudonym, run.config.streams, isHeldOut(counted.digest)));
        }
      }
    } catch (error) {
      throw hasEnded(error) ? new CorpusChanged() : error;
    } finally {
      key.forget();
    }
  }

  private permit(member: CorpusMember, { scope, scopeDigest }: Charter, actor: string): Promise<Permit> {
    const { consentId, datasetId } = member;
    const use = { consentId, datasetId, scopeDigest, purpose: scope.purpose, actor };
    return this.transactions.run((tx) => this.mintPermit.forConsent(tx, use));
  }

  /**
   * All of the contribution's units or none: a withdrawal in between also takes away which records those were. Records
   * come in blocks, so the permit is asked again as they are used, and once more after the last.
   */
  private async *records(member: CorpusMember, permit: Permit, charter: Charter) {
    const contribution = { id: member.contributionId, poolId: charter.poolId };
    let read = 0;
    for await (const record of this.reading.unitsOf(permit, contribution, charter.scope)) {
      if (read > 0 && read % BATCH_RECORDS === 0) await this.livePermits.assertLive(permit);
      read += 1;
      yield record;
    }
    await this.livePermits.assertLive(permit);
    if (read !== member.records) throw new CorpusChanged();
  }
}

function recordOf(
  counted: CountedRecord,
  pseudonym: string,
  streams: readonly TextStream[],
  heldOut: boolean,
): CorpusRecord {
  const fields = streams.find((stream) => stream.name === counted.stream)?.fields ?? [];
  const texts = fields.map((field) => counted.record[field]).filter((value) => typeof value === 'string');
  return { m: pseudonym, s: counted.stream, t: texts.join('\n'), ...(heldOut ? { h: 1 as const } : {}) };
}

async function* counted(lines: AsyncIterable<string>, count: (line: string) => void): AsyncIterable<string> {
  for await (const line of lines) {
    count(line);
    yield line;
  }
}

function hasEnded(error: unknown): boolean {
  return error instanceof DomainError && ENDED.includes(error.code);
}
