import { expect, test } from '@jest/globals';
import { Pulse } from '../../domain/training/index.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('beats go on while the lease is held, at most four a second, and end with the work', async () => {
  let beats = 0;
  const pulse = new Pulse(async () => (beats += 1) > 0, 10_000);
  await pause(1_100);
  await pulse.stop();
  const counted = beats;
  expect(counted).toBeGreaterThanOrEqual(2);
  expect(counted).toBeLessThanOrEqual(4);
  await pause(400);
  expect(beats).toBe(counted);
  expect(pulse.lost.aborted).toBe(false);
});

test('a lease that went to another worker stops the work', async () => {
  const pulse = new Pulse(async () => false, 10_000);
  await new Promise((resolve) => pulse.lost.addEventListener('abort', resolve));
  await pulse.stop();
});

test('a database that is away for a moment does not stop the work; away for the whole lease, it does', async () => {
  const pulse = new Pulse(() => Promise.reject(new Error('away')), 700);
  await pause(400);
  expect(pulse.lost.aborted).toBe(false);
  await new Promise((resolve) => pulse.lost.addEventListener('abort', resolve));
  await pulse.stop();
});
