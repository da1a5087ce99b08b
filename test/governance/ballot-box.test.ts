import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { digestOf } from '../../domain/shared/index.ts';
import { put, type Weighed } from '../../domain/governance/ballot-box.ts';
import {
  ballotDigest,
  chainHead,
  emptyBox,
  type BallotMethod,
  type Choice,
  type Voter,
  type Weight,
} from '../../domain/governance/index.ts';
import { delegatesOn } from '../../domain/governance/roll.ts';
import { countBallots, tallyOf, weighBallots, type CountedBallot } from '../../domain/governance/tally.ts';
import { RULES } from './proposals.ts';

/** The voters with their delegates, as a roll has them. */
const withDelegates = (voters: readonly Voter[], ...rest: [Parameters<typeof delegatesOn>[1], number?]) => {
  const delegates = delegatesOn(voters, ...rest);
  return voters.map((voter) => ({ ...voter, delegateId: delegates.get(voter.userId) ?? null }));
};

const CHOICES = ['red', 'green', 'blue', 'grey'];
const VOTERS = 8;

const places = fc.uniqueArray(fc.integer({ min: 0, max: CHOICES.length - 1 }), { minLength: 1 });
const choiceOf: Record<BallotMethod, fc.Arbitrary<Choice>> = {
  SIMPLE: fc.constantFrom('FOR', 'AGAINST', 'ABSTAIN'),
  APPROVAL: places.map((some) => some.toSorted((a, b) => a - b)),
  RANKED: places,
  WEIGHTED: fc
    .tuple(
      places,
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: CHOICES.length, maxLength: CHOICES.length }),
    )
    .map(([some, weights]) => some.toSorted((a, b) => a - b).map((place): Weight => [place, weights[place] as number])),
};

const voting = fc.constantFrom<BallotMethod>('SIMPLE', 'APPROVAL', 'WEIGHTED', 'RANKED').chain((method) =>
  fc.record({
    on: fc.constant({ method, choices: method === 'SIMPLE' ? ['FOR', 'AGAINST'] : CHOICES }),
    powers: fc.array(fc.bigInt({ min: 1n, max: 2n ** 60n }), { minLength: VOTERS, maxLength: VOTERS }),
    delegates: fc.array(fc.integer({ min: 0, max: VOTERS - 1 }), { minLength: VOTERS, maxLength: VOTERS }),
    cast: fc.array(
      fc.record({
        voter: fc.integer({ min: 0, max: VOTERS - 1 }),
        choice: fc.oneof(fc.constant('ABSTAIN' as const), fc.constant('STRUCK' as const), choiceOf[method]),
      }),
      { maxLength: 30 },
    ),
  }),
);

test('counters are what a full count gives, after votes, votes again, strikes and votes of delegators in any order, and with who did not vote it is the roll (I16, I6, I1)', () => {
  fc.assert(
    fc.property(voting, ({ on, powers, delegates, cast }) => {
      const voters = powers.map((power, i) => ({ userId: `u${i}`, personId: `p${i}`, power }));
      const asked = delegates.map((to, from) => ({ userId: `u${from}`, delegateId: `u${to}` }));
      const roll = withDelegates(voters, asked, 1_000_000);
      const weighed = new Map<string, Weighed>();
      for (const { userId, power } of roll) {
        const behind = roll.filter(({ delegateId }) => delegateId === userId);
        weighed.set(userId, { power: behind.reduce((sum, entry) => sum + entry.power, power), choice: null });
      }
      let box = emptyBox({ ...on, id: 'x', rollDigest: 'r' });
      const current = new Map<string, CountedBallot>();
      for (const { voter, choice } of cast) {
        const { userId, power, delegateId } = roll[voter] as (typeof roll)[number];
        box = put(box, on, { userId, choice, digest: 'd' }, { ownPower: power, delegateId }, weighed);
        current.set(userId, { userId, choice });
        const count = countBallots(on, weighBallots(roll, [...current.values()]));
        const { powers: sums, castPower, struckPower } = box;
        expect({ powers: sums, castPower, struckPower }).toEqual({ struckPower: 0n, ...count });
        const total = powers.reduce((sum, each) => sum + each, 0n);
        const tally = tallyOf(RULES, total, on, box);
        expect(tally.castPower + tally.struckPower + tally.notCastPower).toBe(total);
      }
      const counting = [...current.values()].filter(({ choice }) => choice !== 'STRUCK');
      expect([box.voters, box.sequence]).toEqual([counting.length, BigInt(cast.length)]);
    }),
  );
});

test('the parts of a weighted ballot sum to the power of its voter, exactly (I11)', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 62n }), choiceOf.WEIGHTED, (power, choice) => {
      const on = { method: 'WEIGHTED' as const, choices: CHOICES };
      const { powers } = countBallots(on, [{ userId: 'u', choice, power }]);
      expect(powers.reduce((sum, part) => sum + part)).toBe(power);
      const [whole] = [(choice as readonly Weight[]).reduce((sum, [, weight]) => sum + BigInt(weight), 0n)];
      for (const [place, weight] of choice as readonly Weight[]) {
        const exact = (power * BigInt(weight)) / whole;
        expect([exact, exact + 1n]).toContain(powers[place]);
      }
    }),
  );
});

test('what the chain hashes is the canonical JSON of the ballot and of its place, and nothing else', () => {
  const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
  fc.assert(
    fc.property(
      fc.oneof(...Object.values(choiceOf)),
      fc.option(fc.string({ unit: 'binary' })),
      fc.option(hex),
      fc.uuid(),
      hex,
      fc.bigInt({ min: 1n, max: 2n ** 60n }),
      (choice, reason, statement, voter, previous, sequence) => {
        const content = { voter, choice, reason, statement };
        const digest = ballotDigest(content, null);
        expect(digest).toBe(digestOf(content));
        expect(chainHead(previous, { sequence, digest })).toBe(
          digestOf({ previous, sequence: sequence.toString(), ballot: digest }),
        );
      },
    ),
  );
});
