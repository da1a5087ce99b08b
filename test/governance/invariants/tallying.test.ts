import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  abstainCompletesQuorum,
  countBallots,
  SIMPLE,
  tallyOf,
  weighBallots,
} from '../../../domain/governance/index.ts';
import { defeatReason, roundsOf } from '../../../domain/governance/tally.ts';
import { RULES } from '../proposals.ts';
import { boxesOf, currentOf, METHODS, totalOf, VOTERS, votingOn, type Listed, type Voting } from '../votings.ts';

const rules = fc
  .record({
    quorumPpm: fc.integer({ min: 0, max: 1_000_000 }),
    thresholdPpm: fc.integer({ min: 500_000, max: 999_999 }),
    abstainCountsToQuorum: fc.boolean(),
  })
  .map((some) => ({ ...RULES, ...some }));
const voter = fc.integer({ min: 0, max: VOTERS - 1 });

const weighed = ({ roll, cast }: Voting) => weighBallots(roll, currentOf(cast));
const countOf = (voting: Voting) => countBallots(voting.on, weighed(voting));
const tallied = (voting: Voting, some = RULES) => tallyOf(some, totalOf(voting.roll), voting.on, countOf(voting));

test('I1 what was cast and what was not sum to the roll, under every method and whoever delegates', () => {
  fc.assert(
    fc.property(votingOn(...METHODS), (voting) => {
      const { powers, castPower, notCastPower } = tallied(voting);
      expect([castPower + notCastPower, notCastPower >= 0n]).toEqual([totalOf(voting.roll), true]);
      const sum = powers.reduce((a, b) => a + b);
      if (voting.on.method === 'APPROVAL') expect(sum >= castPower).toBe(true);
      else expect(sum).toBe(castPower);
    }),
  );
});

test('I5 the tally does not depend on the order in which the ballots of different voters arrive, under every method', () => {
  fc.assert(
    fc.property(votingOn(...METHODS), fc.infiniteStream(fc.nat()), (voting, keys) => {
      const last = currentOf(voting.cast).map(({ userId, choice }) => ({ voter: Number(userId.slice(1)), choice }));
      const shuffled = last.map((one) => [Number(keys.next().value), one] as const).toSorted(([a], [b]) => a - b);
      const other = { ...voting, cast: shuffled.map(([, one]) => one) };
      expect(countOf(other)).toEqual(countOf(voting));
      const { powers, castPower } = boxesOf(other).at(-1)!;
      expect({ powers, castPower }).toEqual(countOf(voting));
      if (voting.on.method !== 'RANKED') return;
      const run = (one: Voting) =>
        roundsOf({ id: 'x', rollDigest: 'r', choices: one.on.choices }, weighed(one), 'head');
      expect(run(other)).toEqual(run(voting));
    }),
  );
});

test('I6 replaced ballots weigh nothing: all ballots come to what the last of each voter comes to', () => {
  fc.assert(
    fc.property(votingOn(...METHODS), (voting) => {
      const onlyLast = currentOf(voting.cast).map(({ userId, choice }) => ({ voter: Number(userId.slice(1)), choice }));
      const [all, last] = [boxesOf(voting).at(-1)!, boxesOf({ ...voting, cast: onlyLast }).at(-1)!];
      expect([all.powers, all.castPower, all.voters]).toEqual([last.powers, last.castPower, last.voters]);
      expect(all.voters).toBeLessThanOrEqual(VOTERS);
    }),
  );
});

test('I7 who changes to FOR, or votes FOR, takes neither quorum nor approval away', () => {
  fc.assert(
    fc.property(votingOn('SIMPLE'), voter, rules, (voting, who, some) => {
      const before = tallied(voting, some);
      const after = tallied({ ...voting, cast: [...voting.cast, { voter: who, choice: 'FOR' }] }, some);
      expect([before.quorumMet && !after.quorumMet, before.approved && !after.approved]).toEqual([false, false]);
    }),
  );
});

