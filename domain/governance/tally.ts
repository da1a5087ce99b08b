import { PPM, type Id } from '../shared/index.ts';
import type { Choice } from './ballot.ts';
import type { GovernanceRules } from './rules.ts';
import type { RollEntry } from './roll.ts';

/** Power per choice. Together with what was not cast it is the whole roll. */
export interface Count {
  readonly forPower: bigint;
  readonly againstPower: bigint;
  readonly abstainPower: bigint;
}

export interface Tally extends Count {
  readonly notCastPower: bigint;
  readonly quorumMet: boolean;
  readonly approved: boolean;
}

export type DefeatReason = 'QUORUM_NOT_MET' | 'NOT_APPROVED' | 'TIE';

/** The part of a ballot that decides: replaced ballots must not be among those that are counted. */
export interface CountedBallot {
  readonly userId: Id;
  readonly choice: Choice;
}

/**
 * Power comes from the roll alone, so a ballot of somebody who is not on it weighs nothing. Who cast none is counted with
 * their delegate's, if there is one: a pure function of roll and ballots, so it does not matter who voted first.
 */
export function countBallots(roll: readonly RollEntry[], currentBallots: readonly CountedBallot[]): Count {
  const voters = new Set(roll.map(({ userId }) => userId));
  const own = new Map<Id, Choice>();
  for (const { userId, choice } of currentBallots) if (voters.has(userId)) own.set(userId, choice);
  const sums: Record<Choice, bigint> = { FOR: 0n, AGAINST: 0n, ABSTAIN: 0n };
  for (const { userId, delegateId, power } of roll) {
    const choice = own.get(userId) ?? (delegateId === null ? undefined : own.get(delegateId));
    if (choice) sums[choice] += power;
  }
  return { forPower: sums.FOR, againstPower: sums.AGAINST, abstainPower: sums.ABSTAIN };
}

/**
 * Quorum: (for + abstain) * 10^6 >= quorum * total. Approval: for * (10^6 - threshold) > against * threshold; a tie
 * fails, since no threshold is below half. Cross-multiplied, because a division would round a close vote.
 */
export function tallyOf(rules: GovernanceRules, rollTotal: bigint, count: Count): Tally {
  const { forPower, againstPower, abstainPower } = count;
  const taking = forPower + (rules.abstainCountsToQuorum ? abstainPower : 0n);
  const threshold = BigInt(rules.thresholdPpm);
  return {
    forPower,
    againstPower,
    abstainPower,
    notCastPower: rollTotal - forPower - againstPower - abstainPower,
    quorumMet: taking * PPM >= BigInt(rules.quorumPpm) * rollTotal,
    approved: forPower * (PPM - threshold) > againstPower * threshold,
  };
}

/** Null when the proposal succeeded. */
export function defeatReason(tally: Tally): DefeatReason | null {
  if (!tally.quorumMet) return 'QUORUM_NOT_MET';
  if (tally.approved) return null;
  return tally.forPower === tally.againstPower ? 'TIE' : 'NOT_APPROVED';
}
