import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runOff, type RankedPower } from '../../domain/governance/ranked.ts';

const CHOICES = 4;
const ranking = fc.uniqueArray(fc.integer({ min: 0, max: CHOICES - 1 }), { minLength: 1 });
const ballots = fc.array(fc.record({ ranking, power: fc.bigInt({ min: 1n, max: 12n }) }), { maxLength: 12 });
const relabelling = fc.shuffledSubarray([0, 1, 2, 3], { minLength: CHOICES });

const ranked = (...given: [power: number, ...ranking: number[]][]): RankedPower[] =>
  given.map(([power, ...places]) => ({ ranking: places, power: BigInt(power) }));

describe('an instant run-off', () => {
  test('I12 keeps all power in every round: of choices that are in, and exhausted', () => {
    fc.assert(
      fc.property(ballots, (cast) => {
        const total = cast.reduce((sum, { power }) => sum + power, 0n);
        const { rounds } = runOff(CHOICES, cast, 'lot');
        for (const { powers, exhausted } of rounds) {
          expect(powers.reduce<bigint>((sum, power) => sum + (power ?? 0n), exhausted)).toBe(total);
        }
        expect(rounds.length).toBeLessThanOrEqual(CHOICES);
        expect(rounds.slice(0, -1).every(({ by, eliminated }) => by !== null && eliminated.length > 0)).toBe(true);
      }),
    );
  });

  test('gives its winner more than half of what continues, and a winner whenever anybody ranked', () => {
    fc.assert(
      fc.property(ballots, (cast) => {
        const { winner, rounds } = runOff(CHOICES, cast, 'lot');
        expect(winner === null).toBe(cast.length === 0);
        if (winner === null) return;
        const { powers } = rounds.at(-1)!;
        const continuing = powers.reduce<bigint>((sum, power) => sum + (power ?? 0n), 0n);
        expect(2n * (powers[winner] ?? 0n) > continuing).toBe(true);
      }),
    );
  });

  test('I12 relabelling the choices relabels the result, where no lot was drawn', () => {
    fc.assert(
      fc.property(ballots, relabelling, (cast, to) => {
        const before = runOff(CHOICES, cast, 'lot');
        const after = runOff(
          CHOICES,
          cast.map((one) => ({ ...one, ranking: one.ranking.map((place) => to[place] as number) })),
          'lot',
        );
        fc.pre(before.rounds.every(({ by }) => by !== 'LOT'));
        expect(after.winner).toBe(before.winner === null ? null : to[before.winner]);
      }),
    );
  });

  test('does not depend on the order of the ballots', () => {
    fc.assert(
      fc.property(ballots, (cast) => {
        expect(runOff(CHOICES, cast.toReversed(), 'lot')).toEqual(runOff(CHOICES, cast, 'lot'));
      }),
    );
  });

  test('takes the choice with less in an earlier round out first, where the last round does not separate them', () => {
    // Round 1: 6, 4, 3, 2. The last goes to the third: 6, 4, 5. The second goes half each: a tie of 8 and 7 cannot be.
    const { winner, rounds } = runOff(4, ranked([6, 0], [4, 1, 2], [3, 2], [2, 3, 2]), 'lot');
    expect(rounds.map(({ eliminated, by }) => [eliminated, by])).toEqual([
      [[3], 'LEAST'],
      [[1], 'LEAST'],
      [[], null],
    ]);
    expect(winner).toBe(2);
    const tied = runOff(4, ranked([5, 0], [4, 1], [3, 2], [1, 3, 2]), 'lot');
    expect(tied.rounds[1]).toMatchObject({ powers: [5n, 4n, 4n, null], eliminated: [2], by: 'EARLIER_ROUND' });
  });

  test('takes tied choices out together where together they have less than the next', () => {
    const { rounds } = runOff(4, ranked([5, 0], [4, 1], [1, 2, 1], [1, 3, 1]), 'lot');
    expect(rounds[0]).toMatchObject({ eliminated: [2, 3], by: 'TOGETHER' });
  });

  test('draws a lot in a three-way cycle, and another lot gives another choice', () => {
    const cycle = ranked([1, 0, 1, 2], [1, 1, 2, 0], [1, 2, 0, 1]);
    const winners = Array.from({ length: 40 }, (_, i) => runOff(3, cycle, `lot ${i}`));
    expect(winners.every(({ rounds }) => rounds[0]?.by === 'LOT')).toBe(true);
    expect(new Set(winners.map(({ winner }) => winner))).toEqual(new Set([0, 1, 2]));
  });

  test('has no winner where everybody abstained', () => {
    expect(runOff(3, [], 'lot').winner).toBeNull();
  });
});
