import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { TokenBucket } from '../../domain/metering/token-bucket.ts';

test('it gives one second’s worth at once, a larger delivery on credit, and then makes its owner wait for it', () => {
  const bucket = new TokenBucket(5, 0);
  expect(bucket.waitMs(0)).toBe(0);
  bucket.take(12, 0);
  expect(bucket.waitMs(0)).toBe(1_600);
  expect(bucket.waitMs(1_000)).toBe(600);
  expect(bucket.waitMs(1_600)).toBe(0);
});

test('a clock that goes back gives nothing and takes nothing', () => {
  const bucket = new TokenBucket(10, 1_000);
  bucket.take(10, 1_000);
  expect(bucket.waitMs(500)).toBe(100);
  expect(bucket.waitMs(1_100)).toBe(0);
});

test('whatever is sent whenever, no more passes than the rate allows, one second and the last delivery', () => {
  const sending = fc.record({
    afterMs: fc.integer({ min: 0, max: 3_000 }),
    tokens: fc.integer({ min: 1, max: 1_000 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.array(sending, { maxLength: 60 }), (perSecond, sendings) => {
      const bucket = new TokenBucket(perSecond, 0);
      let nowMs = 0;
      let passed = 0;
      for (const { afterMs, tokens } of sendings) {
        nowMs += afterMs;
        const waitMs = bucket.waitMs(nowMs);
        if (waitMs > 0) {
          nowMs += waitMs;
          expect(bucket.waitMs(nowMs)).toBe(0);
        }
        expect(passed).toBeLessThanOrEqual(perSecond + (perSecond * nowMs) / 1_000);
        bucket.take(tokens, nowMs);
        passed += tokens;
      }
    }),
  );
});
