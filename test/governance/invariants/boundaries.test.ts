import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { NoVotingPower, SIMPLE, tallyOf, VotingClosed, weighBallots } from '../../../domain/governance/index.ts';
import { extensionBy } from '../../../domain/governance/late-rule.ts';
import { assertMayVote } from '../../../domain/governance/proposal.ts';
import { freezeRoll } from '../../../domain/governance/roll.ts';
import { aProposal, later, RULES, START } from '../proposals.ts';

const PPM = 1_000_000n;
const power = fc.bigInt({ min: 1n, max: 2n ** 62n });
const tally = (rules: typeof RULES, total: bigint, forPower: bigint, against: bigint) =>
  tallyOf(rules, total, SIMPLE, { powers: [forPower, against, 0n], castPower: forPower + against });

describe('at a boundary', () => {
  test('t = start votes, t = end does not', () => {
    const proposal = aProposal({ state: 'ACTIVE' });
    expect(() => assertMayVote(proposal, {}, proposal.startsAt)).not.toThrow();
    expect(() => assertMayVote(proposal, {}, later(proposal.startsAt, -1))).toThrow(VotingClosed);
    expect(() => assertMayVote(proposal, {}, later(proposal.endsAt, -1))).not.toThrow();
    expect(() => assertMayVote(proposal, {}, proposal.endsAt)).toThrow(VotingClosed);
  });

  test('power exactly at a threshold is not above it, whatever the threshold; one unit more is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500_000, max: 999_999 }), power, (thresholdPpm, times) => {
        const rules = { ...RULES, thresholdPpm };
        const [forPower, against] = [BigInt(thresholdPpm) * times, (PPM - BigInt(thresholdPpm)) * times];
        expect(tally(rules, PPM * times, forPower, against).approved).toBe(false);
        expect(tally(rules, PPM * times + 1n, forPower + 1n, against).approved).toBe(true);
      }),
    );
  });

  test('a quorum that is met exactly is met, whatever it is; one unit less is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), power, (quorumPpm, total) => {
        const rules = { ...RULES, quorumPpm };
        const needed = (BigInt(quorumPpm) * total + PPM - 1n) / PPM;
        expect(tally(rules, total, needed, 0n).quorumMet).toBe(true);
        expect(tally(rules, total, needed - 1n, 0n).quorumMet).toBe(false);
      }),
    );
  });

  test('a member without power is not on the roll, has no vote and stands behind nobody', () => {
    const voters = [1n, 0n, 4n].map((each, at) => ({ personId: `p${at}`, userId: `u${at}`, power: each }));
    const roll = freezeRoll(voters, [
      { userId: 'u1', delegateId: 'u2' },
      { userId: 'u0', delegateId: 'u1' },
    ]);
    expect(new Map(roll.entries.map(({ userId, delegateId }) => [userId, delegateId]))).toEqual(
      new Map([
        ['u0', null],
        ['u2', null],
      ]),
    );
    const none = roll.entries.find(({ userId }) => userId === 'u1') ?? null;
    expect(() => assertMayVote(aProposal({ state: 'ACTIVE' }), none, START)).toThrow(NoVotingPower);
  });

  test('a delegate who never votes leaves the power behind them uncast', () => {
    const roll = [
      { userId: 'a', power: 3n, delegateId: 'b' },
      { userId: 'b', power: 5n, delegateId: null },
      { userId: 'c', power: 7n, delegateId: 'b' },
    ];
    expect(weighBallots(roll, [])).toEqual([]);
    expect(weighBallots(roll, [{ userId: 'c', choice: 'FOR' }])).toEqual([{ userId: 'c', choice: 'FOR', power: 7n }]);
  });
});

describe('the late rule at a boundary', () => {
  const rules = { ...RULES, votingPeriodMs: 60_000, lateWindowMs: 10_000 };
  const [won, lost] = [tally(rules, 100n, 30n, 20n), tally(rules, 100n, 30n, 40n)];
  const box = { quorumReached: true, extendedBy: [] };
  const ending = (endsAt: Date) => aProposal({ rules, state: 'ACTIVE', rollTotal: 100n, endsAt });
  const turned = (endsAt: Date, beforeEndMs: number) =>
    extensionBy(ending(endsAt), 'u', won, lost, box, later(endsAt, -beforeEndMs));

  test('at end - W it has nothing to add, and one unit before nothing to say; one unit after it adds that unit', () => {
    const endsAt = later(START, 60_000);
    expect([turned(endsAt, 10_001), turned(endsAt, 10_000)]).toEqual([null, null]);
    expect(turned(endsAt, 9_999)).toEqual({ reason: 'OUTCOME_TURNED_LATE', endsAt: later(endsAt, 1) });
  });

  test('in the last instant before the cap it adds up to the cap, and when the cap is used up nothing', () => {
    const cap = later(START, 2 * rules.votingPeriodMs);
    expect(turned(later(cap, -1), 1)).toEqual({ reason: 'OUTCOME_TURNED_LATE', endsAt: cap });
    expect([turned(cap, 1), turned(cap, 9_999)]).toEqual([null, null]);
  });
});
