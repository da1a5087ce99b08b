import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Notice } from '../../domain/notices/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import { crowdOf, openNoticeHouse, type NoticeHouse } from './notice-house.ts';

const CROWD = 12_000;
let house: NoticeHouse;

beforeAll(async () => {
  house = await openNoticeHouse();
});
afterAll(() => house.close());

test('two workers at once reach each of 12,000 members exactly once', async () => {
  const [crowd, others] = [crowdOf(CROWD), crowdOf(CROWD)];
  const [notice, other] = [await house.announceTo(crowd), await house.announceTo(others)];
  const began = performance.now();
  await Promise.all([house.spread(), house.spread()]);
  const tookMs = performance.now() - began;
  process.stdout.write(`spread to ${2 * CROWD} inboxes in ${Math.round(tookMs)} ms\n`);
  expect(await house.receivers(notice)).toEqual(crowd);
  expect(await house.receivers(other)).toEqual(others);
  expect((await house.notice(notice)).spreadAt).toBeInstanceOf(Date);
});

test('announcing costs one row, however many it is for', async () => {
  const [crowd, asked] = [crowdOf(140_000), house.crowds.asked];
  const ref = house.crowds.add(crowd);
  const began = performance.now();
  const notice = await house.announce({ audience: 'crowds', audienceRef: ref });
  process.stdout.write(`announced to ${crowd.length} in ${(performance.now() - began).toFixed(1)} ms\n`);
  expect(house.crowds.asked).toBe(asked);
  expect(await house.receivers(notice)).toEqual([]);
  house.crowds.members.set(ref, []);
  await house.spread();
});

test('numbers of inboxes rise in the order in which their pages were committed', async () => {
  const user = newId();
  await Promise.all(Array.from({ length: 12 }, () => house.announceTo([...crowdOf(50), user].toSorted())));
  const seen: bigint[] = [];
  const watching = (async () => {
    while (seen.length < 12) {
      for (const { sequence } of await house.notices.inboxes.after(user, seen.at(-1) ?? 0n, 100)) seen.push(sequence);
    }
  })();
  await Promise.all([house.spread(), house.spread(), watching]);
  expect(new Set(seen).size).toBe(12);
  expect(await house.notices.inboxes.unread(user)).toBe(12);
});

test('with nobody to tell outside it is dispatched with its last page, and what waits for it goes on in there', async () => {
  const heard: Notice[] = [];
  const handler = { noticeDispatched: (_: unknown, notice: Notice) => Promise.resolve(void heard.push(notice)) };
  house.notices.dispatchedHandlers.push(handler);
  const notice = await house.announce({ userIds: [newId()] });
  const began = performance.now();
  await house.notices.spreadNotices.execute();
  process.stdout.write(`spread and dispatched in ${(performance.now() - began).toFixed(1)} ms\n`);
  house.notices.dispatchedHandlers.pop();
  const { spreadAt, dispatchedAt } = await house.notice(notice);
  expect(dispatchedAt).toEqual(spreadAt);
  expect(heard).toMatchObject([{ id: notice.id, dispatchedAt }]);
  const subjects = (await house.events()).map(({ subject }) => subject);
  expect(subjects).toContain(`notices.dispatched.${notice.id}`);
});

test('a handler that fails undoes the page, and the others do not wait behind it', async () => {
  const failing = await house.announce({ userIds: [newId()] });
  const fine = await house.announce({ userIds: [newId()] });
  const handler = {
    noticeDispatched: (_: unknown, { id }: Notice) =>
      id === failing.id ? Promise.reject(new Error('Not yet.')) : Promise.resolve(),
  };
  house.notices.dispatchedHandlers.push(handler);
  await expect(house.notices.spreadNotices.execute()).rejects.toThrow('Not yet.');
  await house.spread();
  expect((await house.notice(fine)).dispatchedAt).not.toBeNull();
  expect(await house.receivers(failing)).toEqual([]);
  house.notices.dispatchedHandlers.pop();
  await house.db.clock.advance(30_000);
  await house.spread();
  expect((await house.notice(failing)).dispatchedAt).not.toBeNull();
});

test('an audience that is gone holds up nobody else', async () => {
  const lost = await house.announce({ audience: 'crowds', audienceRef: newId() });
  const fine = await house.announce({ userIds: [newId()] });
  await expect(house.notices.spreadNotices.execute()).rejects.toThrow('This crowd is gone.');
  await house.spread();
  expect([(await house.notice(lost)).spreadAt, (await house.notice(fine)).spreadAt]).toEqual([null, expect.any(Date)]);
});

test('an audience that nobody registered is refused when it is announced to', async () => {
  const announcing = house.announce({ audience: 'strangers', audienceRef: newId() });
  await expect(announcing).rejects.toThrow('Nobody registered the audience strangers.');
});

test('the same key twice announces once, also by two at once', async () => {
  const [subjectId, userId] = [newId(), newId()];
  const same = { subjectId, key: 'opened', userIds: [userId] };
  const [one, two] = await Promise.all([house.announce(same), house.announce(same)]);
  const again = await house.announce({ ...same, title: 'Something else' });
  await house.spread();
  expect([two.id, again.id, again.title]).toEqual([one.id, one.id, one.title]);
  expect(await announcedFor(subjectId)).toBe(1);
  expect(await house.notices.inboxes.unread(userId)).toBe(1);
});

test('without a key, with another, or of another kind it is another notice', async () => {
  const subjectId = newId();
  const drafts = [{}, {}, { key: 'a' }, { key: 'b' }, { key: 'b', kind: 'exit' as const }];
  const ids = await Promise.all(drafts.map(async (draft) => (await house.announce({ subjectId, ...draft })).id));
  expect(new Set(ids).size).toBe(5);
});

test('a transaction that is rolled back told nobody', async () => {
  const subjectId = newId();
  const failing = house.db.transactions.run(async (tx) => {
    await house.notices.announce.execute(tx, house.draft({ subjectId }));
    throw new Error('The vote could not be opened.');
  });
  await expect(failing).rejects.toThrow('could not be opened');
  expect(await announcedFor(subjectId)).toBe(0);
});

test('what was said stays said: the database refuses another title, and a step back', async () => {
  const notice = await house.announce({ userIds: [newId()] });
  await house.spread();
  const { dataSource } = house.db;
  const change = (what: string) => dataSource.query(`UPDATE notices SET ${what} WHERE id = $1`, [notice.id]);
  await expect(change(`title = 'Another'`)).rejects.toThrow('never changes');
  await expect(change('spread_at = NULL, dispatched_at = NULL')).rejects.toThrow('only goes on');
  await expect(change('dispatched_at = now()')).rejects.toThrow('only goes on');
  await expect(dataSource.query('DELETE FROM notices')).rejects.toThrow();
});

async function announcedFor(subjectId: Id): Promise<number> {
  return (await house.events()).filter(
    ({ subject, payload }) => subject.startsWith('notices.notice.') && payload['subjectId'] === subjectId,
  ).length;
}
