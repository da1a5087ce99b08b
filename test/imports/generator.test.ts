import { expect, test } from '@jest/globals';
import { sha256Hex } from '../../domain/shared/index.ts';
import { countsOf, redditArchive, redditFiles, type RedditArchive } from '../../examples/archives/reddit.ts';
import { honestWritings } from '../../examples/archives/writings.ts';
import { readArchive, type Read } from './support/archives.ts';

async function read(archive: RedditArchive): Promise<Read> {
  const result = await readArchive(await redditArchive(archive));
  if (!result) throw new Error('The made archive was not recognised.');
  return result;
}

const bodies = (of: Read) =>
  ['reddit.posts', 'reddit.comments'].flatMap((stream) =>
    (of.streams[stream] ?? []).map((record) => String(record['body'])),
  );

function wordsOf(of: Read): Set<string> {
  return new Set(bodies(of).flatMap((body) => body.toLowerCase().match(/[a-z]+/g) ?? []));
}

test('one seed makes one archive, to the byte, and another seed another', async () => {
  const once = sha256Hex(await redditArchive({ seed: 'ada', records: 400 }));
  expect(sha256Hex(await redditArchive({ seed: 'ada', records: 400 }))).toBe(once);
  expect(sha256Hex(await redditArchive({ seed: 'bob', records: 400 }))).not.toBe(once);
});

test.each(['modern', 'old'] as const)(
  'the %s generation has every file of an export and imports in full',
  async (generation) => {
    const archive = { seed: 'ada', generation, folder: 'export_sample' };
    expect(redditFiles(archive).size).toBe(38);
    const { report } = await read(archive);
    expect(report.files.filter((file) => file.use === 'unknown')).toEqual([]);
    const kept = Object.fromEntries(report.streams.map((stream) => [stream.stream, stream.kept]));
    const counts = countsOf();
    expect(kept).toEqual({
      'reddit.posts': counts.posts,
      'reddit.comments': counts.comments,
      'reddit.votes': counts.postVotes + counts.commentVotes,
      'reddit.saved': counts.savedPosts + counts.savedComments,
      'reddit.subscriptions': counts.subscriptions,
    });
    expect(Object.values(kept).reduce((sum, count) => sum + count, 0)).toBe(2400);
    expect(report.streams.map((stream) => stream.duplicates + stream.rejected)).toEqual([0, 0, 0, 0, 0]);
  },
);

test('a copycat has the texts of the member it copies, and no id or date of theirs', async () => {
  const [original, copy] = await Promise.all([
    read({ seed: 'ada' }),
    read({ seed: 'eve', persona: 'copycat', copyOf: 'ada' }),
  ]);
  expect(bodies(copy)).toEqual(bodies(original));
  const ids = new Set(original.streams['reddit.comments']?.map((record) => record['id']));
  expect(copy.streams['reddit.comments']?.some((record) => ids.has(record['id'] as string))).toBe(false);
});

test('honest members share most of a vocabulary and hardly a text; a useless one shares neither', async () => {
  const [ada, bob, zoe] = await Promise.all([
    read({ seed: 'ada' }),
    read({ seed: 'bob', generation: 'old' }),
    read({ seed: 'zoe', persona: 'useless' }),
  ]);
  const known = wordsOf(ada);
  const shareKnown = (of: Read) => [...wordsOf(of)].filter((word) => known.has(word)).length / wordsOf(of).size;
  expect(shareKnown(bob)).toBeGreaterThan(0.5);
  expect(shareKnown(zoe)).toBeLessThan(0.01);
  const texts = new Set(bodies(ada));
  const copied = bodies(bob).filter((body) => body !== 'null' && texts.has(body));
  expect(copied.length / bodies(bob).length).toBeLessThan(0.01);
});

test('texts have 5 to 60 words, and some hold lines, quotes, emoji or a placeholder', async () => {
  const ada = await read({ seed: 'ada' });
  const texts = bodies(ada).filter((body) => body !== 'null');
  const lengths = texts.map((body) => body.split(/\s+/).length);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
  for (const mark of [/\n\n/, /"/, /\p{Extended_Pictographic}/u])
    expect(texts.some((body) => mark.test(body))).toBe(true);
  expect(ada.streams['reddit.comments']?.some((record) => record['body'] === null)).toBe(true);
});

/** By word: how many of eight honest members, of 2,400 records each, use it; and how often they do. */
function wordsOfEight(): { readonly members: ReadonlyMap<string, number>; readonly uses: ReadonlyMap<string, number> } {
  const [members, uses] = [new Map<string, number>(), new Map<string, number>()];
  const more = (counts: Map<string, number>, word: string) => counts.set(word, (counts.get(word) ?? 0) + 1);
  for (let i = 1; i <= 8; i += 1) {
    const { posts, comments } = honestWritings(`member ${i}`, countsOf(2400));
    const words = [...posts, ...comments].flatMap(({ body }) => body.toLowerCase().match(/[a-z']+/g) ?? []);
    for (const word of words) more(uses, word);
    for (const word of new Set(words)) more(members, word);
  }
  return { members, uses };
}

test('eight honest members use 2,500 to 4,000 words: a few everywhere, many here and there', () => {
  const { members, uses } = wordsOfEight();
  expect(members.size).toBeGreaterThan(2500);
  expect(members.size).toBeLessThan(4000);
  const usedBy = (low: number, high: number) => [...members.values()].filter((n) => n >= low && n <= high).length;
  expect(usedBy(8, 8)).toBeGreaterThan(500);
  expect(usedBy(2, 7)).toBeGreaterThan(1000);
  const byRank = [...uses.values()].toSorted((a, b) => b - a);
  const total = byRank.reduce((sum, count) => sum + count, 0);
  const shareOfFirst = (count: number) => byRank.slice(0, count).reduce((sum, n) => sum + n, 0) / total;
  expect(shareOfFirst(100)).toBeGreaterThan(0.4);
  expect(shareOfFirst(100)).toBeLessThan(0.75);
  expect(shareOfFirst(1000)).toBeLessThan(0.95);
});
