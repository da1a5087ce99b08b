import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, digestOf, type Json } from '../../domain/shared/index.ts';

describe('canonical JSON', () => {
  test('sorts keys by UTF-16 code unit and drops absent members', () => {
    const value = { b: 1, a: [true, null, 'é'], absent: undefined, '\u{1F600}': 0, '\uFB33': 0 };
    expect(canonicalJson(value)).toBe('{"a":[true,null,"é"],"b":1,"\u{1F600}":0,"\uFB33":0}');
  });

  test('writes any text as JSON does: quotes, control characters, halves of characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        (text) => {
          expect(canonicalJson({ [text]: text })).toBe(JSON.stringify({ [text]: text }));
        },
      ),
    );
    expect(canonicalJson('"\\\u0000\u007f\ud800')).toBe('"\\"\\\\\\u0000\u007f\\ud800"');
  });

  test('is the same for equal values, however their keys were ordered', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 40, size: 'large' }), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).toReversed());
        expect(digestOf(reversed as Json)).toBe(digestOf(object));
      }),
    );
  });

  test('reads back as the value it was made from', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
