import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, type Id } from '../../domain/shared/index.ts';
import { MailSink } from '../support/mail-sink.ts';
import { codeIn, openNoticeHouse, viewerOf, type NoticeHouse } from './notice-house.ts';

const HOUR = 3_600_000;
let house: NoticeHouse;
let sink: MailSink;

beforeAll(async () => {
  sink = await MailSink.open();
  house = await openNoticeHouse({ COMMONPOOL_SMTP_URL: sink.url, COMMONPOOL_MAIL_FROM: 'notices@example.org' });
});
afterAll(async () => {
  await house.close();
  await sink.goAway();
});

async function set(userId: Id, email: string): Promise<void> {
  await house.notices.setNoticeAddress.execute(viewerOf(userId), email);
  await house.deliverAll();
}

const confirm = (userId: Id, code: string) => house.notices.confirmNoticeAddress.execute(viewerOf(userId), code);
const address = (userId: Id) => house.notices.readNoticeAddress.execute(viewerOf(userId));
/** Another code than the right one. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('an address is in force once the code that came to it was given back, and only once', async () => {
  const userId = newId();
  await set(userId, ' eve@example.org ');
  expect(await address(userId)).toMatchObject({ email: null, pendingEmail: 'eve@example.org' });
  const code = codeIn(sink, 'eve@example.org');
  await confirm(userId, code);
  expect(await address(userId)).toEqual({ email: 'eve@example.org', pendingEmail: null, codeExpiresAt: null });
  await expect(confirm(userId, code)).rejects.toMatchObject({ code: 'NOTICE_CODE_EXPIRED' });
});

test('a code is of one user: another cannot confirm with it', async () => {
  const [mine, theirs] = [newId(), newId()];
  await set(mine, 'fay@example.org');
  await expect(confirm(theirs, codeIn(sink, 'fay@example.org'))).rejects.toMatchObject({ code: 'NOTICE_CODE_EXPIRED' });
});

test('the address in force stays until the new one is confirmed', async () => {
  const userId = await house.subscriber('old@example.org', sink);
  await set(userId, 'new@example.org');
  expect(await address(userId)).toMatchObject({ email: 'old@example.org', pendingEmail: 'new@example.org' });
  await confirm(userId, codeIn(sink, 'new@example.org'));
  expect(await address(userId)).toMatchObject({ email: 'new@example.org', pendingEmail: null });
});

test('five wrong codes end it, though the right one comes then', async () => {
  const userId = newId();
  await set(userId, 'gil@example.org');
  const code = codeIn(sink, 'gil@example.org');
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(confirm(userId, wrong(code))).rejects.toMatchObject({ code: 'NOTICE_CODE_WRONG' });
  }
  await expect(confirm(userId, code)).rejects.toMatchObject({ code: 'NOTICE_CODE_EXPIRED' });
});

test('a code expires after an hour, and one that is still on its way by then does not leave', async () => {
  const [late, unsent] = [newId(), newId()];
  await set(late, 'hal@example.org');
  await house.notices.setNoticeAddress.execute(viewerOf(unsent), 'ida@example.org');
  await house.db.clock.advance(HOUR);
  await expect(confirm(late, codeIn(sink, 'hal@example.org'))).rejects.toMatchObject({ code: 'NOTICE_CODE_EXPIRED' });
  await house.deliverAll();
  expect(sink.to('ida@example.org')).toEqual([]);
});

test('five codes go out within a day, also when the address is removed in between', async () => {
  const userId = newId();
  for (let sent = 0; sent < 5; sent += 1) {
    await set(userId, `kim${sent}@example.org`);
    await house.notices.removeNoticeAddress.execute(viewerOf(userId));
  }
  await expect(set(userId, 'kim@example.org')).rejects.toMatchObject({ code: 'NOTICE_CODE_LIMIT' });
  await house.db.clock.advance(24 * HOUR);
  await set(userId, 'kim@example.org');
  expect(sink.to('kim@example.org')).toHaveLength(1);
});

test('of two who give the right code at once one confirms', async () => {
  const userId = newId();
  await set(userId, 'leo@example.org');
  const code = codeIn(sink, 'leo@example.org');
  const done = await Promise.allSettled([confirm(userId, code), confirm(userId, code)]);
  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('an instance without a mail server says so, and what to do', async () => {
  const { wireNotices } = await import('../../wiring/notices.ts');
  const { setNoticeAddress } = wireNotices({ ...house.ground, config: { ...house.ground.config, smtpUrl: null } });
  await expect(setNoticeAddress.execute(viewerOf(newId()), 'ada@example.org')).rejects.toMatchObject({
    code: 'NOTICE_EMAIL_UNAVAILABLE',
    message: expect.stringContaining('COMMONPOOL_SMTP_URL'),
  });
});

test('no address and no code is in the clear: not in a table, not in an event', async () => {
  const userId = await house.subscriber('mia-secret@example.org', sink);
  await set(userId, 'noa-secret@example.org');
  await house.announce({ userIds: [userId] });
  await house.spread();
  await house.deliverAll();
  const code = codeIn(sink, 'noa-secret@example.org');
  for (const table of ['notice_addresses', 'notice_deliveries', 'notices', 'received_notices', 'outbox']) {
    const rows = await house.db.dataSource.query<{ row: string }[]>(`SELECT t::text AS row FROM ${table} t`);
    const text = rows.map(({ row }) => row).join('\n');
    const bytes = text.replaceAll(/\\\\x([0-9a-f]*)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));
    for (const secret of ['secret@example.org', `"${code}"`]) expect(`${text}${bytes}`).not.toContain(secret);
  }
  const payloads = (await house.events()).map(({ payload }) => Object.keys(payload)).flat();
  expect(new Set(payloads)).toEqual(new Set(['noticeId', 'kind', 'subjectId', 'userId']));
});
