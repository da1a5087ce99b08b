import { expect, test } from '@jest/globals';
import { readArchive, readFiles, zipOf, type Files } from './support/archives.ts';

const COMMENTS = 'id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n';
const ROW = 'c1,/r/s/comments/p/x/c1/,2020-02-03 04:05:06 UTC,,s,0,/r/s/comments/p/x/,,text,\n';
const SUBSCRIBED = 'subreddit\nhomebread\n';

async function isRecognised(files: Files): Promise<boolean> {
  return (await readArchive(await zipOf(files))) !== null;
}

test('a flat archive is recognised by file name and header together', async () => {
  expect(await isRecognised({ 'comments.csv': COMMENTS + ROW })).toBe(true);
  expect(await isRecognised({ 'comments.csv': 'Date,Link,Message\n2020,x,y\n' })).toBe(false);
});

test('an account that never wrote is recognised by two anchors, never by one short name', async () => {
  const saved = 'id,permalink\nx,/r/s/comments/x/\n';
  expect(await isRecognised({ 'subscribed_subreddits.csv': SUBSCRIBED, 'saved_posts.csv': saved })).toBe(true);
  expect(await isRecognised({ 'subscribed_subreddits.csv': SUBSCRIBED })).toBe(false);
  expect(await isRecognised({ 'saved_posts.csv': saved })).toBe(false);
});

test('names that merely contain a known name are not it', async () => {
  expect(await isRecognised({ 'my_comments.csv': COMMENTS + ROW })).toBe(false);
  expect(await isRecognised({ 'comments.csv.txt': COMMENTS + ROW })).toBe(false);
  expect(await isRecognised({ 'activity/comments.csv': COMMENTS + ROW, 'readme.txt': 'x' })).toBe(false);
});

test('one wrapping folder, several, and what macOS adds make no difference', async () => {
  const plain = await readFiles({ 'comments.csv': COMMENTS + ROW });
  const wrapped = await readFiles({
    'export_sample_name_20260101/comments.csv': COMMENTS + ROW,
    '__MACOSX/export_sample_name_20260101/._comments.csv': 'junk',
    'export_sample_name_20260101/.DS_Store': 'junk',
  });
  const twice = await readFiles({ 'a/b/comments.csv': COMMENTS + ROW, 'a/b/drafts.csv': 'id\n' });
  expect(wrapped.streams).toEqual(plain.streams);
  expect(twice.streams).toEqual(plain.streams);
});

test('the report never holds a folder name, which may be the member’s account', async () => {
  const read = await readFiles({
    'export_sample_name/comments.csv': COMMENTS + ROW,
    'export_sample_name/other/x.txt': 'x',
  });
  expect(JSON.stringify(read.report)).not.toContain('sample_name');
  expect(read.report.files).toContainEqual(
    expect.objectContaining({ file: 'x.txt', use: 'unknown', reason: 'UNKNOWN_FILE' }),
  );
});

test('a known name with another header is unknown, and does not stop the rest', async () => {
  const read = await readFiles({
    'comments.csv': COMMENTS + ROW,
    'posts.csv': 'Title,Text\na,b\n',
    'post_votes.csv': '',
  });
  const reasons = Object.fromEntries(read.report.files.map((file) => [file.file, file.reason]));
  expect(reasons).toMatchObject({
    'posts.csv': 'HEADER_UNKNOWN',
    'post_votes.csv': 'HEADER_UNKNOWN',
    'comments.csv': null,
  });
});
