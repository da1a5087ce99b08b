import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayOf } from '../../infra/postgres/array-literal.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function through<T>(type: string, literal: string): Promise<T> {
  const [row] = await db.dataSource.query<{ list: T }[]>(`SELECT $1::${type}[] AS list`, [literal]);
  return row!.list;
}

/** PostgreSQL has no text with a NUL, and no half of a character. */
const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));

test('any text comes through as it was, commas, quotes, braces and the word NULL included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1 }), async (texts) => {
      expect(await through('text', arrayOf.texts(texts))).toEqual(texts);
    }),
  );
  const awkward = ['NULL', '', ' ', ',', '{}', '"', '\\', '\\"', "';--"];
  expect(await through('text', arrayOf.texts(awkward))).toEqual(awkward);
});

test('numbers, ids, absent values and instants come through', async () => {
  const id = '019c0000-0000-7000-8000-000000000000';
  expect(await through('bigint', arrayOf.plain([1, 9_007_199_254_740_993n]))).toEqual(['1', '9007199254740993']);
  expect(await through('uuid', arrayOf.plain([id, null]))).toEqual([id, null]);
  const instants = [new Date('2026-01-31T12:00:00.123Z'), new Date('1969-12-31T23:59:59Z')];
  expect(await through('timestamptz', arrayOf.instants(instants))).toEqual(instants);
  expect(await through('text', arrayOf.texts([]))).toEqual([]);
});
