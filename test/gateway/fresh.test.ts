import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Fresh } from '../../examples/gateway/fresh.ts';

function counting(forMs: number, most?: number) {
  const asked: string[] = [];
  const ask = async (key: string) => {
    const number = asked.push(key);
    await sleep(5);
    if (key === 'fails') throw new Error('The instance is away.');
    return `${key}${number}`;
  };
  return { asked, fresh: new Fresh(ask, forMs, most) };
}

test('questions that come together are asked once, and again when the answer is old', async () => {
  const { fresh } = counting(400);
  expect(await Promise.all([fresh.of('a'), fresh.of('a'), fresh.of('b')])).toEqual(['a1', 'a1', 'b2']);
  expect(await fresh.of('a')).toBe('a1');
  await sleep(410);
  expect(await fresh.of('a')).toBe('a3');
});

test('a failure is told to all who waited, and not kept', async () => {
  const { asked, fresh } = counting(60_000);
  const both = await Promise.allSettled([fresh.of('fails'), fresh.of('fails')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(fresh.of('fails')).rejects.toThrow('away');
  expect(asked).toEqual(['fails', 'fails']);
});

test('keys that strangers make up push out the oldest, not the memory', async () => {
  const { asked, fresh } = counting(60_000, 2);
  for (const key of ['a', 'b', 'c', 'b', 'c', 'a']) await fresh.of(key);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
