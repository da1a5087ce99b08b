import { randomFillSync } from 'node:crypto';

const VERSION = { clear: ~0xf000n, set: 0x4000n };
const VARIANT = { clear: 0x3fffffffffffffffn, set: 0x8000000000000000n };

/**
 * So many random UUIDs (version 4, RFC 9562), in rising order. Drawn as numbers, since a roll can have a hundred thousand and
 * to sort as many texts takes as long as all the rest of freezing it.
 */
export function risingPseudonyms(count: number): string[] {
  const [first, second] = [randomFillSync(new BigUint64Array(count)), randomFillSync(new BigUint64Array(count))];
  for (let i = 0; i < count; i += 1) first[i] = ((first[i] as bigint) & VERSION.clear) | VERSION.set;
  first.sort();
  return Array.from(first, (high, i) => {
    const low = ((second[i] as bigint) & VARIANT.clear) | VARIANT.set;
    const [a, b] = [high.toString(16).padStart(16, '0'), low.toString(16)];
    return [a.slice(0, 8), a.slice(8, 12), a.slice(12), b.slice(0, 4), b.slice(4)].join('-');
  });
}

/** A copy in an order that is drawn, each order as likely as any other (Fisher and Yates). */
export function shuffled<T>(items: readonly T[]): T[] {
  const drawn = randomFillSync(new Uint32Array(items.length));
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const at = Math.floor(((drawn[last] as number) / 2 ** 32) * (last + 1));
    [order[last], order[at]] = [order[at] as T, order[last] as T];
  }
  return order;
}
