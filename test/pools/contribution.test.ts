import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { contributionOf, judge } from '../../domain/pools/contribution.ts';
import { meetsMinima } from '../../domain/pools/pool.ts';
import { newPledge } from '../../domain/pools/pledge.ts';
import { textDigest, textOf } from '../../domain/pools/record-text.ts';
import { votersOf } from '../../domain/pools/voters.ts';
import { newId } from '../../domain/shared/index.ts';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const KEY = Buffer.alloc(32, 7);

function pending() {
  const grounds = { poolId: newId(), userId: newId(), personId: null, datasetId: newId(), consentId: newId() };
  return contributionOf(newPledge({ ...grounds, records: 10, pledgedAt: NOW }), null);
}

describe('a contribution', () => {
  const count = fc.nat(10_000);
  const found = fc
    .record({ fresh: count, copied: count, repeated: count })
    .map((counts) => ({ ...counts, records: counts.fresh + counts.copied + counts.repeated }));

  test('is accepted exactly when it has enough of its own and is not mostly copied', () => {
    fc.assert(
      fc.property(found, fc.integer({ min: 1, max: 5000 }), (evaluation, minimum) => {
        const decided = judge(pending(), evaluation, minimum, NOW);
        const good = evaluation.fresh >= minimum && 2 * evaluation.copied < evaluation.records;
        expect(decided.state).toBe(good ? 'accepted' : 'rejected');
        expect(decided.units).toBe(good ? BigInt(evaluation.fresh) : 0n);
        expect(decided.reasons.length > 0).toBe(!good);
      }),
    );
  });

  test('gains nothing by repeats and copies', () => {
    const alone = judge(pending(), { records: 10, fresh: 10, copied: 0, repeated: 0 }, 5, NOW);
    const padded = judge(pending(), { records: 40, fresh: 10, copied: 10, repeated: 20 }, 5, NOW);
    expect(padded.units).toBe(alone.units);
  });

  test('is told every reason why it was rejected', () => {
    const reasonsOf = (records: number, fresh: number, copied: number) =>
      judge(pending(), { records, fresh, copied, repeated: records - fresh - copied }, 5, NOW).reasons;
    expect(reasonsOf(0, 0, 0)).toEqual(['NO_TEXT']);
    expect(reasonsOf(4, 4, 0)).toEqual(['TOO_FEW_RECORDS']);
    expect(reasonsOf(10, 5, 5)).toEqual(['MOSTLY_COPIED']);
    expect(reasonsOf(10, 2, 8)).toEqual(['MOSTLY_COPIED', 'TOO_FEW_RECORDS']);
  });
});

describe('the text of a record', () => {
  const digestOf = (body: string, more = {}) => textDigest(KEY, textOf({ body, ...more }, ['body'])).toString('hex');

  test('is the same with another id and date, case, spacing, accents composed or not, and invisible characters', () => {
    const original = digestOf('Ein schöner  Tag in GROSS', { id: 'a1', at: '2020' });
    expect(digestOf('ein scho\u0308ner\n tag in gross ', { id: 'b2', at: '2021' })).toBe(original);
    expect(digestOf('Ein schö\u200bner Tag in groß')).toBe(original);
    expect(digestOf('Ein schöner Tag in gro')).not.toBe(original);
  });

  test('is empty where nothing was written, and never mixes in fields that are not text', () => {
    expect(textOf({ body: null, id: 'x' }, ['body'])).toBe('');
    expect(textOf({ body: ' \u200b ', id: 'x' }, ['body'])).toBe('');
    expect(textOf({ title: 'A', body: 'b', at: '2020' }, ['title', 'body'])).toBe('a b');
  });

  test('has another digest in another pool', () => {
    expect(textDigest(Buffer.alloc(32, 8), 'a')).not.toEqual(textDigest(KEY, 'a'));
  });
});

describe('one vote per person', () => {
  const holders = [{ userId: 'a1' }, { userId: 'a2' }, { userId: 'b' }, { userId: 'unproved' }];
  const personOf = new Map([
    ['a1', 'alice'],
    ['a2', 'alice'],
    ['b', 'bob'],
    ['unproved', null],
  ]);

  test('is cast by the account that came first; further accounts add nothing', () => {
    expect(votersOf(holders, personOf, false)).toEqual([
      { personId: 'alice', userId: 'a1', power: 1n },
      { personId: 'bob', userId: 'b', power: 1n },
    ]);
  });

  test('goes to unproved accounts only where the instance counts them', () => {
    expect(votersOf(holders, personOf, true).map((voter) => voter.personId)).toEqual(['alice', 'bob', 'unproved']);
  });
});

test('minima are met only together', () => {
  const minima = { minPersons: 2, minRecords: 10 };
  expect(meetsMinima({ persons: 2, records: 10 }, minima)).toBe(true);
  expect(meetsMinima({ persons: 1, records: 100 }, minima)).toBe(false);
  expect(meetsMinima({ persons: 9, records: 9 }, minima)).toBe(false);
});
