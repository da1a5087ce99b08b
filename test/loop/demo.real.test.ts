import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, jest, test } from '@jest/globals';

jest.setTimeout(180_000);

test('npm run demo -- --json plays the whole loop, verifies it, and says so in its last line', async () => {
  const demo = join(process.cwd(), 'scripts', 'demo.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [demo, '--json'], { maxBuffer: 2 ** 24 });
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) as string) as Record<string, unknown>;
  expect(summary).toEqual({
    members: 10,
    records: 24_000,
    accepted: 9,
    rejected: 1,
    usageAccepted: 250,
    usagePosted: 250,
    paidMicros: '499750',
    ownersMicros: '350250',
    builderMicros: '99750',
    platformMicros: '49750',
    entriesSumMicros: '0',
    capTableMembers: 8,
    seconds: expect.any(Number),
  });
});
