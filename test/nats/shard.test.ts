import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../../domain/shared/index.ts';
import { MAX_SHARDS, shardOf } from '../../infra/nats/shard.ts';
import { durableOf, Subjects } from '../../infra/nats/subjects.ts';

test('a customer has one shard of as many as there are', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: MAX_SHARDS }), (customerId, shards) => {
      const shard = shardOf(customerId, shards);
      expect(shard).toBe(shardOf(customerId, shards));
      expect(Number.isInteger(shard) && shard >= 0 && shard < shards).toBe(true);
    }),
  );
});

test('customers spread over the shards, though their ids begin alike', () => {
  for (const shards of [2, 3, 7, 16]) {
    const counts = Array.from({ length: shards }, () => 0);
    for (let i = 0; i < 20_000; i += 1) counts[shardOf(newId(), shards)]! += 1;
    for (const count of counts) expect(Math.abs(count / (20_000 / shards) - 1)).toBeLessThan(0.2);
  }
});

test('each shard has a subject and a consumer of its own', () => {
  const subjects = new Subjects('pool').allUsage();
  expect(new Set(subjects).size).toBe(MAX_SHARDS);
  expect(subjects[10]).toBe('pool.usage.recorded.a');
  expect(durableOf(15)).toBe('posting-f');
});
