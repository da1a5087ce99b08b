import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayOf, textsOf } from '../../infra/postgres/arrays.ts';
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
      expect(await through('text', textsOf(texts))).toEqual(texts);
    }),
  );
  const awkward = ['NULL', '', ' ', ',', '{}', '"', '\\', '\\"', "';--"];
  expect(await through('text', textsOf(awkward))).toEqual(awkward);
});

test('numbers, ids and other literals come through, and what could break out of its element is refused', async () => {
  const id = '019c0000-0000-7000-8000-000000000000';
  expect(await through('bigint', arrayOf([1, 9_007_199_254_740_993n]))).toEqual(['1', '9007199254740993']);
  expect(await through('uuid', arrayOf([id]))).toEqual([id]);
  expect(await through('text', arrayOf(['{1,2}', 'NULL', ' a,b ']))).toEqual(['{1,2}', 'NULL', ' a,b ']);
  expect(await through('text', arrayOf([]))).toEqual([]);
  for (const element of ['"', '\\']) expect(() => arrayOf(['a', element])).toThrow(TypeError);
});
