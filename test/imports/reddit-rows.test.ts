import { expect, test } from '@jest/globals';
import { utcOf, readAccount } from '../../domain/imports/reddit/rows.ts';
import { readFiles, streamReport, type Files } from './support/archives.ts';

const POSTS = 'id,permalink,date,ip,subreddit,gildings,title,url,body\n';
const COMMENTS = 'id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n';
const DATE = '2020-02-03 04:05:06 UTC';
const comment = (id: string, body = 'text', date = DATE) =>
  `${id},/r/s/comments/p/x/${id}/,${date},,s,0,/r/s/comments/p/x/,,${body},\n`;

test.each([
  ['2014-08-27 00:59:46 UTC', '2014-08-27T00:59:46.000Z'],
  ['2014-08-27 00:59:46', '2014-08-27T00:59:46.000Z'],
  ['2014-08-27T00:59:46Z', '2014-08-27T00:59:46.000Z'],
  ['2014-08-27T02:59:46+02:00', '2014-08-27T00:59:46.000Z'],
  ['2014-08-27T00:59:46.123+00:00', '2014-08-27T00:59:46.000Z'],
])('the date %s is read as UTC', (written, expected) => {
  expect(utcOf(written)).toBe(expected);
});

test.each([
  '',
  'yesterday',
  '2014-13-01 00:00:00 UTC',
  '2014-02-30 00:00:00 UTC',
  '2014-08-27',
  '1999-01-01 00:00:00 UTC',
  '2014-08-27 25:00:00',
])('the date "%s" is refused, not guessed', (written) => {
  expect(utcOf(written)).toBeNull();
});

test('bad rows are counted with file, line and code, and the good ones around them are kept', async () => {
  const read = await readFiles({
    'comments.csv': `${COMMENTS}${comment('c1')}${comment('')}${comment('c2', 'text', 'never')}too,short\n${comment('c3')}`,
  });
  expect(read.streams['reddit.comments']?.map((record) => record['id'])).toEqual(['c1', 'c3']);
  const report = streamReport(read, 'reddit.comments');
  expect(report).toMatchObject({ read: 5, kept: 2, duplicates: 0, rejected: 3 });
  expect(report.samples).toEqual([
    { file: 'comments.csv', line: 3, fault: 'MISSING_ID' },
    { file: 'comments.csv', line: 4, fault: 'BAD_DATE' },
    { file: 'comments.csv', line: 5, fault: 'WRONG_COLUMN_COUNT' },
  ]);
});

test('placeholders of deleted text are nobody’s words, and are kept as null', async () => {
  const bodies = ['[deleted]', '[removed]', '[Deleted by user]', '[ Removed by Reddit ]', 'not [deleted]'];
  const read = await readFiles({ 'comments.csv': COMMENTS + bodies.map((body, i) => comment(`c${i}`, body)).join('') });
  expect(read.streams['reddit.comments']?.map((record) => record['body'])).toEqual([
    null,
    null,
    null,
    null,
    'not [deleted]',
  ]);
});

test('the address of a text post is its own and is not kept, that of a link post is', async () => {
  const row = (id: string, permalink: string, url: string) => `${id},${permalink},${DATE},,s,0,T,${url},b\n`;
  const site = 'https://www.reddit.com';
  const read = await readFiles({
    'posts.csv':
      POSTS +
      row('p1', `${site}/r/s/comments/p1/t/`, `${site}/r/s/comments/p1/t/`) +
      row('p2', '/r/s/comments/p2/t/', `https://reddit.com/r/s/comments/p2/t/`) +
      row('p3', `${site}/r/s/comments/p3/t/`, '/r/s/comments/p3/t') +
      row('p4', `${site}/r/s/comments/p4/t/`, 'https://example.org/a'),
  });
  expect(read.streams['reddit.posts']?.map((record) => record['url'])).toEqual([
    null,
    null,
    null,
    'https://example.org/a',
  ]);
});

