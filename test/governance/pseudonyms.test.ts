import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { freezeRoll, publishedRoll, rollDigest } from '../../domain/governance/roll.ts';
import { risingPseudonyms, shuffled } from '../../domain/governance/pseudonyms.ts';
import { digestOf } from '../../domain/shared/index.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('pseudonyms are random UUIDs, all different, in rising order', () => {
  const drawn = risingPseudonyms(20_000);
  expect(drawn.every((one) => UUID.test(one))).toBe(true);
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn).toEqual(drawn.toSorted());
  const firsts = new Set(risingPseudonyms(2_000).map((one) => one[0]));
  expect(firsts.size).toBe(16);
});

test('the order in which voters get them says nothing: every order of a few comes about as often', () => {
  const seen = new Map<string, number>();
  for (let i = 0; i < 24_000; i += 1) {
    const order = shuffled(['a', 'b', 'c', 'd']).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(24);
  for (const times of seen.values()) expect(Math.abs(times - 1_000)).toBeLessThan(200);
});

test('the digest of a roll is that of its canonical JSON, whatever its names have in them', () => {
  const entry = fc.record({
    voter: fc.string({ unit: 'binary' }),
    power: fc.bigInt({ min: 0n, max: 2n ** 70n }),
    delegate: fc.option(fc.string({ unit: 'binary' })),
  });
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const plain = entries.map(({ voter, power, delegate }) => [voter, power.toString(), delegate]);
      expect(rollDigest(entries)).toBe(digestOf(plain));
    }),
  );
  const { entries, digest } = freezeRoll([{ personId: 'p', userId: 'u', power: 3n }]);
  expect(digest).toBe(rollDigest(publishedRoll(entries)));
});
