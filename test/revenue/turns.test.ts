import { expect, test } from '@jest/globals';
import { Turns } from '../../domain/revenue/turns.ts';

test('turns come in the order of entering, whoever is ready first, and one that fails holds up nobody', async () => {
  const turns = new Turns();
  const done: number[] = [];
  const go = async (n: number, readyMs: number, fails = false) => {
    const turn = turns.enter();
    try {
      await new Promise((resolve) => setTimeout(resolve, readyMs));
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
