import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newId } from '../../domain/shared/index.ts';
import { MailSink } from '../support/mail-sink.ts';
import { crowdOf, openNoticeHouse, viewerOf, type NoticeHouse } from './notice-house.ts';
import { NoticeReceiver, SECRET } from './notice-receiver.ts';

const LEASE_MS = 120_000;
let house: NoticeHouse;
let sink: MailSink;
let receiver: NoticeReceiver;

beforeAll(async () => {
  [sink, receiver] = [await MailSink.open(), await NoticeReceiver.open()];
  house = await openNoticeHouse({
    COMMONPOOL_SMTP_URL: sink.url,
    COMMONPOOL_MAIL_FROM: 'Example Cooperative <notices@example.org>',
    COMMONPOOL_PUBLIC_URL: 'https://pool.example.org',
    COMMONPOOL_NOTICE_WEBHOOK_URL: receiver.url,
    COMMONPOOL_NOTICE_WEBHOOK_SECRET: SECRET,
  });
});
beforeEach(() => {
  receiver.answer = () => 204;
});
/** No test leaves another's messages to carry. */
afterEach(async () => {
  await house.db.clock.advance(600_000);
  await house.deliverAll();
});
afterAll(async () => {
  await house.close();
  await sink.goAway();
  await receiver.close();
});

test('a notice goes to the webhook for everybody, signed, and by mail to who confirmed an address', async () => {
  const [ada, bob] = [await house.subscriber('ada@example.org', sink), newId()];
  const until = new Date('2031-02-03T04:05:00Z');
  const notice = await house.announce({ userIds: [ada, bob], until, groupId: newId(), subjectType: 'Pool' });
  await house.spread();
  expect((await house.notice(notice)).dispatchedAt).toBeNull();
  await house.deliverAll();
  expect((await house.notice(notice)).dispatchedAt).not.toBeNull();
  const { id, kind, title, lines, subjectId, subjectType, groupId } = notice;
  const said = { id, kind, title, lines, until: until.toISOString(), subjectId, subjectType, groupId };
  const events = receiver.of(id).toSorted((a, b) => (a.data.userId < b.data.userId ? -1 : 1));
  expect(events).toMatchObject(
    [ada, bob]
      .toSorted()
      .map((userId) => ({ type: 'notice', timestamp: expect.any(String), data: { ...said, userId } })),
  );
  const [mail] = sink.to('ada@example.org').slice(-1);
  expect(mail?.headers).toContain('Subject: The price goes up');
  expect(mail?.headers).toContain('From: Example Cooperative <notices@example.org>');
  expect(mail?.body).toContain('You can act until 2031-02-03 04:05 UTC.');
  expect(mail?.body).toContain('https://pool.example.org');
});

test('a receiver that is down keeps it undispatched, and is asked again with longer pauses under the same id', async () => {
  const notice = await house.announce({ userIds: [newId()] });
  await house.spread();
  const answers = [500, 302, 429, 408];
  for (const [at, status] of answers.entries()) {
    receiver.answer = () => status;
    if (at > 0) await house.db.clock.advance(1_000 * 2 ** (at - 1) - 400);
    if (at > 0) expect(await house.deliver()).toBe(0);
    await house.db.clock.advance(400);
    expect(await house.deliver()).toBe(1);
    expect((await house.notice(notice)).dispatchedAt).toBeNull();
  }
  receiver.answer = () => 200;
  await house.db.clock.advance(8_000);
  await house.deliverAll();
  expect((await house.notice(notice)).dispatchedAt).not.toBeNull();
  const ids = receiver.of(notice.id).map(({ deliveryId }) => deliveryId);
  expect([ids.length, new Set(ids).size]).toEqual([5, 1]);
});

test('a mail server that is away keeps it undispatched, and then it goes through', async () => {
  const userId = await house.subscriber('carol@example.org', sink);
  const before = sink.to('carol@example.org').length;
  await sink.goAway();
  const notice = await house.announce({ userIds: [userId] });
  await house.spread();
  await house.deliver();
  expect((await house.notice(notice)).dispatchedAt).toBeNull();
  await sink.comeBack();
  await house.db.clock.advance(2_000);
  await house.deliverAll();
  expect((await house.notice(notice)).dispatchedAt).not.toBeNull();
  expect(sink.to('carol@example.org')).toHaveLength(before + 1);
});

test('a sender whom the mail server refuses is no dead mailbox: the operator puts it right, and it goes through', async () => {
  const userId = await house.subscriber('gus@example.org', sink);
  sink.refusesSender = true;
  const notice = await house.announce({ userIds: [userId] });
  await house.spread();
  await house.deliver();
  expect((await house.deliveries(notice))[0]).toMatchObject({ channel: 'email', outcome: null, tries: 1 });
  expect((await house.notice(notice)).dispatchedAt).toBeNull();
  sink.refusesSender = false;
  await house.db.clock.advance(1_000);
  await house.deliverAll();
  expect((await house.notice(notice)).dispatchedAt).not.toBeNull();
});