test('I8 who has no ballot and no delegate votes AGAINST, and whether the quorum is met stays', () => {
  fc.assert(
    fc.property(votingOn('SIMPLE'), voter, rules, ({ on, roll, cast }, who, some) => {
      const alone = roll.map((entry, at): Listed => (at === who ? { ...entry, delegateId: null } : entry));
      const silent = { on, roll: alone, cast: cast.filter((one) => one.voter !== who) };
      const after = tallied({ ...silent, cast: [...silent.cast, { voter: who, choice: 'AGAINST' }] }, some);
      expect(after.quorumMet).toBe(tallied(silent, some).quorumMet);
    }),
  );
});

test('I8 an exact tie is a defeat, also beside abstentions and whatever the quorum', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 2n ** 62n }),
      fc.bigInt({ min: 0n, max: 2n ** 62n }),
      rules,
      (each, rest, some) => {
        const count = { powers: [each, each, rest], castPower: 2n * each + rest };
        const reason = defeatReason(SIMPLE, tallyOf(some, 2n * each + rest, SIMPLE, count));
        expect(['TIE', 'QUORUM_NOT_MET']).toContain(reason);
      },
    ),
  );
});

test('I10 a delegate before a delegator, or after, comes to the same, and no unit is counted twice', () => {
  fc.assert(
    fc.property(votingOn(...METHODS), (voting) => {
      const last = currentOf(voting.cast).map(({ userId, choice }) => ({ voter: Number(userId.slice(1)), choice }));
      const [first, second] = [last, last.toReversed()].map((cast) => boxesOf({ ...voting, cast }).at(-1)!);
      expect([first!.powers, first!.castPower]).toEqual([second!.powers, second!.castPower]);
      const voted = new Set(last.map(({ voter: at }) => `u${at}`));
      const heard = voting.roll.filter(({ userId, delegateId }) => voted.has(userId) || voted.has(delegateId ?? ''));
      expect(first!.castPower).toBe(totalOf(heard));
    }),
  );
});

test('I17 results do not depend on the size of the numbers: powers times a number beyond 2^53 decide the same', () => {
  const factor = fc.bigInt({ min: 2n ** 53n + 1n, max: 2n ** 80n });
  fc.assert(
    fc.property(votingOn('SIMPLE', 'APPROVAL', 'RANKED'), factor, rules, (voting, times, some) => {
      const roll = voting.roll.map((entry) => ({ ...entry, power: entry.power * times }));
      const [small, large] = [tallied(voting, some), tallied({ ...voting, roll }, some)];
      expect(large.powers).toEqual(small.powers.map((power) => power * times));
      for (const key of ['quorumMet', 'approved', 'leading'] as const) expect(large[key]).toBe(small[key]);
      expect(defeatReason(voting.on, large)).toBe(defeatReason(voting.on, small));
    }),
  );
});

test('what a voter is told of their abstention is what it does', () => {
  fc.assert(
    fc.property(votingOn(...METHODS), voter, rules, (voting, who, some) => {
      const { on, roll } = voting;
      const { userId, power: ownPower, delegateId } = roll[who] as Listed;
      const ballots = currentOf(voting.cast);
      const voted = new Set(ballots.map((one) => one.userId));
      const standing = (id: string) => totalOf(roll.filter((one) => one.delegateId === id && !voted.has(one.userId)));
      const places = [userId, ...(delegateId === null ? [] : [delegateId])].map((id) => {
        const { power } = roll.find((one) => one.userId === id) as Listed;
        const choice = ballots.find((one) => one.userId === id)?.choice ?? null;
        return [id, { power: power + standing(id), choice }] as const;
      });
      const proposal = { ...on, rules: some, rollTotal: totalOf(roll) };
      const box = boxesOf(voting).at(-1)!;
      const told = abstainCompletesQuorum(proposal, box, userId, { ownPower, delegateId }, new Map(places));
      const after = tallied({ ...voting, cast: [...voting.cast, { voter: who, choice: 'ABSTAIN' }] }, some);
      expect(told).toBe(!tallied(voting, some).quorumMet && after.quorumMet);
    }),
  );
});
