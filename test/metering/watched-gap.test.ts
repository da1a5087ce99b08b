import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { SequenceGap } from '../../domain/metering/index.ts';
import { changed } from '../../domain/shared/index.ts';
import { gapChanges, WatchedGap } from '../../domain/metering/watched-gap.ts';

const at = (pass: number) => new Date(pass);
const gap = (first: number, last: number): SequenceGap => ({ first: BigInt(first), last: BigInt(last) });

function watched(first: number, last: number, seen: number, opened: number | null = null): WatchedGap {
  const times = { firstSeenAt: at(seen), openedAt: opened === null ? null : at(opened), closedAt: null };
  return new WatchedGap({ id: `${first}-${last}`, gatewayId: 'g', ...gap(first, last), ...times });
}

test('what is left of a gap before it is reported is as old as the whole, and replaces it', () => {
  const whole = watched(5, 10, 1);
  const { appeared, outdated, filled } = gapChanges([whole], [gap(5, 6), gap(8, 10), gap(12, 12)], null, at(9));
  expect(appeared).toEqual([
    { ...gap(5, 6), firstSeenAt: at(1) },
    { ...gap(8, 10), firstSeenAt: at(1) },
    { ...gap(12, 12), firstSeenAt: at(9) },
  ]);
  expect([outdated, filled]).toEqual([[whole], []]);
});

test('a reported gap stays one gap until its last number has come', () => {
  const reported = watched(5, 10, 1, 2);
  expect(gapChanges([reported], [gap(7, 7)], null, at(9))).toEqual({ appeared: [], outdated: [], filled: [] });
  expect(gapChanges([reported], [], null, at(9))).toEqual({ appeared: [], outdated: [], filled: [reported] });
});

test('above what is known, nothing changes', () => {
  const above = [watched(5, 10, 1), watched(20, 30, 1), watched(40, 50, 1, 2)];
  expect(gapChanges(above, [gap(2, 2), gap(5, 7)], 7n, at(9))).toEqual({
    appeared: [{ ...gap(2, 2), firstSeenAt: at(9) }],
    outdated: [],
    filled: [],
  });
});

/** The gaps below the highest number that was seen. */
function gapsBelow(seen: ReadonlySet<number>): SequenceGap[] {
  const gaps: SequenceGap[] = [];
  let first = 0;
  for (let n = 1; n <= Math.max(0, ...seen); n += 1) {
    if (!seen.has(n)) first ||= n;
    else if (first) {
      gaps.push(gap(first, n - 1));
      first = 0;
    }
  }
  return gaps;
}

const DELAY = 2;

/** One pass of the watch, on a plain list. */
function pass(rows: readonly WatchedGap[], seen: ReadonlySet<number>, now: number): WatchedGap[] {
  const running = rows.filter(({ closedAt }) => !closedAt);
  const { appeared, outdated, filled } = gapChanges(running, gapsBelow(seen), null, at(now));
  const kept = rows.filter((row) => !outdated.includes(row));
  const added = appeared.map((one, i) => {
    return new WatchedGap({ ...one, id: `${now}-${i}`, gatewayId: 'g', openedAt: null, closedAt: null });
  });
  return [...kept, ...added].map((row) => {
    if (filled.includes(row)) return changed(row, { closedAt: at(now) });
    const due = !row.openedAt && row.firstSeenAt <= at(now - DELAY);
    return due ? changed(row, { openedAt: at(now) }) : row;
  });
}

test('in whatever order numbers come, each missing one is watched since it was missed, and reported gaps close with their last', () => {
  const arrivals = fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }), { maxLength: 12 });
  fc.assert(
    fc.property(arrivals, (passes) => {
      const seen = new Set<number>();
      const missedSince = new Map<bigint, number>();
      let rows: WatchedGap[] = [];
      for (const [now, numbers] of passes.entries()) {
        for (const number of numbers) seen.add(number);
        rows = pass(rows, seen, now);
        const current = gapsBelow(seen);
        const missing = current.flatMap(({ first, last }) => numbersIn(first, last));
        for (const number of missing) if (!missedSince.has(number)) missedSince.set(number, now);
        for (const number of missing) {
          const around = rows.filter((row) => !row.closedAt && row.first <= number && number <= row.last);
          expect(around.map(({ firstSeenAt }) => firstSeenAt)).toEqual([at(missedSince.get(number) ?? -1)]);
        }
        for (const row of rows) {
          const left = numbersIn(row.first, row.last).filter((number) => missing.includes(number));
          if (row.openedAt) expect(row.closedAt === null).toBe(left.length > 0);
          else expect(left).toEqual(numbersIn(row.first, row.last));
        }
      }
    }),
    { numRuns: 100 },
  );
});

function numbersIn(first: bigint, last: bigint): bigint[] {
  return Array.from({ length: Number(last - first) + 1 }, (_, i) => first + BigInt(i));
}
