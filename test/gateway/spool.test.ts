import { appendFile, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FolderInUse } from '../../examples/gateway/spool/claim.ts';
import { SpoolDamaged } from '../../examples/gateway/spool/segment.ts';
import type { UsageEvent } from '../../examples/gateway/usage-event.ts';
import { aCall, append, places, SOURCE } from './calls.ts';

const aPlace = places();
const FIRST = 'usage-0000000000000001.ndjson';
const numbers = (events: readonly UsageEvent[]) => events.map(({ sequence }) => sequence);

test('calls that come at once get consecutive numbers, and wait in that order', async () => {
  const spool = await (await aPlace()).open();
  const events = await append(spool, 250);
  expect(numbers(events)).toEqual(Array.from({ length: 250 }, (_, at) => at + 1));
  expect(await spool.next(100)).toEqual(events.slice(0, 100));
  await spool.settle(100);
  expect(await spool.next(100)).toEqual(events.slice(100, 200));
  expect(spool.unsettled).toBe(150);
});

test('what was written is there after a start, and numbers go on', async () => {
  const { open } = await aPlace();
  const before = await open();
  const events = await append(before, 3);
  await before.settle(1);
  const after = await open();
  expect(await after.next(100)).toEqual(events.slice(1));
  expect(numbers(await append(after, 2))).toEqual([4, 5]);
});

test('half a line, as a crash leaves it, is dropped, and its number is given to the next call', async () => {
  const { folder, open } = await aPlace();
  const events = await append(await open(), 2);
  const path = join(folder, FIRST);
  const whole = (await stat(path)).size;
  const torn = JSON.stringify({ ...aCall(), sequence: 3 });
  for (const tail of [torn.slice(0, 40), torn, `${'\0'.repeat(50)}\n`]) {
    await appendFile(path, tail);
    const spool = await open();
    expect((await stat(path)).size).toBe(whole);
    expect(await spool.next(100)).toEqual(events);
  }
  const spool = await open();
  expect(numbers(await append(spool, 1))).toEqual([3]);
});

test('damage that no crash explains stops the gateway, and changes nothing', async () => {
  const { folder, open } = await aPlace();
  await append(await open(), 3);
  const path = join(folder, FIRST);
  const damaged = (await readFile(path, 'utf8')).replace('"sequence":2', '"sequence":x');
  await writeFile(path, damaged);
  await expect(open()).rejects.toThrow(SpoolDamaged);
  expect(await readFile(path, 'utf8')).toBe(damaged);
});

test('settled segments are deleted, all but the newest, which keeps the count', async () => {
  const { folder, open } = await aPlace();
  const spool = await open(1);
  for (let i = 0; i < 5; i += 1) await append(spool, 2);
  expect(numbers(await spool.next(100))).toEqual([1, 2]);
  await spool.settle(2);
  expect(numbers(await spool.next(1))).toEqual([3]);
  await spool.settle(10);
  expect((await readdir(folder)).filter((name) => name.startsWith('usage-'))).toEqual([
    'usage-0000000000000009.ndjson',
  ]);
  const after = await open();
  expect(after.unsettled).toBe(0);
  expect(numbers(await append(after, 1))).toEqual([11]);
});

test.each([
  ['an older segment', 'usage-0000000000000003.ndjson', /lacks the events 3 to 4/],
  ['the newest segment', 'usage-0000000000000005.ndjson', /lacks the events 5 to 6/],
])('without %s it does not start', async (_which, name, message) => {
  const { folder, open } = await aPlace();
  const spool = await open(1);
  for (let i = 0; i < 3; i += 1) await append(spool, 2);
  await writeFile(join(folder, 'settled.json'), JSON.stringify({ source: SOURCE, settled: 6 }));
  await rm(join(folder, name));
  await expect(open()).rejects.toThrow(message);
});

test('a line torn off an older segment is a fault, not a crash', async () => {
  const { folder, open } = await aPlace();
  const spool = await open(1);
  for (let i = 0; i < 2; i += 1) await append(spool, 2);
  await truncate(join(folder, FIRST), 300);
  await expect(open()).rejects.toThrow(SpoolDamaged);
  expect((await stat(join(folder, FIRST))).size).toBe(300);
});

test('a folder serves one gateway, and one process at a time', async () => {
  const { folder, open } = await aPlace();
  await open();
  await expect(open(undefined, '/gateways/another')).rejects.toThrow(/of another gateway/);
  await writeFile(join(folder, 'owner.1'), '');
  await expect(open()).rejects.toThrow(FolderInUse);
});

test('when the disk fails, no call is numbered any more', async () => {
  const { folder, open } = await aPlace();
  const spool = await open(1);
  await append(spool, 1);
  await rm(folder, { recursive: true });
  await expect(append(spool, 2)).rejects.toThrow('ENOENT');
  await expect(append(spool, 1)).rejects.toThrow('ENOENT');
  expect(spool.unsettled).toBe(1);
});

test('whatever is appended, settled, torn and started again: no number is missing, double or moved', async () => {
  const step = fc.oneof(
    fc.record({ act: fc.constant('append' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ act: fc.constant('settle' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ act: fc.constant('crash' as const), count: fc.integer({ min: 0, max: 30 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { folder, open } = await aPlace();
      let spool = await open(600);
      const answered: UsageEvent[] = [];
      let settled = 0;
      for (const { act, count } of steps) {
        if (act === 'append') answered.push(...(await append(spool, count)));
        if (act === 'settle') await spool.settle((settled = Math.min(settled + count, answered.length)));
        if (act === 'crash') {
          const newest = (await readdir(folder))
            .filter((name) => name.startsWith('usage-'))
            .toSorted()
            .at(-1);
          await appendFile(join(folder, newest as string), '{"sequence":99,"id":"torn in the middle"'.slice(0, count));
          spool = await open(600);
        }
      }
      const left: UsageEvent[] = [];
      for (let events; (events = await spool.next(3)).length > 0; await spool.settle(settled + left.length)) {
        left.push(...events);
      }
      expect(left).toEqual(answered.slice(settled));
      expect(numbers(answered)).toEqual(answered.map((_, at) => at + 1));
    }),
    { numRuns: 40 },
  );
});
