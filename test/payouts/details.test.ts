import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { canonicalDetails, decimalAmount, destinationDigest, minimumOf } from '../../domain/payouts/index.ts';
import { minorUnitMicros, assertPayable } from '../../domain/payouts/minor-unit.ts';
import { InvalidInput } from '../../domain/shared/index.ts';

const SALT = '0123456789abcdef0123456789abcdef';
const iban = (account: string) => canonicalDetails({ kind: 'iban', account, holder: 'Ada', salt: SALT }).account;

describe('an IBAN', () => {
  test.each([
    'DE89 3704 0044 0532 0130 00',
    'GB82 WEST 1234 5698 7654 32',
    'NO93 8601 1117 947',
    'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
    'gb82west12345698765432',
  ])('%s is taken, in one form', (account) => {
    expect(iban(account)).toBe(account.replaceAll(' ', '').toUpperCase());
  });

  test('with one digit mistyped is refused, whichever', () => {
    const right = 'DE89370400440532013000';
    fc.assert(
      fc.property(fc.integer({ min: 2, max: right.length - 1 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = (Number(right[at]) + by) % 10;
        expect(() => iban(`${right.slice(0, at)}${digit}${right.slice(at + 1)}`)).toThrow(InvalidInput);
      }),
    );
  });

  test.each(['', 'DE', 'DE89', '89370400440532013000', 'DE89-3704-0044-0532-0130-00', 'DE8937040044053201300O'])(
    '%p is refused, by name',
    (account) => {
      expect(() => iban(account)).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', field: ['details', 'account'] }),
      );
    },
  );
});

describe('other details', () => {
  const given = { kind: 'reference', account: 'acct_12345678', holder: 'Ada', salt: SALT } as const;

  test.each([
    ['account', { account: 'short' }],
    ['account', { account: 'a\u0000b45678' }],
    ['account', { account: `acct_${'x'.repeat(100)}` }],
    ['holder', { holder: ' ' }],
    ['holder', { holder: 'Ada\u202Eecalevol' }],
    ['holder', { holder: 'Ada\r\nMallory' }],
    ['salt', { salt: 'short' }],
    ['salt', { salt: SALT.toUpperCase() }],
  ])('a bad %s is refused, by name', (field, changed) => {
    expect(() => canonicalDetails({ ...given, ...changed })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: ['details', field] }),
    );
  });

  test('white space around and ways to write a letter make no other account', () => {
    const spelled = canonicalDetails({ ...given, holder: '  Zoe\u0301  ' });
    expect(spelled.holder).toBe('Zo\u00e9');
  });

  test('the digest is of every part, and of currency and version', () => {
    const digests = [
      destinationDigest(given, 'EUR', 1),
      destinationDigest(given, 'EUR', 2),
      destinationDigest(given, 'USD', 1),
      destinationDigest({ ...given, holder: 'Eve' }, 'EUR', 1),
      destinationDigest({ ...given, account: 'acct_12345679' }, 'EUR', 1),
      destinationDigest({ ...given, salt: SALT.replace('0', '1') }, 'EUR', 1),
      destinationDigest({ ...given, kind: 'iban' }, 'EUR', 1),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('an amount', () => {
  test.each([
    [12_340_000n, 'EUR', '12.34'],
    [10_000n, 'EUR', '0.01'],
    [9_000_000_000_000_000_000n, 'EUR', '9000000000000.00'],
    [12_000_000n, 'JPY', '12'],
    [1_001_000n, 'KWD', '1.001'],
  ])('of %p micros %s is written %s', (micros, currency, text) => {
    expect(decimalAmount(micros, currency)).toBe(text);
  });

  test('is payable exactly if writing it loses nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.constantFrom('EUR', 'JPY', 'KWD'), (micros, currency) => {
        const unit = minorUnitMicros(currency);
        const payable = micros % unit === 0n;
        const check = () => assertPayable(micros, currency);
        if (payable) check();
        else expect(check).toThrow(`The next lower one is ${(micros / unit) * unit}`);
        if (payable) expect(BigInt(decimalAmount(micros, currency).replace('.', '')) * unit).toBe(micros);
      }),
    );
  });

  test('has a minimum, of its currency where that has one', () => {
    const settings = {
      destinationWaitMs: 0,
      minPayoutMicros: 5n,
      minPayoutMicrosOf: new Map([['JPY', 700n]]),
      currencies: [],
    };
    expect([minimumOf(settings, 'EUR'), minimumOf(settings, 'JPY')]).toEqual([5n, 700n]);
  });
});
