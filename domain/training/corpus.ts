import { digestOf, type Id } from '../shared/index.ts';
import type { TextStream } from './training-run.ts';

/** What a run reads, frozen when it starts: contributions with a live consent, in a fixed order. */
export class Corpus {
  constructor(
    readonly id: Id,
    readonly runId: Id,
    readonly poolId: Id,
    readonly selectedAt: Date,
    readonly members: number,
    /** An upper bound: what the streams hold, before empty texts are left out. */
    readonly records: number,
    /** SHA-256 over the members below, in order: which contributions, streams and fields. */
    readonly digest: string,
  ) {}
}

/** One contribution in a corpus. */
export class CorpusMember {
  constructor(
    readonly corpusId: Id,
    readonly idx: number,
    readonly contributionId: Id,
    readonly userId: Id,
    readonly personId: Id | null,
    readonly datasetId: Id,
    readonly consentId: Id,
    readonly scopeDigest: string,
    readonly streams: readonly TextStream[],
    readonly records: number,
  ) {}
}

/** The one whom records belong to when they are counted, valued and hidden: the person, or an unproved account. */
export function ownerOf(member: { readonly personId: Id | null; readonly userId: Id }): Id {
  return member.personId ?? member.userId;
}

export function selectionDigest(members: readonly CorpusMember[]): string {
  return digestOf(
    members.map((m) => ({
      contributionId: m.contributionId,
      datasetId: m.datasetId,
      consentId: m.consentId,
      scopeDigest: m.scopeDigest,
      streams: m.streams.map((s) => ({ name: s.name, fields: s.fields })),
      records: m.records,
    })),
  );
}

/** One line of the pipe into the room. `h` marks a held-out record, which the trainer must not count. */
export interface CorpusRecord {
  readonly m: string;
  readonly s: string;
  readonly t: string;
  readonly h?: 1;
}
