import type { Fault } from '../audit/index.ts';
import type { Snapshot } from '../shared/index.ts';

/** So many numbers, and 4,096 of them, are compared by one sum; only where it differs they are looked at one by one. */
export const BUCKET_BITS = 12;

/**
 * What was moved under the numbers of one bucket, as one number: the sum over all legs of the amount times a hash of
 * (number, account). Whoever can say what should have been moved gets the same sum exactly if it was, to all likelihood:
 * the salt of the hash is drawn anew each time. The held part of a balance and the rest of it are one account here.
 */
export interface MovedSum {
  readonly bucket: bigint;
  readonly sum: string;
}

/** Journals of one kind whose keys are a prefix and a number, such as `usage:17`, for who knows what the numbers stand for. */
export interface NumberedJournals {
  /** The first of the kind whose key is anything else. */
  firstMisnamed(snapshot: Snapshot, kind: string, prefix: string): Promise<Fault | null>;
  /** In the order of the buckets; without those in which nothing moved. */
  movedSums(snapshot: Snapshot, kind: string, prefix: string, salt: bigint): Promise<readonly MovedSum[]>;
}
