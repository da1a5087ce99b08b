import type { Currency, Id, Micros, Ppm } from '../shared/index.ts';

/** What the owners of one model version have earned together: one integer, however many owners and queries. */
export class Pot {
  readonly modelVersionId!: Id;
  readonly currency!: Currency;
  readonly builderId!: Id;
  /** R: the sum of the owners' shares of all posted events. It never decreases. */
  readonly revenueMicros!: Micros;
  /** W: the sum of the owners' weights. */
  readonly totalWeight!: bigint;
  readonly openedAt!: Date;

  constructor(fields: Pot) {
    Object.assign(this, fields);
  }
}

/** One owner's line of a pot: the cap row that was copied on publication, and what was drawn from it. */
export class Owner {
  readonly modelVersionId!: Id;
  readonly idx!: number;
  readonly userId!: Id;
  readonly weight!: bigint;
  /** The sum of the weights of lower idx, by which a closing hands out the last micros. */
  readonly weightBefore!: bigint;
  readonly drawnMicros!: Micros;

  constructor(fields: Owner) {
    Object.assign(this, fields);
  }
}

/** What one owner has in one pot, as of one moment. */
export class Earnings {
  readonly modelVersionId!: Id;
  readonly userId!: Id;
  readonly currency!: Currency;
  readonly revenueMicros!: Micros;
  readonly weight!: bigint;
  readonly totalWeight!: bigint;
  readonly drawnMicros!: Micros;
  readonly openedAt!: Date;

  get earnedMicros(): Micros {
    return earnedMicros(this.revenueMicros, this.weight, this.totalWeight);
  }

  get availableMicros(): Micros {
    return this.earnedMicros - this.drawnMicros;
  }

  /** For display: rounded down, so the shares of all owners may sum to a little less than a million. */
  get sharePpm(): Ppm {
    return this.totalWeight === 0n ? 0 : Number((this.weight * 1_000_000n) / this.totalWeight);
  }
}

/**
 * A(R) = floor(R * w / W): what an owner may have drawn in all while the version is open. It never falls as R grows, so
 * nothing paid is ever claimed back, and the owners' sum never exceeds R. Zero where nobody has weight: the money
 * then stays visible in the pot.
 */
export function earnedMicros(revenueMicros: Micros, weight: bigint, totalWeight: bigint): Micros {
  return totalWeight === 0n ? 0n : (revenueMicros * weight) / totalWeight;
}

/**
 * E(R) = floor(R * P_i / W) - floor(R * P_(i-1) / W): what a closing hands out in all. Over the owners it sums to
 * exactly R, and gives each A or A + 1. Never pay an open version from it: it can fall as R grows. Nothing closes a
 * version yet; the tests prove both sums here, on which every draw before the close already relies.
 */
export function finalMicros(revenueMicros: Micros, weightBefore: bigint, weight: bigint, totalWeight: bigint): Micros {
  if (totalWeight === 0n) return 0n;
  return (revenueMicros * (weightBefore + weight)) / totalWeight - (revenueMicros * weightBefore) / totalWeight;
}
