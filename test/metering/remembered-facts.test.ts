import { expect, test } from '@jest/globals';
import { RememberedFacts, RememberedKeys } from '../../domain/metering/index.ts';
import type { Id } from '../../domain/shared/index.ts';

test('what is there is asked for once, and what is not there each time, until it comes', async () => {
  const there = new Map([['a', { id: 'a' }]]);
  const asked: (readonly Id[])[] = [];
  const facts = new RememberedFacts(async (ids) => {
    asked.push(ids);
    return ids.flatMap((id) => there.get(id) ?? []);
  });
  expect(await facts.byIds(['a', 'b'])).toEqual([{ id: 'a' }]);
  expect(await facts.byIds(['a', 'b'])).toEqual([{ id: 'a' }]);
  there.set('b', { id: 'b' });
  expect(await facts.byIds(['b', 'a'])).toHaveLength(2);
  expect(await facts.byIds(['a', 'b'])).toHaveLength(2);
  expect(asked).toEqual([['a', 'b'], ['b'], ['b']]);
});

test('a revocation is seen by the next call, however often the key was seen before', async () => {
  const revoked = new Map<Id, Date>();
  const key = { id: 'k', customerId: 'c', label: 'l', keyHash: 'h', createdAt: new Date(0), revokedAt: null };
  const keys = new RememberedKeys({
    byIds: (ids) => Promise.resolve(ids.includes('k') ? [key] : []),
    revokedAmong: () => Promise.resolve(revoked),
  });
  expect(await keys.byIds(['k', 'unknown'])).toEqual([{ id: 'k', customerId: 'c', revokedAt: null }]);
  const at = new Date();
  revoked.set('k', at);
  expect(await keys.byIds(['k'])).toEqual([{ id: 'k', customerId: 'c', revokedAt: at }]);
});
