import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { InvalidJournal, JournalKeyReused, JournalUnbalanced, type JournalDraft } from '../../domain/ledger/index.ts';
import { assertBalanced, assertSameJournal, journalOf, netOf } from '../../domain/ledger/journal.ts';

function draft(...amounts: bigint[]): JournalDraft {
  const legs = amounts.map((amountMicros, i) => ({ account: `customer:${i}:EUR`, amountMicros }));
  return { key: 'k', kind: 'test', currency: 'EUR', legs };
}

const idOf = (key: string) => BigInt(key.split(':')[1] as string);

describe('a draft is refused', () => {
  test.each([
    ['whose legs do not sum to zero', draft(5n, -4n), JournalUnbalanced],
    ['with a leg of zero', draft(5n, -5n, 0n), InvalidJournal],
    ['with one leg', draft(5n), InvalidJournal],
    ['with no legs', draft(), InvalidJournal],
    ['without a key', { ...draft(5n, -5n), key: '' }, InvalidJournal],
    ['with a leg past what the database holds', draft(2n ** 63n, -(2n ** 63n)), InvalidJournal],
    [
      'with one account twice',
      {
        ...draft(),
        legs: [
          { account: 'customer:1:EUR', amountMicros: 5n },
          { account: 'customer:1:EUR', amountMicros: -5n },
        ],
      },
      InvalidJournal,
    ],
  ])('%s', (_name, given, error) => {
    expect(() => assertBalanced(given)).toThrow(error);
  });
});

test('the order of the legs makes no other journal, another amount does', () => {
  const first = draft(7n, -3n, -4n);
  const again = { ...first, legs: first.legs.toReversed() };
  expect(() => assertSameJournal(journalOf(first, idOf), journalOf(again, idOf))).not.toThrow();
  expect(() => assertSameJournal(journalOf(first, idOf), journalOf(draft(7n, -4n, -3n), idOf))).toThrow(
    JournalKeyReused,
  );
  expect(() => assertSameJournal(journalOf(first, idOf), journalOf({ ...first, kind: 'other' }, idOf))).toThrow(
    JournalKeyReused,
  );
});

test('however many balanced journals there are, what they move in all sums to zero', () => {
  const balanced = fc
    .array(
      fc.bigInt(-(10n ** 15n), 10n ** 15n).filter((n) => n !== 0n),
      { minLength: 1, maxLength: 6 },
    )
    .map((amounts) => [...amounts, -amounts.reduce((a, b) => a + b, 0n)])
    .filter((amounts) => amounts.at(-1) !== 0n);
  fc.assert(
    fc.property(fc.array(balanced, { maxLength: 20 }), (list) => {
      const net = netOf(list.map((amounts) => journalOf(draft(...amounts), idOf)));
      expect([...net.values()].reduce((a, b) => a + b, 0n)).toBe(0n);
    }),
  );
});
