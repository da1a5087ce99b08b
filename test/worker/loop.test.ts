import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Loop, type Pace } from '../../infra/worker/loop.ts';

const silent = pino({ level: 'silent' });
const WORK_MS = 20;

/** How long a loop worked and how long it was watched, with a job that always finds work. */
async function busy(pace: Pace) {
  let workedMs = 0;
  const began = performance.now();
  const loop = new Loop('busy', () => work(), pace, silent);
  await delay(600);
  await loop.stop();
  return { workedMs, watchedMs: performance.now() - began };

  async function work(): Promise<boolean> {
    const from = performance.now();
    await delay(WORK_MS);
    workedMs += performance.now() - from;
    return true;
  }
}

test('a job with a share leaves the rest of the time to others, and one without takes it all', async () => {
  const shared = await busy({ idleMs: 60_000, share: 0.25 });
  const whole = await busy({ idleMs: 60_000 });
  expect(shared.workedMs).toBeLessThan(0.5 * shared.watchedMs);
  expect(shared.workedMs).toBeGreaterThan(2 * WORK_MS);
  expect(whole.workedMs).toBeGreaterThan(0.75 * whole.watchedMs);
});

test('a job that fails is tried again, and stopping waits for the work in hand', async () => {
  const tries: string[] = [];
  let again = () => {};
  const triedAgain = new Promise<void>((resolve) => (again = resolve));
  const loop = new Loop('failing', fails, { idleMs: 60_000 }, silent);
  await triedAgain;
  await loop.stop();
  expect(tries).toEqual(['began', 'failed', 'began', 'failed']);

  async function fails(): Promise<boolean> {
    tries.push('began');
    if (tries.length > 1) again();
    await delay(5);
    tries.push('failed');
    throw new Error('its database is away');
  }
});
