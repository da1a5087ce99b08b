import { digestOf, type Id } from '../shared/index.ts';

/** What a run reads, frozen when it starts: contributions with a live consent, in the order of their pledges. */
export class Corpus {
  readonly id!: Id;
  readonly runId!: Id;
  readonly poolId!: Id;
  /** The charter whose scope every member consented to. */
  readonly charterId!: Id;
  readonly frozenAt!: Date;
  readonly members!: number;
  readonly records!: number;
  /** SHA-256 over the members below, in order. */
  readonly digest!: string;

  constructor(fields: Corpus) {
    Object.assign(this, fields);
  }
}

/** One contribution in a corpus. */
export class CorpusMember {
  readonly corpusId!: Id;
  readonly idx!: number;
  readonly contributionId!: Id;
  readonly userId!: Id;
  readonly personId!: Id | null;
  readonly datasetId!: Id;
  readonly consentId!: Id;
  /** The units that the contribution was accepted with. */
  readonly records!: number;

  constructor(fields: CorpusMember) {
    Object.assign(this, fields);
  }
}

/** Whose records they are when they are counted, valued and hidden: the person's, or an unproved account's own. */
export function ownerOf(member: Pick<CorpusMember, 'personId' | 'userId'>): Id {
  return member.personId ?? member.userId;
}

export function selectionDigest(members: readonly CorpusMember[]): string {
  return digestOf(
    members.map(({ contributionId, datasetId, consentId, records }) => {
      return { contributionId, datasetId, consentId, records };
    }),
  );
}

/** One line of the pipe into the room. `h` marks a held-out record, which the trainer must not count. */
export interface CorpusRecord {
  readonly m: string;
  readonly s: string;
  readonly t: string;
  readonly h?: 1;
}
