import { expect, test } from '@jest/globals';
import { Turns } from '../../domain/revenue/posting/turns.ts';

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('turns come in the order of entering, whoever is ready first, and one that fails holds up nobody', async () => {
  const turns = new Turns<number>();
  const done: number[] = [];
  const go = async (n: number, readyMs: number, fails = false) => {
    const turn = turns.enter([n]);
    try {
      await turn.apart;
      await after(readyMs);
      if (fails) throw new Error('failed before its turn');
      await turn.mine;
      done.push(n);
    } finally {
      turn.leave();
    }
  };
  await Promise.allSettled([go(1, 20), go(2, 0), go(3, 10, true), go(4, 5)]);
  expect(done).toEqual([1, 2, 4]);
});

test('work on the same things does not even begin before what has them, work on others does', async () => {
  const turns = new Turns<number>();
  const [first, same, other] = [turns.enter([1, 2]), turns.enter([2, 3]), turns.enter([4])];
  const begun: string[] = [];
  void same.apart.then(() => begun.push('same'));
  void other.apart.then(() => begun.push('other'));
  await after(5);
  expect(begun).toEqual(['other']);
  first.leave();
  await after(5);
  expect(begun).toEqual(['other', 'same']);
  same.leave();
  const next = turns.enter([1, 2, 3]);
  await next.apart;
  other.leave();
  next.leave();
});
