import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { fromNodeId } from '../../api/shared/index.ts';
import { startApp, type App } from '../../app.ts';
import { eventually } from '../nats/posting.ts';
import { codeIn, openNoticeHouse, type NoticeHouse } from '../notices/notice-house.ts';
import { MailSink } from '../support/mail-sink.ts';
import { commonpool, type Ran } from './run-command.ts';

// Each command is a process of its own.
jest.setTimeout(180_000);

let house: NoticeHouse;
let app: App;
let sink: MailSink;
let config: string;

/** An instance with its workers, on the database of a house that announces. */
beforeAll(async () => {
  sink = await MailSink.open();
  house = await openNoticeHouse({ COMMONPOOL_SMTP_URL: sink.url, COMMONPOOL_MAIL_FROM: 'notices@example.org' });
  const { config: settings, database, logger } = house.ground;
  const natsUrl = process.env['COMMONPOOL_TEST_NATS_URL'] as string;
  app = await startApp(settings, { databaseUrl: database.url, natsUrl }, logger);
  config = join(settings.dataFolder, 'profiles');
  await writeFile(join(settings.dataFolder, 'token'), app.setupToken ?? '');
  await as('ada', 'sign-up', 'ada', '--url', app.url);
});
afterAll(async () => {
  await app.stop();
  await house.close();
  await sink.goAway();
});

const as = (profile: string, ...args: readonly string[]): Promise<Ran> =>
  commonpool(config, ...args, '--profile', profile);

async function json<T>(...args: readonly string[]): Promise<T> {
  const { out, err } = await as('ada', ...args, '--json');
  expect(err).toBe('');
  return JSON.parse(out) as T;
}

test('a member gives an address, confirms it by the code that comes, and is told by mail and on the terminal', async () => {
  expect((await as('ada', 'notices')).out).toBe('Nothing yet.\n');
  expect((await as('ada', 'notice-address', 'set', 'ada@example.org')).out).toContain('A code is on its way to');
  await eventually(() => sink.to('ada@example.org').length === 1);
  const wrong = await as('ada', 'notice-address', 'confirm', 'no code');
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('NOTICE_CODE_WRONG')]);
  const code = codeIn(sink, 'ada@example.org');
  expect((await as('ada', 'notice-address', 'confirm', code)).out).toBe('Your notices go to ada@example.org.\n');

  const { id } = await json<{ id: string }>('sign-in');
  const notice = await house.announce({ userIds: [fromNodeId('User', id)], until: new Date('2031-01-01T00:00:00Z') });
  await eventually(async () => (await house.notice(notice)).dispatchedAt !== null);
  expect(sink.to('ada@example.org')).toHaveLength(2);

  const listed = await as('ada', 'notices');
  expect(listed.out).toMatch(/^\* 20\S+ {2}The price goes up\n {4}From Monday on a query costs 2 cents\.\n/);
  expect(listed.out).toContain('You can act until 2031-01-01');
  expect(await json('notices', '--unread')).toMatchObject([{ readAt: null, notice: { title: 'The price goes up' } }]);
  expect((await as('ada', 'notices', '--read-all')).err).toBe('Marked as read.\n');
  expect((await as('ada', 'notices', '--unread')).out).toBe('You have read everything.\n');

  expect((await as('ada', 'notice-address', 'remove')).out).toBe('Forgotten. No mail goes there.\n');
  expect((await as('ada', 'notice-address', 'show')).out).toContain('You gave no address.');
});
