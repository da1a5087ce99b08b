import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { digestOf } from '../../domain/shared/index.ts';
import { ballotDigest, chainHead, type Weight } from '../../domain/governance/index.ts';
import { countBallots, tallyOf, weighBallots } from '../../domain/governance/tally.ts';
import { RULES } from './proposals.ts';
import { boxesOf, choiceOf, currentOf, LIST, METHODS, strikingOn, totalOf } from './votings.ts';

test('I16 counters are what a full count gives, after votes, votes again, strikes and votes of delegators in any order', () => {
  fc.assert(
    fc.property(strikingOn(...METHODS), (voting) => {
      const { on, roll, cast } = voting;
      for (const [i, box] of boxesOf(voting).entries()) {
        const current = currentOf(cast.slice(0, i));
        const count = countBallots(on, weighBallots(roll, current));
        const { powers, castPower, struckPower } = box;
        expect({ powers, castPower, struckPower }).toEqual({ struckPower: 0n, ...count });
        const counting = current.filter(({ choice }) => choice !== 'STRUCK');
        expect([box.voters, box.sequence]).toEqual([counting.length, BigInt(i)]);
        const { notCastPower } = tallyOf(RULES, totalOf(roll), on, box);
        expect(castPower + struckPower + notCastPower).toBe(totalOf(roll));
      }
    }),
  );
});

test('I11 the parts of a weighted ballot sum to the power of its voter, exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 62n }), choiceOf.WEIGHTED, (power, choice) => {
      const on = { method: 'WEIGHTED' as const, choices: LIST };
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
