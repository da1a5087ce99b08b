import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RecentMap } from '../../domain/shared/index.ts';

test('the last entries are remembered, the number of all is bounded, and a use counts as recent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.integer({ min: 0, max: 30 })), (size, keys) => {
      const map = new RecentMap<number, string>(size);
      for (const key of keys) if (map.get(key) === undefined) map.set(key, `value ${key}`);
      const lastDistinct = [...new Set(keys.toReversed())].slice(0, size);
      for (const key of lastDistinct.toReversed()) expect(map.get(key)).toBe(`value ${key}`);
      const remembered = Array.from({ length: 31 }, (_, key) => key).filter((key) => has(map, key));
      expect(remembered.length).toBeLessThanOrEqual(2 * size);
    }),
  );
});

test('a key may be set anew', () => {
  const map = new RecentMap<string, number>(2);
  map.set('a', 1);
  map.set('a', 2);
  expect(map.get('a')).toBe(2);
  expect(map.get('b')).toBeUndefined();
});

/** Without counting as a use. */
function has(map: RecentMap<number, string>, key: number): boolean {
  const { young, old } = map as unknown as { young: Map<number, string>; old: Map<number, string> };
  return young.has(key) || old.has(key);
}
