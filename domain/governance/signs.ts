import { PPM, type Ppm } from '../shared/index.ts';

/**
 * How a vote was cast, in figures for people to look at: none of them is a fault, and none proves one. Shares are of the
 * power that was cast, rounded down; null where nothing was cast, or where the lines do not say it.
 */
export interface Signs {
  /** Behind the one ballot with the most power, delegations included. */
  readonly largestPpm: Ppm | null;
  /** Of those who cast no ballot, and count with a delegate's. */
  readonly delegatedPpm: Ppm | null;
  /** Behind ballots that no key of their voter signed; null of a secret vote. */
  readonly unsignedPpm: Ppm | null;
  /** Behind ballots of the last tenth of the time from the first ballot to the last; null of a secret vote, or of one moment. */
  readonly latePpm: Ppm | null;
  /** How many ballots took the place of an earlier one of their voter. */
  readonly replaced: number;
  readonly struckPower: bigint;
}

/** A ballot that counts, with all the power behind it. */
export interface SeenBallot {
  readonly power: bigint;
  readonly signed: boolean;
  /** Null of a secret vote. */
  readonly at: string | null;
}

/** What is known of all ballots, in the order in which they come, whether or not they count in the end. */
export class BallotsSeen {
  private replaced = 0;
  private first: string | null = null;
  private last: string | null = null;

  /** Instants are compared as they are written: all have the same form, and to read a million takes a second. */
  see(at: string | null, replaces: boolean): void {
    if (replaces) this.replaced += 1;
    if (at === null) return;
    if (this.first === null || at < this.first) this.first = at;
    if (this.last === null || at > this.last) this.last = at;
  }

  /** `ownPower`: what those whose ballots count have themselves. */
  signsOf(counting: readonly SeenBallot[], ownPower: bigint, struckPower: bigint): Signs {
    const isOpen = this.last !== null;
    const lateFrom = this.lateFrom();
    let [cast, largest, unsigned, late] = [0n, 0n, 0n, 0n];
    for (const { power, signed, at } of counting) {
      cast += power;
      if (power > largest) largest = power;
      if (!signed) unsigned += power;
      if (at !== null && lateFrom !== null && at >= lateFrom) late += power;
    }
    return {
      largestPpm: shareOf(largest, cast),
      delegatedPpm: shareOf(cast - ownPower, cast),
      unsignedPpm: isOpen ? shareOf(unsigned, cast) : null,
      latePpm: lateFrom === null ? null : shareOf(late, cast),
      replaced: this.replaced,
      struckPower,
    };
  }

  private lateFrom(): string | null {
    const [first, last] = [Date.parse(this.first ?? ''), Date.parse(this.last ?? '')];
    return last > first ? new Date(last - Math.floor((last - first) / 10)).toISOString() : null;
  }
}

function shareOf(part: bigint, whole: bigint): Ppm | null {
  return whole === 0n ? null : Number((part * PPM) / whole);
}
