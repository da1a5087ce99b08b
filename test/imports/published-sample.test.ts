import { expect, test } from '@jest/globals';
import { publishedSample, readFiles, streamReport } from './support/archives.ts';

const counts = ({ read, kept, duplicates, rejected }: ReturnType<typeof streamReport>) => [
  read,
  kept,
  duplicates,
  rejected,
];

test('the published modern sample imports with the counts its files hold', async () => {
  const read = await readFiles(publishedSample('modern'));
  expect(counts(streamReport(read, 'reddit.posts'))).toEqual([6, 1, 4, 1]);
  expect(counts(streamReport(read, 'reddit.comments'))).toEqual([2, 1, 1, 0]);
  expect(counts(streamReport(read, 'reddit.votes'))).toEqual([1, 1, 0, 0]);
  expect(counts(streamReport(read, 'reddit.saved'))).toEqual([1, 1, 0, 0]);
  expect(counts(streamReport(read, 'reddit.subscriptions'))).toEqual([1, 1, 0, 0]);
});

test('of rows with one id the first is kept, and the row without an id is named by file and line', async () => {
  const read = await readFiles(publishedSample('modern'));
  expect(read.streams['reddit.posts']).toEqual([
    {
      id: 'abc12',
      at: '2023-06-15T14:30:00.000Z',
      subreddit: 'synthcooking',
      title: 'My First Stew',
      body: 'Just simmered it.',
      url: null,
    },
  ]);
  expect(read.streams['reddit.comments']?.[0]).toMatchObject({ body: 'Nice stew, chef!', parent: 't3_xyz99' });
  expect(streamReport(read, 'reddit.posts').samples).toEqual([{ file: 'posts.csv', line: 10, fault: 'MISSING_ID' }]);
});

test('the published old generation is recognised, and its prefixed id is the same post as the bare one', async () => {
  const read = await readFiles(publishedSample('old-generation'));
  expect(counts(streamReport(read, 'reddit.posts'))).toEqual([2, 1, 1, 0]);
  expect(read.streams['reddit.posts']?.[0]).toMatchObject({ id: 'abc12', body: 'x', url: null });
});
