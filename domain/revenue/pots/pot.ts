import type { Currency, Id, Micros, Ppm } from '../../shared/index.ts';

/** `draining`: no new calls, late events still post. `closed`: shared out to the last micro, for ever. */
export type PotState = 'open' | 'draining' | 'closed';

/** What the owners of one model version have earned together: one integer, however many owners and queries. */
export class Pot {
  readonly modelVersionId!: Id;
  readonly currency!: Currency;
  readonly builderId!: Id;
  readonly state!: PotState;
  /** R: the owners' shares of all posted events, less what refunds took of shares that had not matured. */
  readonly revenueMicros!: Micros;
  /** R_m: the part of R that is past its refund window. It never falls, and only it is paid out. */
  readonly matureMicros!: Micros;
  /** W: the sum of the owners' weights. */
  readonly totalWeight!: bigint;
  readonly openedAt!: Date;
  readonly drainedAt!: Date | null;
  readonly closedAt!: Date | null;

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
  readonly state!: PotState;
  readonly revenueMicros!: Micros;
  readonly matureMicros!: Micros;
  readonly weight!: bigint;
  readonly weightBefore!: bigint;
  readonly totalWeight!: bigint;
  readonly drawnMicros!: Micros;
  readonly openedAt!: Date;
  readonly drainedAt!: Date | null;
  readonly closedAt!: Date | null;

  /** With what refunds may still take back; after the close, to the last micro. */
  get earnedMicros(): Micros {
    if (this.state === 'closed') {
      return finalMicros(this.revenueMicros, this.weightBefore, this.weight, this.totalWeight);
    }
    return earnedMicros(this.revenueMicros, this.weight, this.totalWeight);
  }

  /** The part that no refund can take back any more. */
  get maturedMicros(): Micros {
    if (this.state === 'closed') return this.earnedMicros;
    return earnedMicros(this.matureMicros, this.weight, this.totalWeight);
  }

  /** What the close added to all that was earned before it, 0 or 1; null until then. */
  get closingMicros(): Micros | null {
    if (this.state !== 'closed') return null;
    return this.earnedMicros - earnedMicros(this.revenueMicros, this.weight, this.totalWeight);
  }

  get availableMicros(): Micros {
    return this.maturedMicros - this.drawnMicros;
  }

  /** For display: rounded down, so the shares of all owners may sum to a little less than a million. */
  get sharePpm(): Ppm {
    return this.totalWeight === 0n ? 0 : Number((this.weight * 1_000_000n) / this.totalWeight);
  }
}

/**
 * A(R) = floor(R * w / W): what an owner has earned while the version is open. It never falls as R grows, and the owners'
 * sum never exceeds R; taken of R_m, which never falls, nothing paid is ever claimed back. Zero where nobody has weight:
 * the money then stays visible in the pot.
 */
export function earnedMicros(revenueMicros: Micros, weight: bigint, totalWeight: bigint): Micros {
  return totalWeight === 0n ? 0n : (revenueMicros * weight) / totalWeight;
}

/**
 * E(R) = floor(R * P_i / W) - floor(R * P_(i-1) / W): what a closing hands out in all. Over the owners it sums to
 * exactly R, and gives each A or A + 1. Never pay an open version from it: it can fall as R grows.
 */
export function finalMicros(revenueMicros: Micros, weightBefore: bigint, weight: bigint, totalWeight: bigint): Micros {
  if (totalWeight === 0n) return 0n;
  return (revenueMicros * (weightBefore + weight)) / totalWeight - (revenueMicros * weightBefore) / totalWeight;
}
