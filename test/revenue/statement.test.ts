import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  closingMicros,
  earnedMicros,
  finalMicros,
  lineMicros,
  statementOf,
  type StatementFacts,
  type Weights,
} from '../../domain/revenue/index.ts';

const RANGE = { from: '2026-01-01', to: '2026-12-31', currency: 'EUR' };

function sum(list: readonly bigint[]): bigint {
  return list.reduce((a, b) => a + b, 0n);
}

/** The lines of consecutive checkpoints, the first being zero. */
function linesOf(checkpoints: readonly bigint[], weights: Weights): bigint[] {
  return checkpoints.map((after, i) => lineMicros(checkpoints[i - 1] ?? 0n, after, weights));
}

describe('the worked example: weight 2 of 10, R is 7 and then 1401', () => {
  const member = { weight: 2n, weightBefore: 8n, totalWeight: 10n };

  test('the lines are 1 and 279, the closing line 1, together 281', () => {
    expect(linesOf([7n, 1_401n], member)).toEqual([1n, 279n]);
    expect(closingMicros(1_401n, member)).toBe(1n);
    expect(1n + 279n + 1n).toBe(finalMicros(1_401n, 8n, 2n, 10n));
  });

  test('half of two periods of one micro each is 0 and 1, where flooring each period gives 0 and 0', () => {
    expect(linesOf([1n, 2n], { weight: 1n, weightBefore: 0n, totalWeight: 2n })).toEqual([0n, 1n]);
  });
});

/** What each day earned and what of it was refunded, with R up to nearly the largest amount. */
const days = fc
  .array(fc.tuple(fc.oneof(fc.bigInt(0n, 9n), fc.bigInt(0n, 10n ** 17n)), fc.integer({ min: 0, max: 100 })), {
    minLength: 1,
    maxLength: 90,
  })
  .map((list) => list.map(([earned, percent]) => earned - (earned * BigInt(percent)) / 100n));
const table = fc
  .array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 20 })
  .filter((weights) => sum(weights) > 0n);

function owners(weights: readonly bigint[]): Weights[] {
  const totalWeight = sum(weights);
  return weights.map((weight, i) => ({ weight, weightBefore: sum(weights.slice(0, i)), totalWeight }));
}

test('the lines of any days telescope to what was earned, none is negative, and with the closing line to R', () => {
  fc.assert(
    fc.property(table, days, (weights, nets) => {
      let r = 0n;
      const checkpoints = nets.map((net) => (r += net));
      const totals = owners(weights).map((owner) => {
        const lines = linesOf(checkpoints, owner);
        for (const line of lines) expect(line >= 0n).toBe(true);
        expect(sum(lines)).toBe(earnedMicros(r, owner.weight, owner.totalWeight));
        const closing = closingMicros(r, owner);
        expect([0n, 1n]).toContain(closing);
        return sum(lines) + closing;
      });
      expect(sum(totals)).toBe(r);
    }),
    { numRuns: 300 },
  );
});

test('lines of months are the sums of the lines of their days', () => {
  fc.assert(
    fc.property(table, days, fc.integer({ min: 1, max: 31 }), (weights, nets, length) => {
      let r = 0n;
      const checkpoints = nets.map((net) => (r += net));
      const ends = checkpoints.filter((_, i) => (i + 1) % length === 0 || i === checkpoints.length - 1);
      for (const owner of owners(weights)) {
        expect(sum(linesOf(ends, owner))).toBe(sum(linesOf(checkpoints, owner)));
      }
    }),
  );
});

const version = { modelVersionId: 'v', weight: 2n, weightBefore: 8n, totalWeight: 10n };
const grown = (month: string, micros: bigint) => ({ modelVersionId: 'v', month, micros, calls: 1n, final: true });

test('a statement opens, lists what came in before what was drawn of it, and closes at the sum', () => {
  const facts: StatementFacts = {
    versions: [{ ...version, beforeMicros: 7n, drawnBeforeMicros: 1n, closedOn: '2026-03-20' }],
    growth: [grown('2026-02', 1_000n), grown('2026-03', 394n)],
    draws: [{ modelVersionId: 'v', day: '2026-03-02', micros: 250n, draws: 2n }],
    over: true,
  };
  const statement = statementOf(facts, { ...RANGE, basis: 'earned' });
  expect(
    statement.lines.map(({ kind, period, amountMicros, balanceMicros }) => [kind, period, amountMicros, balanceMicros]),
  ).toEqual([
    ['earned', '2026-02', 200n, 200n],
    ['earned', '2026-03', 79n, 279n],
    ['closing', '2026-03-20', 1n, 280n],
    ['drawn', '2026-03-02', -250n, 30n],
  ]);
  expect(statement).toMatchObject({
    openingMicros: 0n,
    incomeMicros: 280n,
    drawnMicros: 250n,
    closingMicros: 30n,
    final: true,
  });
});

test('a version that was closed before opens with its last micro', () => {
  const facts: StatementFacts = {
    versions: [{ ...version, beforeMicros: 1_401n, drawnBeforeMicros: 100n, closedOn: '2025-11-30' }],
    growth: [],
    draws: [{ modelVersionId: 'v', day: '2026-01-05', micros: 181n, draws: 1n }],
    over: false,
  };
  expect(statementOf(facts, { ...RANGE, basis: 'payable' })).toMatchObject({
    openingMicros: 181n,
    closingMicros: 0n,
    final: false,
  });
});

test('any facts: opening, income and draws sum to the closing balance, and statements of halves meet in the middle', () => {
  const months = ['2026-01', '2026-02', '2026-06', '2026-07', '2026-11'];
  const growths = fc.array(fc.bigInt(0n, 10n ** 17n), { minLength: months.length, maxLength: months.length });
  fc.assert(
    fc.property(table, growths, fc.bigInt(0n, 10n ** 9n), (weights, micros, drawnBeforeMicros) => {
      for (const owner of owners(weights)) {
        const growth = months.map((month, i) => grown(month, micros[i] as bigint));
        const opened = { modelVersionId: 'v', ...owner, beforeMicros: 5n, drawnBeforeMicros, closedOn: null };
        const ask = (range: { from: string; to: string }, before: bigint, part: typeof growth) =>
          statementOf(
            { versions: [{ ...opened, beforeMicros: before }], growth: part, draws: [], over: true },
            { ...range, currency: 'EUR', basis: 'earned' },
          );
        const whole = ask(RANGE, 5n, growth);
        const first = ask({ from: '2026-01-01', to: '2026-06-30' }, 5n, growth.slice(0, 3));
        const second = ask({ from: '2026-07-01', to: '2026-12-31' }, 5n + sum(micros.slice(0, 3)), growth.slice(3));
        expect(whole.openingMicros + whole.incomeMicros - whole.drawnMicros).toBe(whole.closingMicros);
        expect(second.openingMicros).toBe(first.closingMicros);
        expect(second.closingMicros).toBe(whole.closingMicros);
      }
    }),
  );
});
