import { PPM, type Id } from '../shared/index.ts';
import { partsOf, type Ballotable, type Choice } from './choice.ts';
import { runOff, type RankedPower, type Round } from './ranked.ts';
import type { GovernanceRules } from './rules.ts';
import type { RollEntry } from './roll.ts';

/**
 * What the current ballots come to. `powers`: one sum per choice of the proposal, the last for ABSTAIN. `castPower` is the
 * power behind ballots: under APPROVAL one ballot counts for several choices, so there the sums can exceed it.
 */
export interface Count {
  readonly powers: readonly bigint[];
  readonly castPower: bigint;
  /** Behind ballots that were struck; left out where none was. */
  readonly struckPower?: bigint | undefined;
}

export interface Tally extends Count {
  readonly struckPower: bigint;
  /** With all of `castPower` and `struckPower` it is the whole roll. */
  readonly notCastPower: bigint;
  readonly quorumMet: boolean;
  /** Whether the choice that leads, FOR under SIMPLE, has what the rules ask. */
  readonly approved: boolean;
  /** The place of the choice that is ahead of all others; null where none is. */
  readonly leading: number | null;
}

export type DefeatReason = 'QUORUM_NOT_MET' | 'NOT_APPROVED' | 'TIE';

/** The part of a ballot that decides: replaced ballots must not be among those that are counted. */
export interface CountedBallot {
  readonly userId: Id;
  readonly choice: Choice;
}

/** A ballot with all the power behind it: its voter's own, and that of who delegated to them and cast none. */
export interface WeighedBallot extends CountedBallot {
  readonly power: bigint;
}

/**
 * Power comes from the roll alone, so a ballot of somebody who is not on it weighs nothing. Who cast none is counted with
 * their delegate's, if there is one: a pure function of roll and ballots, so it does not matter who voted first.
 */
export function weighBallots(
  roll: readonly Pick<RollEntry, 'userId' | 'power' | 'delegateId'>[],
  currentBallots: readonly CountedBallot[],
): WeighedBallot[] {
  const powers = new Map<Id, bigint>(currentBallots.map(({ userId }) => [userId, 0n]));
  for (const { userId, delegateId, power } of roll) {
    const by = powers.has(userId) ? userId : delegateId;
    const before = by === null ? undefined : powers.get(by);
    if (before !== undefined) powers.set(by as Id, before + power);
  }
  const choices = new Map(currentBallots.map(({ userId, choice }) => [userId, choice]));
  const weighed = [...choices].map(([userId, choice]) => ({ userId, choice, power: powers.get(userId) as bigint }));
  return weighed.filter(({ power }) => power > 0n);
}

export function noCount({ choices }: Ballotable): Count {
  return { powers: Array.from({ length: choices.length + 1 }, () => 0n), castPower: 0n };
}

export function countBallots(on: Ballotable, ballots: readonly WeighedBallot[]): Count {
  const powers = [...noCount(on).powers];
  let [castPower, struckPower] = [0n, 0n];
  for (const { choice, power } of ballots) {
    if (choice === 'STRUCK') struckPower += power;
    else castPower += power;
    partsOf(on, choice, power).forEach((part, place) => (powers[place] = (powers[place] as bigint) + part));
  }
  return { powers, castPower, ...(struckPower > 0n && { struckPower }) };
}

/** Every round of a RANKED proposal. The head of its chain of ballots is in the lot: nobody knows that before the end. */
export function roundsOf(
  { id, rollDigest, choices }: { id: Id; rollDigest: string; choices: readonly string[] },
  ballots: readonly WeighedBallot[],
  head: string,
): { winner: number | null; rounds: readonly Round[] } {
  const alike = new Map<string, { ranking: readonly number[]; power: bigint }>();
  for (const { choice, power } of ballots) {
    if (choice === 'ABSTAIN' || choice === 'STRUCK') continue;
    const key = String(choice);
    const before = alike.get(key);
    if (before) before.power += power;
    else alike.set(key, { ranking: choice as readonly number[], power });
  }
  const ranked: RankedPower[] = [...alike.values()];
  return runOff(choices.length, ranked, `${id}|${rollDigest}|${head}`);
}

/**
 * Quorum: (cast - against - abstain where it does not count) * 10^6 >= quorum * total, AGAINST being a choice of SIMPLE
 * alone. Approval under SIMPLE: for * (10^6 - threshold) > against * threshold; a tie fails, since no threshold is below
 * half. Else: one choice is ahead of all others. Cross-multiplied, because a division would round a close vote.
 */
export function tallyOf(rules: GovernanceRules, rollTotal: bigint, on: Ballotable, count: Count): Tally {
  const { powers, castPower, struckPower = 0n } = count;
  const abstained = powers.at(-1) as bigint;
  const isSimple = on.method === 'SIMPLE';
  const [first, second] = powers as readonly [bigint, bigint];
  const taking = castPower - (isSimple ? second : 0n) - (rules.abstainCountsToQuorum ? 0n : abstained);
  const threshold = BigInt(rules.thresholdPpm);
  const leading = leadingOf(powers.slice(0, -1));
  return {
    powers,
    castPower,
    struckPower,
    notCastPower: rollTotal - castPower - struckPower,
    quorumMet: taking * PPM >= BigInt(rules.quorumPpm) * rollTotal,
    approved: isSimple ? first * (PPM - threshold) > second * threshold : leading !== null,
    leading,
  };
}

function leadingOf(powers: readonly bigint[]): number | null {
  const most = powers.reduce((a, b) => (b > a ? b : a));
  const ahead = powers.indexOf(most);
  return most > 0n && powers.lastIndexOf(most) === ahead ? ahead : null;
}

/** Null when the proposal succeeded. */
export function defeatReason({ method }: Ballotable, tally: Tally): DefeatReason | null {
  if (!tally.quorumMet) return 'QUORUM_NOT_MET';
  if (tally.approved) return null;
  return tally.leading === null && (method !== 'SIMPLE' || tally.powers[0] === tally.powers[1])
    ? 'TIE'
    : 'NOT_APPROVED';
}
