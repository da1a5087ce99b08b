import { expect, test } from '@jest/globals';
import type { JsMsg } from '@nats-io/jetstream';
import fc from 'fast-check';
import { Gathering, IDS_PER_BATCH, IDS_PER_MESSAGE } from '../../infra/nats/batch.ts';

interface Said {
  readonly message: JsMsg;
  readonly ended: () => boolean;
}

function message(body: string, deliveryCount = 1): Said {
  let terms = 0;
  const said = { json: () => JSON.parse(body) as unknown, info: { deliveryCount }, term: () => void (terms += 1) };
  return { message: said as unknown as JsMsg, ended: () => terms > 0 };
}

const listOf = (ids: readonly (bigint | number)[]) => JSON.stringify(ids.map(String));

test('whatever comes is taken once, in order, in batches that are full but not over', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: IDS_PER_MESSAGE }), { maxLength: 60 });
  fc.assert(
    fc.property(sizes, (given) => {
      const gathering = new Gathering();
      let next = 0;
      for (const size of given) {
        gathering.add(message(listOf(Array.from({ length: size }, () => next++))).message);
      }
      const batches: (readonly bigint[])[] = [];
      while (!gathering.isEmpty) batches.push(gathering.take().ids);
      expect(batches.flat()).toEqual(Array.from({ length: next }, (_, i) => BigInt(i)));
      for (const [at, { length }] of batches.entries()) {
        expect(length).toBeLessThanOrEqual(IDS_PER_BATCH);
        if (at < batches.length - 1) expect(length).toBeGreaterThan(IDS_PER_BATCH - IDS_PER_MESSAGE);
      }
    }),
  );
});

test('a message that failed twice is taken alone, and those before and after it together', () => {
  const gathering = new Gathering();
  for (const [id, deliveries] of [1, 1, 3, 2, 1, 4].entries()) gathering.add(message(`["${id}"]`, deliveries).message);
  const batches: (readonly bigint[])[] = [];
  while (!gathering.isEmpty) batches.push(gathering.take().ids);
  expect(batches).toEqual([[0n, 1n], [2n], [3n, 4n], [5n]]);
});

test.each([
  'no json',
  '{}',
  'null',
  '"1"',
  '["x"]',
  '["-1"]',
  '["1.5"]',
  '[1e21]',
  '[null]',
  '["1234567890123456789"]',
  listOf(Array.from({ length: IDS_PER_MESSAGE + 1 }, (_, i) => i)),
])('%# a message that is no list of ids is ended and not taken', (body) => {
  const gathering = new Gathering();
  const { message: broken, ended } = message(body);
  gathering.add(broken);
  expect([ended(), gathering.isEmpty]).toEqual([true, true]);
});

test('it is full with a whole batch, until one is taken', () => {
  const gathering = new Gathering();
  const whole = listOf(Array.from({ length: IDS_PER_MESSAGE }, (_, i) => i));
  for (let i = 0; i < 4; i += 1) {
    expect(gathering.isFull).toBe(false);
    gathering.add(message(whole).message);
  }
  expect(gathering.isFull).toBe(true);
  expect(gathering.take().ids).toHaveLength(IDS_PER_BATCH);
  expect([gathering.isFull, gathering.isEmpty]).toEqual([false, true]);
});

test('who waits for a change is woken by it, by a call, or by the clock', async () => {
  const gathering = new Gathering();
  const added = gathering.changed();
  gathering.add(message('["1"]').message);
  await added;
  const woken = gathering.changed();
  gathering.wake();
  await woken;
  await gathering.changed(5);
  const taken = gathering.changed();
  gathering.take();
  await taken;
});
