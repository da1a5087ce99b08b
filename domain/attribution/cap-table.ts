import { digestOf, type Id } from '../shared/index.ts';

/** All weight of a cap table: fine enough that the rounding of a share is below what a micro can show. */
export const TOTAL_WEIGHT = 1_000_000_000_000n;

/** Who owns what of a run's model, for ever. Rows are private to their owners; the digest is for all members. */
export class CapTable {
  constructor(
    readonly id: Id,
    readonly runId: Id,
    readonly poolId: Id,
    readonly method: string,
    /** The digest of the program that measured. */
    readonly algorithmDigest: string,
    readonly corpusDigest: string,
    readonly totalWeight: bigint,
    readonly members: number,
    readonly digest: string,
    readonly frozenAt: Date,
  ) {}
}

/** One owner. `weightBefore` is the sum of the weights of lower `idx`, by which the last micros are handed out. */
export class CapRow {
  constructor(
    readonly capTableId: Id,
    readonly idx: number,
    readonly userId: Id,
    readonly personId: Id | null,
    readonly weight: bigint,
    readonly weightBefore: bigint,
    /** The signed log-likelihood in nats, nine decimals: negative where the records made the model worse. */
    readonly measured: string,
  ) {}
}

/** SHA-256 of the rows in canonical JSON, in their order. */
export function capTableDigest(runId: Id, rows: readonly CapRow[]): string {
  return digestOf({
    runId,
    rows: rows.map((row) => ({
      userId: row.userId,
      personId: row.personId,
      weight: row.weight.toString(),
      weightBefore: row.weightBefore.toString(),
    })),
  });
}
