import { expect, test } from '@jest/globals';
import { newNotice, spreadOn, type NoticeDraft } from '../../domain/notices/notice.ts';
import { asked, assertEmail, awaitedHash, triedWrongly, NoticeAddress } from '../../domain/notices/notice-address.ts';
import { later, newDelivery } from '../../domain/notices/delivery.ts';
import { changed, newId } from '../../domain/shared/index.ts';

const NOW = new Date('2030-01-01T00:00:00Z');
const HOUR = 3_600_000;

const notice = (given: Partial<NoticeDraft> = {}) =>
  newNotice({ kind: 'exit', subjectId: newId(), title: 'T', lines: [], userIds: [], ...given }, NOW);

test.each([
  ['', 'title'],
  ['x'.repeat(201), 'title'],
  ['Subject\r\nBcc: all@example.org', 'title'],
])('a title such as %j is refused', (title, field) => {
  expect(() => notice({ title })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', field: [field] }));
});

test('a list of users is told in the order of their ids, each once', () => {
  const [first, second] = [newId(), newId()];
  expect(notice({ userIds: [second, first, second] }).userIds).toEqual([first, second].toSorted());
});

test('an audience that goes back, or stays where it is, is a fault and no endless loop', () => {
  const [first = '', second = ''] = [newId(), newId()].toSorted();
  const spread = spreadOn(notice(), [first, second], false, NOW);
  expect(spread).toMatchObject({ spreadTo: second, spreadAt: null });
  for (const page of [[second], [first]]) expect(() => spreadOn(spread, page, false, NOW)).toThrow(/ascending/);
  expect(spreadOn(spread, [], true, NOW)).toMatchObject({ spreadTo: second, spreadAt: NOW });
});

test('a delivery that reaches nobody waits longer each time, and at most ten minutes', () => {
  const fresh = newDelivery({ id: newId(), noticeId: newId(), userId: newId(), channel: 'email', sealed: null }, NOW);
  const pausesMs = [1, 2, 3, 9, 10, 11, 40].map(
    (tries) => later(changed(fresh, { tries }), NOW).dueAt.getTime() - NOW.getTime(),
  );
  expect(pausesMs).toEqual([1_000, 2_000, 4_000, 256_000, 512_000, 600_000, 600_000]);
});

test.each(['ada', 'ada@', 'a@b, c@d', 'ada@example.org\r\nBcc: x@y', 'Ada <ada@example.org>', 'a b@example.org'])(
  '%j is no address',
  (email) => {
    expect(() => assertEmail(email)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', field: ['email'] }));
  },
);

test('a code is good for an hour and five tries, and five are sent within a day', () => {
  const none = { sealed: null, confirmedAt: null, pendingSealed: null, codeHash: null, codeExpiresAt: null, tries: 0 };
  let address = new NoticeAddress({ userId: newId(), ...none, codesSentAt: [] });
  expect(() => awaitedHash(address, NOW)).toThrow(expect.objectContaining({ code: 'NOTICE_CODE_EXPIRED' }));
  for (let sent = 0; sent < 5; sent += 1) address = asked(address, Buffer.from('x'), `hash ${sent}`, NOW);
  expect(awaitedHash(address, new Date(NOW.getTime() + HOUR - 1))).toBe('hash 4');
  expect(() => awaitedHash(address, new Date(NOW.getTime() + HOUR))).toThrow(/expired/);
  for (let tries = 0; tries < 5; tries += 1) {
    expect(awaitedHash(address, NOW)).toBe('hash 4');
    address = triedWrongly(address);
  }
  expect(() => awaitedHash(address, NOW)).toThrow(/too often/);
  const next = (at: number) => asked(address, Buffer.from('x'), 'next', new Date(NOW.getTime() + at));
  expect(() => next(24 * HOUR - 1)).toThrow(expect.objectContaining({ code: 'NOTICE_CODE_LIMIT' }));
  expect(next(24 * HOUR).codesSentAt).toHaveLength(1);
});
