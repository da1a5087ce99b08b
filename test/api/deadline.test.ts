import { expect, test } from '@jest/globals';
import { timedOut, untilAborted } from '../../api/http/deadline.ts';

test('work that outlasts its deadline is left with TIMEOUT; work in time is not touched', async () => {
  const controller = new AbortController();
  const endless = untilAborted(controller.signal, () => new Promise(() => {}));
  controller.abort(timedOut());
  await expect(endless).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } });
  expect(await untilAborted(new AbortController().signal, async () => 7)).toBe(7);
});

test('nothing begins once the deadline has passed', async () => {
  let begun = false;
  const begin = async () => {
    begun = true;
  };
  await expect(untilAborted(AbortSignal.abort(timedOut()), begin)).rejects.toThrow('too long');
  expect(begun).toBe(false);
});
