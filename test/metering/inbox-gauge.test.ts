import { expect, test } from '@jest/globals';
import { InboxGauge } from '../../domain/metering/index.ts';

/** Counts how often the inbox is looked at, and takes as long for it as it is told. */
class Looks {
  nowMs = 0;
  count = 0;
  tookMs = 1;
  fails = false;
  full = false;

  readonly gauge = new InboxGauge(
    {
      anyPast: async () => {
        this.count += 1;
        this.nowMs += this.tookMs;
        if (this.fails) throw new Error('The database is away.');
        return this.full;
      },
      moreThan: async () => false,
    },
    { events: 10, lagMs: 10 },
    () => this.nowMs,
  );
}

test('however many ask at once, the inbox is looked at once, and again after a second', async () => {
  const looks = new Looks();
  const together = await Promise.all(Array.from({ length: 500 }, () => looks.gauge.isFull()));
  expect(new Set(together)).toEqual(new Set([false]));
  looks.nowMs = 999;
  looks.full = true;
  expect([await looks.gauge.isFull(), looks.count]).toEqual([false, 1]);
  looks.nowMs = 1_000;
  expect([await looks.gauge.isFull(), looks.count]).toEqual([true, 2]);
});

test('a look that takes long is not taken again for ten times as long', async () => {
  const looks = new Looks();
  looks.tookMs = 500;
  await looks.gauge.isFull();
  looks.nowMs = 4_999;
  await looks.gauge.isFull();
  expect(looks.count).toBe(1);
  looks.nowMs = 5_000;
  await looks.gauge.isFull();
  expect(looks.count).toBe(2);
});

test('a look that fails is told to those who waited for it, and not kept', async () => {
  const looks = new Looks();
  looks.fails = true;
  const both = await Promise.allSettled([looks.gauge.isFull(), looks.gauge.isFull()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  looks.fails = false;
  expect(await looks.gauge.isFull()).toBe(false);
});
