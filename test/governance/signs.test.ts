import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { BallotsSeen, type SeenBallot } from '../../domain/governance/signs.ts';

const minute = (at: number) => new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString();

function signsOf(ballots: readonly SeenBallot[], replaced = 0, ownPower = 0n, struckPower = 0n) {
  const seen = new BallotsSeen();
  for (const { at } of ballots) seen.see(at, false);
  for (let i = 0; i < replaced; i += 1) seen.see(null, true);
  return seen.signsOf(ballots, ownPower, struckPower);
}

test('the signs of a vote are shares of what was cast, and counts', () => {
  const ballots = [
    { power: 50n, signed: true, at: minute(0) },
    { power: 30n, signed: false, at: minute(89) },
    { power: 20n, signed: false, at: minute(90) },
    { power: 25n, signed: true, at: minute(100) },
  ];
  expect(signsOf(ballots, 3, 100n, 7n)).toEqual({
    largestPpm: 400_000,
    delegatedPpm: 200_000,
    unsignedPpm: 400_000,
    latePpm: 360_000,
    replaced: 3,
    struckPower: 7n,
  });
});

test('are silent where nothing was cast, where all came at one moment, and of a secret vote but for what its roll says', () => {
  const silent = { largestPpm: null, delegatedPpm: null, unsignedPpm: null, latePpm: null };
  expect(signsOf([])).toEqual({ ...silent, replaced: 0, struckPower: 0n });
  const one = { power: 1n, signed: false, at: minute(5) };
  expect(signsOf([one, one], 0, 2n)).toMatchObject({ largestPpm: 500_000, unsignedPpm: 1_000_000, latePpm: null });
  const secret = { power: 3n, signed: false, at: null };
  expect(signsOf([secret], 0, 1n)).toMatchObject({ ...silent, largestPpm: 1_000_000, delegatedPpm: 666_666 });
});

test('are shares whatever was cast, in whatever order, and the last ballot is always late', () => {
  const ballot = fc.record({
    power: fc.bigInt({ min: 1n, max: 2n ** 80n }),
    signed: fc.boolean(),
    at: fc.integer({ min: 0, max: 10_000 }).map(minute),
  });
  fc.assert(
    fc.property(fc.array(ballot, { minLength: 1 }), (ballots) => {
      const signs = signsOf(ballots);
      expect(signsOf(ballots.toReversed())).toEqual(signs);
      const { largestPpm, delegatedPpm, unsignedPpm, latePpm } = signs;
      for (const share of [largestPpm, delegatedPpm, unsignedPpm, latePpm]) {
        expect(share === null || (share >= 0 && share <= 1_000_000)).toBe(true);
      }
      expect(latePpm === null).toBe(new Set(ballots.map(({ at }) => at)).size === 1);
      const [last] = ballots
        .map(({ at }) => at)
        .toSorted()
        .toReversed();
      const rest = ballots.map((each) => ({ ...each, power: each.at === last ? each.power : 0n }));
      const ofLast = rest.reduce((sum, { power }) => sum + power, 0n) * 1_000_000n;
      const cast = ballots.reduce((sum, { power }) => sum + power, 0n);
      expect(latePpm === null || BigInt(latePpm) >= ofLast / cast).toBe(true);
    }),
  );
});