test('a post that was both voted on and saved is one record in each stream, and post and comment ids do not meet', async () => {
  const votes: Files = {
    'comments.csv': COMMENTS + comment('c1'),
    'post_votes.csv':
      'id,permalink,direction\nx1,https://www.reddit.com/r/s/comments/x1/,up\nt3_x1,/r/s/comments/x1/,down\nx2,,sideways\n',
    'comment_votes.csv': 'id,permalink,direction\nx1,https://www.reddit.com/r/s/comments/a/b/x1/,down\n',
    'saved_posts.csv': 'id,permalink\nx1,https://www.reddit.com/r/s/comments/x1/\n',
  };
  const read = await readFiles(votes);
  expect(read.streams['reddit.votes']).toEqual([
    { id: 'x1', subreddit: 's', direction: 'up', kind: 'post' },
    { id: 'x2', subreddit: null, direction: 'none', kind: 'post' },
    { id: 'x1', subreddit: 's', direction: 'down', kind: 'comment' },
  ]);
  expect(read.streams['reddit.saved']).toEqual([{ id: 'x1', kind: 'post' }]);
  expect(streamReport(read, 'reddit.votes').duplicates).toBe(1);
});

test('files split for size are read as one stream, and headers-only copies are never counted', async () => {
  const read = await readFiles({
    'comments_1.csv': COMMENTS + comment('c1') + comment('c2'),
    'comments_2.csv': COMMENTS + comment('c2') + comment('c3'),
    'comment_headers.csv': `${COMMENTS.replace(',body,media', '')}c1,/r/s/comments/p/x/c1/,${DATE},,s,0,/r/s/comments/p/x/,\n`,
  });
  expect(streamReport(read, 'reddit.comments')).toMatchObject({ read: 4, kept: 3, duplicates: 1 });
  expect(read.report.files.find((file) => file.file === 'comment_headers.csv')).toMatchObject({
    use: 'skipped',
    reason: 'SUBSET_OF_FULL_FILE',
    read: 0,
  });
});

test('the report spans the first to the last time of a stream', async () => {
  const read = await readFiles({
    'comments.csv':
      COMMENTS + comment('c1', 'b', '2021-01-01 00:00:00') + comment('c2', 'b', '2019-01-01 00:00:00 UTC'),
  });
  expect(streamReport(read, 'reddit.comments')).toMatchObject({
    firstAt: '2019-01-01T00:00:00.000Z',
    lastAt: '2021-01-01T00:00:00.000Z',
  });
});

test('what others wrote and what names the member reaches no stream', async () => {
  const read = await readFiles({
    'comments.csv': COMMENTS + comment('c1'),
    'messages.csv': 'id,permalink,thread_id,date,ip,from,to,subject,body\nm1,/m,t,2020-01-01,,somebody,me,s,CANARY\n',
    'chat_history.csv': 'message_id,created_at,username,message\n1,2020,somebody,CANARY\n',
    'ip_logs.csv': 'date,ip\n2020-01-01,CANARY\n',
    'statistics.csv': 'statistic,value\naccount name,Sample_Name\nemail address,CANARY\n',
  });
  expect(JSON.stringify(read.streams)).not.toContain('CANARY');
  const reasons = Object.fromEntries(read.report.files.map((file) => [file.file, file.reason]));
  expect(reasons).toMatchObject({
    'messages.csv': 'THIRD_PARTIES',
    'chat_history.csv': 'THIRD_PARTIES',
    'ip_logs.csv': 'IDENTIFYING',
    'statistics.csv': 'IDENTIFYING',
  });
  expect(read.account).toBe('sample_name');
});

test('an account that the statistics do not name is unknown, not guessed', () => {
  expect(readAccount({ statistic: 'email address', value: 'a@example.com' })).toBeNull();
  expect(readAccount({ statistic: 'Account Name', value: ' Some_One ' })).toBe('some_one');
});
