import { expect, test } from '@jest/globals';
import { QueueDrained, type ShardBacklog } from '../../domain/metering/index.ts';

const check = (...shards: ShardBacklog[]) => new QueueDrained({ read: () => Promise.resolve(shards) }, 100).run();
const shard = (changes: Partial<ShardBacklog>) => ({ shard: 3, pending: 0, inHand: 0, hasConsumer: true, ...changes });

test('a queue that is short and read is sound, and so is one that was never used', async () => {
  expect(await check()).toBeNull();
  expect(await check(shard({ pending: 60, inHand: 40 }))).toBeNull();
});

test('a shard with too much to do, or that nobody reads, is named', async () => {
  expect(await check(shard({}), shard({ shard: 5, pending: 61, inHand: 40 }))).toEqual({
    row: 'shard 5',
    message: 'shard 5: 101 messages are not dealt with, and at most 100 should be',
  });
  expect(await check(shard({ pending: 1, hasConsumer: false }))).toEqual({
    row: 'shard 3',
    message: 'shard 3: 1 messages wait, but no worker reads them',
  });
});
