import { digestOf, newId, type Id } from '../shared/index.ts';
import type { Weighed } from './weights.ts';

/** Who owns what of a run's model, for ever. Rows are private to their owners; the digest is for all members. */
export class CapTable {
  readonly id!: Id;
  readonly runId!: Id;
  readonly poolId!: Id;
  /** `leave-out`. */
  readonly method!: string;
  /** The digest of the program that measured. */
  readonly algorithmDigest!: string;
  /** The digest of the lines that were measured; the run's own. */
  readonly corpusDigest!: string;
  readonly totalWeight!: bigint;
  /** Rows. */
  readonly members!: number;
  /** SHA-256 of all of the above but the id, and of the rows in their order. */
  readonly digest!: string;
  readonly frozenAt!: Date;

  constructor(fields: CapTable) {
    Object.assign(this, fields);
  }
}

/** One owner. `weightBefore` is the sum of the weights of lower `idx`, by which the last micros are handed out. */
export class CapRow {
  readonly capTableId!: Id;
  /** By keyed hash of the owner, so that the place says nothing about who came when or brought what. */
  readonly idx!: number;
  readonly userId!: Id;
  readonly personId!: Id | null;
  readonly weight!: bigint;
  readonly weightBefore!: bigint;
  /** The signed log-likelihood in nats, nine decimals: below zero where the records made the model worse. */
  readonly measured!: string;

  constructor(fields: CapRow) {
    Object.assign(this, fields);
  }
}

export interface Owner {
  readonly userId: Id;
  readonly personId: Id | null;
}

export interface Measured extends Pick<CapTable, 'runId' | 'poolId' | 'method' | 'algorithmDigest' | 'corpusDigest'> {
  readonly weighed: readonly Weighed[];
  /** By the pseudonym under which they were measured. */
  readonly owners: ReadonlyMap<string, Owner>;
}

/** Freezes weights into a table; rows in the order of the pseudonyms. */
export function freezeCapTable(measured: Measured, now: Date): { table: CapTable; rows: CapRow[] } {
  const { weighed, owners, ...facts } = measured;
  const id = newId();
  let weightBefore = 0n;
  const ordered = weighed.toSorted((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
  const rows = ordered.map(({ pseudonym, weight, measured }, idx) => {
    const { userId, personId } = owners.get(pseudonym) as Owner;
    const row = new CapRow({ capTableId: id, idx, userId, personId, weight, weightBefore, measured });
    weightBefore += weight;
    return row;
  });
  const digest = capTableDigest({ ...facts, totalWeight: weightBefore }, rows);
  const table = new CapTable({ ...facts, id, totalWeight: weightBefore, members: rows.length, digest, frozenAt: now });
  return { table, rows };
}

export function capTableDigest(
  table: Pick<CapTable, 'runId' | 'poolId' | 'method' | 'algorithmDigest' | 'corpusDigest' | 'totalWeight'>,
  rows: readonly CapRow[],
): string {
  const { runId, poolId, method, algorithmDigest, corpusDigest, totalWeight } = table;
  return digestOf({
    runId,
    poolId,
    method,
    algorithmDigest,
    corpusDigest,
    totalWeight: totalWeight.toString(),
    rows: rows.map(({ userId, personId, weight, weightBefore, measured }) => {
      return { userId, personId, weight: weight.toString(), weightBefore: weightBefore.toString(), measured };
    }),
  });
}
