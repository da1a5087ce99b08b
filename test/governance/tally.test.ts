import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  CHOICES,
  countBallots as countOn,
  SIMPLE,
  tallyOf as tallyOn,
  weighBallots,
  type Count,
  type CountedBallot,
  type GovernanceRules,
  type RollEntry,
  type SimpleChoice as Choice,
  type Tally,
} from '../../domain/governance/index.ts';
import { defeatReason as reasonOn } from '../../domain/governance/tally.ts';
import { RULES } from './proposals.ts';

const power = fc.bigInt({ min: 1n, max: 2n ** 62n });
const roll: fc.Arbitrary<Listed[]> = fc
  .array(power, { minLength: 1, maxLength: 30 })
  .map((powers) => powers.map((each, at) => ({ personId: `p${at}`, userId: `u${at}`, power: each, delegateId: null })));
type Listed = Omit<RollEntry, 'pseudonym'>;

const choice = fc.constantFrom(...CHOICES);
const rules = fc
  .record({
    quorumPpm: fc.integer({ min: 0, max: 1_000_000 }),
    thresholdPpm: fc.integer({ min: 500_000, max: 999_999 }),
    abstainCountsToQuorum: fc.boolean(),
  })
  .map((some) => ({ ...RULES, ...some }));
const voted = roll.chain((entries) =>
  fc.record({
    entries: fc.constant(entries),
    choices: fc.array(fc.option(choice), { minLength: entries.length, maxLength: entries.length }),
  }),
);

function ballotsOf(entries: readonly Listed[], choices: readonly (Choice | null)[]) {
  return entries.flatMap(({ userId }, at) => (choices[at] ? [{ userId, choice: choices[at] }] : []));
}

const totalOf = (entries: readonly Listed[]) => entries.reduce((sum, entry) => sum + entry.power, 0n);
const count = (forPower: bigint, againstPower: bigint, abstainPower = 0n): Count => ({
  powers: [forPower, againstPower, abstainPower],
  castPower: forPower + againstPower + abstainPower,
});
const tallyOf = (rules: GovernanceRules, total: bigint, counted: Count) => tallyOn(rules, total, SIMPLE, counted);
const countBallots = (roll: readonly Listed[], ballots: readonly CountedBallot[]) =>
  countOn(SIMPLE, weighBallots(roll, ballots));
const defeatReason = (tally: Tally) => reasonOn(SIMPLE, tally);

describe('a tally', () => {
  test('I1 accounts for every unit of the roll, cast or not', () => {
    fc.assert(
      fc.property(voted, rules, ({ entries, choices }, some) => {
        const total = totalOf(entries);
        const tally = tallyOf(some, total, countBallots(entries, ballotsOf(entries, choices)));
        expect(tally.powers.reduce((sum, power) => sum + power, tally.notCastPower)).toBe(total);
        expect(tally.notCastPower >= 0n).toBe(true);
      }),
    );
  });

  test('I5 does not depend on the order in which ballots arrive', () => {
    fc.assert(
      fc.property(voted, fc.func(fc.integer()), ({ entries, choices }, key) => {
        const ballots = ballotsOf(entries, choices);
        const shuffled = ballots.toSorted((a, b) => key(a.userId) - key(b.userId));
        expect(countBallots(entries, shuffled)).toEqual(countBallots(entries, ballots));
      }),
    );
  });

  test('I6 counts nobody twice and gives no power to who is not on the roll', () => {
    const entries = [{ personId: 'p', userId: 'u', power: 3n, delegateId: null }];
    const ballots = [
      { userId: 'u', choice: 'FOR' as const },
      { userId: 'u', choice: 'FOR' as const },
      { userId: 'stranger', choice: 'AGAINST' as const },
    ];
    expect(countBallots(entries, ballots)).toEqual(count(3n, 0n));
  });

  test('I7 never loses quorum or approval by more FOR', () => {
    fc.assert(
      fc.property(power, power, power, power, rules, (forPower, against, abstain, more, some) => {
        const total = forPower + against + abstain + more;
        const before = tallyOf(some, total, count(forPower, against, abstain));
        const after = tallyOf(some, total, count(forPower + more, against, abstain));
        expect(after.quorumMet || !before.quorumMet).toBe(true);
        expect(after.approved || !before.approved).toBe(true);
      }),
    );
  });

  test('I8 never meets its quorum by more AGAINST', () => {
    fc.assert(
      fc.property(power, power, power, rules, (forPower, abstain, more, some) => {
        const total = forPower + abstain + more;
        const before = tallyOf(some, total, count(forPower, 0n, abstain));
        const after = tallyOf(some, total, count(forPower, more, abstain));
        expect(after.quorumMet).toBe(before.quorumMet);
      }),
    );
  });

  test('I8 is a defeat when FOR and AGAINST are equal, whatever the threshold', () => {
    fc.assert(
      fc.property(power, rules, (each, some) => {
        expect(tallyOf(some, 2n * each, count(each, each)).approved).toBe(false);
      }),
    );
    expect(defeatReason(tallyOf({ ...RULES, quorumPpm: 0 }, 4n, count(2n, 2n)))).toBe('TIE');
  });
});

describe('the edges of quorum and approval', () => {
  test('a quorum met exactly is met, and missed by one unit beyond 2^53', () => {
    const total = 10n ** 18n;
    const exactly = { ...RULES, quorumPpm: 333_333 };
    const needed = (total * 333_333n) / 1_000_000n;
    expect(tallyOf(exactly, total, count(needed, 0n)).quorumMet).toBe(true);
    expect(tallyOf(exactly, total, count(needed - 1n, 0n)).quorumMet).toBe(false);
  });

  test('power exactly at the threshold is not enough, one unit more is', () => {
    const twoThirds = { ...RULES, thresholdPpm: 666_666 };
    expect(tallyOf(twoThirds, 1_000_000n, count(666_666n, 333_334n)).approved).toBe(false);
    expect(tallyOf(twoThirds, 1_000_000n, count(666_667n, 333_333n)).approved).toBe(true);
  });

  test('abstentions complete a quorum only where the rules say so', () => {
    const half = { ...RULES, quorumPpm: 500_000 };
    const counted = count(1n, 0n, 4n);
    expect(tallyOf(half, 10n, counted).quorumMet).toBe(true);
    expect(tallyOf({ ...half, abstainCountsToQuorum: false }, 10n, counted).quorumMet).toBe(false);
    expect(defeatReason(tallyOf({ ...half, abstainCountsToQuorum: false }, 10n, counted))).toBe('QUORUM_NOT_MET');
  });

  test('more against than for is a defeat with its own reason', () => {
    expect(defeatReason(tallyOf(RULES, 10n, count(3n, 4n)))).toBe('NOT_APPROVED');
  });
});
