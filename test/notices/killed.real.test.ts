import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { newId } from '../../domain/shared/index.ts';
import { runProgram } from '../support/program.ts';
import { crowdOf, openNoticeHouse, type NoticeHouse } from './notice-house.ts';

// A worker is a process of its own, which a busy machine is slow to start.
jest.setTimeout(120_000);

const PROGRAM = fileURLToPath(new URL('spread-program.ts', import.meta.url));
let house: NoticeHouse;

beforeAll(async () => {
  house = await openNoticeHouse();
});
afterAll(() => house.close());

test('kill -9 with a page written and not committed: another worker goes on, and everybody is told once', async () => {
  const crowd = crowdOf(12_000);
  await house.db.dataSource.query('CREATE TABLE crowd (id uuid PRIMARY KEY)');
  await house.db.dataSource.query('INSERT INTO crowd SELECT unnest($1::uuid[])', [crowd]);
  const notice = await house.announce({ audience: 'crowds', audienceRef: newId() });
  const killed = runProgram(PROGRAM, [house.db.url, '2']);
  expect(await killed.nextLine()).toBe('written');
  killed.kill('SIGKILL');
  await killed.ended;
  expect(await house.receivers(notice)).toHaveLength(5_000);
  expect(await house.notice(notice)).toMatchObject({ spreadTo: crowd[4_999], spreadAt: null });

  expect(await runProgram(PROGRAM, [house.db.url, '0']).ended).toBe(0);
  expect(await house.receivers(notice)).toEqual(crowd);
  expect((await house.notice(notice)).dispatchedAt).not.toBeNull();
  const told = (await house.events()).filter(({ ids }) => ids !== null).map(({ ids }) => ids?.length);
  expect(told).toEqual([5_000, 5_000, 2_000]);
});
