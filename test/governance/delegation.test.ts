import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  CHOICES,
  countBallots as countOn,
  SIMPLE,
  weighBallots,
  type CountedBallot,
  type RollEntry,
  type SimpleChoice as Choice,
  type Voter,
} from '../../domain/governance/index.ts';
import { delegatesOn, freezeRoll } from '../../domain/governance/roll.ts';

/** The voters with their delegates, as a roll has them. */
const withDelegates = (voters: readonly Voter[], ...rest: [Parameters<typeof delegatesOn>[1], number?]) => {
  const delegates = delegatesOn(voters, ...rest);
  return voters.map((voter) => ({ ...voter, delegateId: delegates.get(voter.userId) ?? null }));
};

const MOST = 14;
const voters: fc.Arbitrary<Voter[]> = fc
  .array(fc.bigInt({ min: 1n, max: 2n ** 40n }), { minLength: 1, maxLength: MOST })
  .map((powers) => powers.map((power, at) => ({ personId: `p${at}`, userId: `u${at}`, power })));
const user = fc.integer({ min: 0, max: MOST + 1 }).map((at) => `u${at}`);
const delegations = fc.array(fc.record({ userId: user, delegateId: user }), { maxLength: 20 });
const ballots = fc.uniqueArray(fc.record({ userId: user, choice: fc.constantFrom(...CHOICES) }), {
  selector: ({ userId }) => userId,
  maxLength: MOST,
});
const share = fc.integer({ min: 0, max: 1_000_000 });

type Listed = Voter & Pick<RollEntry, 'delegateId'>;

const countBallots = (roll: readonly Listed[], cast: readonly CountedBallot[]) =>
  countOn(SIMPLE, weighBallots(roll, cast));

const sumOf = (entries: readonly Voter[]) => entries.reduce((sum, { power }) => sum + power, 0n);

/** What the reference says: own power, and that of all who chose this delegate and have no ballot. */
function effectivePower(roll: readonly Listed[], userId: string, voted: ReadonlySet<string>): bigint {
  const own = roll.find((entry) => entry.userId === userId)?.power ?? 0n;
  const behind = roll.filter((entry) => entry.delegateId === userId && !voted.has(entry.userId));
  return own + sumOf(behind);
}

describe('delegated power', () => {
  test('I10 is counted with the delegate’s ballot, unless its owner has one, and no unit twice', () => {
    fc.assert(
      fc.property(voters, delegations, ballots, share, (entries, asked, cast, mostPpm) => {
        const roll = withDelegates(entries, asked, mostPpm);
        const voted = new Set(cast.map(({ userId }) => userId));
        const wanted: Record<Choice, bigint> = { FOR: 0n, AGAINST: 0n, ABSTAIN: 0n };
        for (const { userId, choice } of cast) {
          if (roll.some((entry) => entry.userId === userId)) wanted[choice] += effectivePower(roll, userId, voted);
        }
        const count = countBallots(roll, cast);
        expect(count.powers).toEqual([wanted.FOR, wanted.AGAINST, wanted.ABSTAIN]);
        expect(wanted.FOR + wanted.AGAINST + wanted.ABSTAIN <= sumOf(entries)).toBe(true);
      }),
    );
  });

  test('I10 does not depend on who voted first', () => {
    fc.assert(
      fc.property(voters, delegations, ballots, (entries, asked, cast) => {
        const roll = withDelegates(entries, asked, 1_000_000);
        expect(countBallots(roll, cast.toReversed())).toEqual(countBallots(roll, cast));
      }),
    );
  });

  test('stands behind voters of the roll only, behind nobody’s self, and behind none beyond the cap', () => {
    fc.assert(
      fc.property(voters, delegations, share, (entries, asked, mostPpm) => {
        const roll = withDelegates(entries, asked, mostPpm);
        expect(roll).toMatchObject(entries);
        for (const { userId, delegateId } of roll) {
          if (delegateId === null) continue;
          expect(delegateId).not.toBe(userId);
          const behind = roll.filter((entry) => entry.delegateId === delegateId);
          expect(entries.some((entry) => entry.userId === delegateId)).toBe(true);
          expect(sumOf(behind) * 1_000_000n <= BigInt(mostPpm) * sumOf(entries)).toBe(true);
        }
      }),
    );
  });

  test('goes no further than one hop', () => {
    const entries = ['a', 'b', 'c'].map((name) => ({ personId: name, userId: name, power: 1n }));
    const chain = [
      { userId: 'a', delegateId: 'b' },
      { userId: 'b', delegateId: 'c' },
    ];
    const roll = withDelegates(entries, chain, 1_000_000);
    expect(countBallots(roll, [{ userId: 'c', choice: 'FOR' }])).toMatchObject({ powers: [2n, 0n, 0n] });
    expect(countBallots(roll, [{ userId: 'b', choice: 'FOR' }])).toMatchObject({ powers: [2n, 0n, 0n] });
  });

  test('exactly at the cap is allowed, one unit more is not; the earlier delegation has the room', () => {
    const entries = [20n, 20n, 1n, 59n].map((power, at) => ({ personId: `${at}`, userId: `${at}`, power }));
    const asked = ['0', '2', '1'].map((userId) => ({ userId, delegateId: '3' }));
    const delegates = withDelegates(entries, asked, 200_000).map(({ delegateId }) => delegateId);
    expect(delegates).toEqual(['3', null, null, null]);
  });

  test('is part of the digest of a roll', () => {
    const entries = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ personId: name, userId: name, power: 1n }));
    const plain = freezeRoll(entries);
    const delegated = freezeRoll(entries, [{ userId: 'a', delegateId: 'b' }]);
    expect(delegated.digest).not.toBe(plain.digest);
    expect(delegated.total).toBe(plain.total);
  });
});
