import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  Account,
  InsufficientBalance,
  InvalidJournal,
  JournalKeyReused,
  JournalUnbalanced,
  sealBatch,
  type JournalDraft,
} from '../../domain/ledger/index.ts';
import { writeJournal } from '../../domain/ledger/batch.ts';
import { book } from '../../domain/ledger/book.ts';
import { assertBalanced, assertSameMovement, movementOf } from '../../domain/ledger/journal.ts';

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
    ['whose key has a character that no key has', { ...draft(5n, -5n), key: 'a|b' }, InvalidJournal],
  ])('%s', (_name, given, error) => {
    expect(() => {
      assertBalanced(given);
      movementOf(given, idOf);
    }).toThrow(error);
  });
});

test('the order of the legs makes no other journal, another amount does', () => {
  const first = draft(7n, -3n, -4n);
  const again = { ...first, legs: first.legs.toReversed() };
  expect(() => assertSameMovement(movementOf(first, idOf), movementOf(again, idOf))).not.toThrow();
  expect(() => assertSameMovement(movementOf(first, idOf), movementOf(draft(7n, -4n, -3n), idOf))).toThrow(
    JournalKeyReused,
  );
  expect(() => assertSameMovement(movementOf(first, idOf), movementOf({ ...first, kind: 'other' }, idOf))).toThrow(
    JournalKeyReused,
  );
});

const accountsOf = (balances: readonly bigint[], floorMicros: bigint | null = null) =>
  new Map(
    balances.map((balanceMicros, i) => {
      const account = { id: BigInt(i), key: `customer:${i}:EUR`, kind: 'customer' as const, currency: 'EUR' };
      return [BigInt(i), new Account({ ...account, balanceMicros, floorMicros })];
    }),
  );

test('however many balanced journals are booked, each records the balances it left, and they sum to what was there', () => {
  const balanced = fc
    .array(
      fc.bigInt(-(10n ** 15n), 10n ** 15n).filter((n) => n !== 0n),
      { minLength: 1, maxLength: 6 },
    )
    .map((amounts) => [...amounts, -amounts.reduce((a, b) => a + b, 0n)])
    .filter((amounts) => amounts.at(-1) !== 0n);
  const start = fc.array(fc.bigInt(0n, 10n ** 15n), { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(fc.array(balanced, { maxLength: 20 }), start, (list, before) => {
      const booked = book(
        list.map((amounts) => movementOf(draft(...amounts), idOf)),
        accountsOf(before),
      );
      const running = [...before];
      for (const { accountIds, amountsMicros, balancesMicros } of booked.journals) {
        for (const [i, id] of accountIds.entries()) {
          running[Number(id)]! += amountsMicros[i]!;
          expect(balancesMicros[i]).toBe(running[Number(id)]);
        }
      }
      for (const [id, balance] of booked.balances) expect(balance).toBe(running[Number(id)]);
      const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
      expect(sum(running)).toBe(sum(before));
    }),
  );
});

test('an overdraft inside a batch is refused even where a later journal would cover it', () => {
  const over = [movementOf(draft(-5n, 5n), idOf), movementOf(draft(9n, -9n), idOf)];
  expect(() => book(over, accountsOf([4n, 100n], 0n))).toThrow(InsufficientBalance);
  expect(() => book(over.toReversed(), accountsOf([4n, 100n], 0n))).not.toThrow();
});

test('a batch is sealed by everything in it and before it', () => {
  const { journals, creditedMicros } = book([movementOf(draft(7n, -3n, -4n), idOf)], accountsOf([0n, 9n, 9n]));
  expect(creditedMicros).toBe(7n);
  const written = journals.map(writeJournal);
  const head = { chain: 3, number: 41n, hash: '0'.repeat(64) };
  const seal = (from = head, rows = written, atMs = 1_000) => sealBatch(from, rows, creditedMicros, new Date(atMs));
  expect(seal()).toMatchObject({ chain: 3, number: 42n, previousHash: head.hash, journals: 1, creditedMicros: 7n });
  const [row] = written;
  const others = [
    seal({ ...head, hash: '1'.repeat(64) }),
    seal({ ...head, number: 40n }),
    seal(head, written, 1_001),
    seal(head, [...written, ...written]),
    seal(head, [{ ...row!, kind: 'other' }]),
    seal(head, [{ ...row!, balancesMicros: '{7,6,6}' }]),
  ];
  expect(new Set([seal(), ...others].map((batch) => batch.hash)).size).toBe(others.length + 1);
});