test('a mailbox that is no more, and a receiver that does not want it, hold up nobody', async () => {
  const dead = await house.subscriber('later@example.org', sink);
  const gone = newId();
  await moveAddress(dead, 'dead@example.org');
  receiver.answer = (userId) => (userId === gone ? 410 : 204);
  const notice = await house.announce({ userIds: [dead, gone] });
  await house.spread();
  await house.deliverAll();
  expect((await house.notice(notice)).dispatchedAt).not.toBeNull();
  const ended = await house.deliveries(notice);
  const ends = ended.map(({ channel, outcome, refusal }) => `${channel} ${outcome} ${refusal ?? ''}`);
  expect(ends.toSorted()).toEqual(['email refused SMTP 550', 'webhook accepted ', 'webhook refused HTTP 410']);
});

test('who removes the address after the notice gets no mail, and does not hold it up', async () => {
  const userId = await house.subscriber('dora@example.org', sink);
  const before = sink.to('dora@example.org').length;
  const notice = await house.announce({ userIds: [userId] });
  await house.spread();
  await house.notices.removeNoticeAddress.execute(viewerOf(userId));
  await house.deliverAll();
  expect(sink.to('dora@example.org')).toHaveLength(before);
  const [byEmail] = await house.deliveries(notice);
  expect([byEmail?.outcome, (await house.notice(notice)).dispatchedAt]).toEqual(['dropped', expect.any(Date)]);
});

test('several workers share 400 messages, each is taken once, and the notice is dispatched once', async () => {
  const heard: string[] = [];
  const handler = { noticeDispatched: (_: unknown, { id }: { id: string }) => Promise.resolve(void heard.push(id)) };
  house.notices.dispatchedHandlers.push(handler);
  const notice = await house.announceTo(crowdOf(400));
  await house.spread();
  const began = performance.now();
  await Promise.all([house.deliverAll(), house.deliverAll(), house.deliverAll()]);
  process.stdout.write(`400 signed messages in ${Math.round(performance.now() - began)} ms\n`);
  while (await house.notices.dispatchNotices.execute());
  house.notices.dispatchedHandlers.pop();
  expect(new Set(receiver.of(notice.id).map(({ deliveryId }) => deliveryId)).size).toBe(400);
  expect(receiver.of(notice.id)).toHaveLength(400);
  expect(heard).toEqual([notice.id]);
});

test('what a dead worker had claimed is due again when its lease is over', async () => {
  const notice = await house.announce({ userIds: [newId()] });
  await house.spread();
  const claim = (tx: Parameters<Parameters<typeof house.db.transactions.run>[0]>[0]) =>
    house.notices.deliveries.claim(tx, 'webhook', 10, new Date(tx.now.getTime() + LEASE_MS));
  expect(await house.db.transactions.run(claim)).toHaveLength(1);
  expect(await house.deliver()).toBe(0);
  await house.db.clock.advance(LEASE_MS);
  expect(await house.deliver()).toBe(1);
  expect(receiver.of(notice.id)).toHaveLength(1);
  expect((await house.notice(notice)).dispatchedAt).not.toBeNull();
});

test('a channel that the operator gave up holds nothing up', async () => {
  const notice = await house.announce({ userIds: [newId()] });
  await house.spread();
  const poorer = await import('../../wiring/notices.ts');
  const config = { ...house.ground.config, noticeWebhookUrl: null, noticeWebhookSecrets: null };
  const notices = poorer.wireNotices({ ...house.ground, config });
  for (const { job } of notices.deliverNotices) await job.execute();
  await notices.wired.close?.();
  expect(await house.deliveries(notice)).toMatchObject([{ outcome: 'refused', refusal: 'not configured' }]);
  expect((await house.notice(notice)).dispatchedAt).not.toBeNull();
});

test('metrics say how many messages wait, and for how long; what has ended is forgotten after a month', async () => {
  const notice = await house.announce({ userIds: [newId()] });
  await house.spread();
  await house.db.clock.advance(90_000);
  const [metrics] = house.notices.wired.metrics ?? [];
  const [waiting, oldest] = (await metrics?.read()) ?? [];
  expect(waiting?.samples).toContainEqual({ labels: { channel: 'webhook' }, value: 1n });
  expect(Number(oldest?.samples.at(-1)?.value)).toBeGreaterThanOrEqual(90);
  await house.deliverAll();
  await house.notices.sweepDeliveries.execute();
  expect(await house.deliveries(notice)).toHaveLength(1);
  await house.db.clock.advance(31 * 24 * 3_600_000);
  await house.notices.sweepDeliveries.execute();
  expect(await house.deliveries(notice)).toEqual([]);
});

/** As a mailbox ends after it was confirmed. */
async function moveAddress(userId: string, email: string): Promise<void> {
  const { EmailBox } = await import('../../domain/notices/index.ts');
  const sealed = await new EmailBox(house.ground.rootKey).seal(email, userId, 'email');
  await house.db.dataSource.query('UPDATE notice_addresses SET sealed = $2 WHERE user_id = $1', [userId, sealed]);
}
