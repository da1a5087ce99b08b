import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { PoolKey } from '../../domain/training/index.ts';

const keyOf = (byte: number) => new PoolKey(Buffer.alloc(32, byte));
const digests = fc.uint8Array({ minLength: 16, maxLength: 16 });

/** RFC 4648 by bits: the slow, plain way. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

test('a pseudonym is base32 of the first 128 bits of a keyed hash of the owner', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uuid(), (key, owner) => {
      const expected = createHmac('sha256', key).update(`v1${owner}`).digest().subarray(0, 16);
      expect(new PoolKey(key).pseudonym(owner)).toBe(base32(expected));
    }),
  );
});

test('the same person has nothing in common in two pools, neither name nor order', () => {
  const owners = Array.from({ length: 200 }, (_, i) => `owner-${i}`);
  const inPool = (byte: number) => owners.map((owner) => keyOf(byte).pseudonym(owner));
  const [one, other] = [inPool(1), inPool(2)];
  expect(one.filter((pseudonym) => other.includes(pseudonym))).toEqual([]);
  const places = (pseudonyms: string[]) => pseudonyms.map((pseudonym) => pseudonyms.toSorted().indexOf(pseudonym));
  const same = places(one).filter((place, i) => place === places(other)[i]).length;
  expect(same).toBeLessThan(10);
});

test('one record in ten is held out, another choice in each run, the same choice each time', () => {
  const records = Array.from({ length: 5_000 }, (_, i) => Buffer.from(`record ${i}`));
  const heldOut = (run: string) => records.map(keyOf(3).holdOut(run));
  const [one, again, other] = [heldOut('run-1'), heldOut('run-1'), heldOut('run-2')];
  expect(again).toEqual(one);
  const share = (some: boolean[]) => some.filter(Boolean).length / records.length;
  expect(Math.abs(share(one) - 0.1)).toBeLessThan(0.02);
  const both = one.filter((held, i) => held && other[i]).length / records.length;
  expect(Math.abs(both - 0.01)).toBeLessThan(0.008);
});

test('who lacks the key cannot tell what will be held out', () => {
  fc.assert(
    fc.property(fc.array(digests, { minLength: 400, maxLength: 400 }), (records) => {
      const [real, guessed] = [keyOf(4).holdOut('run'), keyOf(5).holdOut('run')];
      const agreed = records.filter((record) => real(record) && guessed(record)).length;
      expect(agreed).toBeLessThan(40);
    }),
    { numRuns: 20 },
  );
});
