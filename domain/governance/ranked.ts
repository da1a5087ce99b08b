import { sha256Hex } from '../shared/index.ts';

/** Ballots that rank alike, together. */
export interface RankedPower {
  /** Places of choices, the best first; it need not name them all. */
  readonly ranking: readonly number[];
  readonly power: bigint;
}

/** Why choices left the count: the least power; less in an earlier round; together less than the next; or by lot. */
export type Elimination = 'LEAST' | 'EARLIER_ROUND' | 'TOGETHER' | 'LOT';

/** One round of an instant run-off. Powers and `exhausted` sum to the same in each. */
export interface Round {
  /** By place; null for choices that are out. */
  readonly powers: readonly (bigint | null)[];
  /** Of ballots that rank no choice that is still in. */
  readonly exhausted: bigint;
  readonly eliminated: readonly number[];
  /** Null in the last round. */
  readonly by: Elimination | null;
}

/** A round in JSON, which has no number that holds a power. */
export interface PlainRound extends Omit<Round, 'powers' | 'exhausted'> {
  readonly powers: readonly (string | null)[];
  readonly exhausted: string;
}

export function plainRound({ powers, exhausted, eliminated, by }: Round): PlainRound {
  return { powers: powers.map((power) => power?.toString() ?? null), exhausted: exhausted.toString(), eliminated, by };
}

export function readRound({ powers, exhausted, ...round }: PlainRound): Round {
  return {
    ...round,
    powers: powers.map((power) => (power === null ? null : BigInt(power))),
    exhausted: BigInt(exhausted),
  };
}

export interface RunOff {
  /** Null where nobody ranked anything. */
  readonly winner: number | null;
  readonly rounds: readonly Round[];
}

/**
 * Instant run-off. The winner has more than half of the power that continues. Else the choice with the least is out; among
 * equal ones that with less in the latest earlier round which separates them; else all of them where together they have less
 * than the next; else a lot, drawn from `lot` and the number of the round: no order of a list decides anything.
 */
export function runOff(choices: number, ballots: readonly RankedPower[], lot: string): RunOff {
  const rounds: Round[] = [];
  const cast = ballots.reduce((sum, { power }) => sum + power, 0n);
  let standing = Array.from({ length: choices }, (_, place) => place);
  for (;;) {
    const powers = countRound(choices, standing, ballots);
    const continuing = standing.reduce((sum, place) => sum + (powers[place] as bigint), 0n);
    const exhausted = cast - continuing;
    const winner = standing.find((place) => 2n * (powers[place] as bigint) > continuing);
    if (winner !== undefined || continuing === 0n) {
      return { winner: winner ?? null, rounds: [...rounds, { powers, exhausted, eliminated: [], by: null }] };
    }
    const { eliminated, by } = eliminate(standing, powers, rounds, `${lot}|${rounds.length + 1}`);
    rounds.push({ powers, exhausted, eliminated, by });
    standing = standing.filter((place) => !eliminated.includes(place));
  }
}

function countRound(choices: number, standing: readonly number[], ballots: readonly RankedPower[]): (bigint | null)[] {
  const powers: (bigint | null)[] = Array.from({ length: choices }, () => null);
  for (const place of standing) powers[place] = 0n;
  for (const { ranking, power } of ballots) {
    const first = ranking.find((place) => powers[place] !== null);
    if (first !== undefined) powers[first] = (powers[first] as bigint) + power;
  }
  return powers;
}

function eliminate(
  standing: readonly number[],
  powers: Round['powers'],
  earlier: readonly Round[],
  lot: string,
): { eliminated: number[]; by: Elimination } {
  const least = leastOf(standing, powers);
  let tied = least;
  for (const round of earlier.toReversed()) {
    if (tied.length > 1) tied = leastOf(tied, round.powers);
  }
  if (tied.length === 1) return { eliminated: tied, by: least.length === 1 ? 'LEAST' : 'EARLIER_ROUND' };
  const sum = tied.reduce((power, place) => power + (powers[place] as bigint), 0n);
  const others = standing.filter((place) => !tied.includes(place));
  if (others.length > 0 && others.every((place) => sum < (powers[place] as bigint))) {
    return { eliminated: tied, by: 'TOGETHER' };
  }
  const drawn = Number(BigInt(`0x${sha256Hex(lot)}`) % BigInt(tied.length));
  return { eliminated: [tied[drawn] as number], by: 'LOT' };
}

function leastOf(places: readonly number[], powers: Round['powers']): number[] {
  const least = places.map((place) => powers[place] as bigint).reduce((a, b) => (b < a ? b : a));
  return places.filter((place) => powers[place] === least);
}
