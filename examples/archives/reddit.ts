import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { Random } from './random.ts';
import { RedditContent, type Generation } from './reddit-content.ts';
import { checkfile, surroundings } from './reddit-surroundings.ts';
import { honestWritings, uselessWritings, type Writings } from './writings.ts';

/**
 * `honest` writes about three or four topics; `copycat` has the posts and comments of another honest member under new ids and
 * dates; `useless` fills the files with words of no language.
 */
export type Persona = 'honest' | 'copycat' | 'useless';

export interface RedditArchive {
  /** Decides every byte. */
  readonly seed: string;
  readonly persona?: Persona;
  /** Seed of the honest member whose texts a copycat has. */
  readonly copyOf?: string;
  readonly generation?: Generation;
  /** Records that the importer keeps, over all streams; at least 100. */
  readonly records?: number;
  /** Puts everything in one folder, as members do who pack an archive again. */
  readonly folder?: string;
}

export interface RedditCounts {
  readonly posts: number;
  readonly comments: number;
  readonly postVotes: number;
  readonly commentVotes: number;
  readonly savedPosts: number;
  readonly savedComments: number;
  readonly subscriptions: number;
}

/** Local time, and written without a zone: the same bytes wherever it runs. */
const PACKED_AT = new Date(2026, 0, 2, 3, 4, 6);

/** How many records of each kind an archive of `records` has; comments take what is left. */
export function countsOf(records = 2400): RedditCounts {
  const share = (percent: number) => Math.floor((records * percent) / 100);
  const others = {
    posts: share(10),
    postVotes: share(8),
    commentVotes: share(7),
    savedPosts: share(2),
    savedComments: share(2),
    subscriptions: Math.min(30, share(3)),
  };
  return { ...others, comments: records - Object.values(others).reduce((sum, count) => sum + count, 0) };
}

/** Every file of a Reddit export by its base name without `.csv`: what the table in the platform's exports lists. */
export function redditFiles(archive: RedditArchive): ReadonlyMap<string, string> {
  const { seed, generation = 'modern' } = archive;
  const counts = countsOf(archive.records);
  const writings = writingsOf(archive);
  const random = new Random(`archive:${seed}`);
  const content = new RedditContent(random, generation);
  const posts = content.posts(writings.posts);
  const comments = content.comments(writings.comments);
  const account = `sample_${random.text('abcdefghijklmnopqrstuvwxyz', 8)}`;
  const files = new Map<string, string>([
    ['posts', posts.full],
    ['post_headers', posts.headers],
    ['comments', comments.full],
    ['comment_headers', comments.headers],
    ['post_votes', content.votes('t3', writings.subreddits, counts.postVotes)],
    ['comment_votes', content.votes('t1', writings.subreddits, counts.commentVotes)],
    ['saved_posts', content.saved('t3', writings.subreddits, counts.savedPosts)],
    ['saved_comments', content.saved('t1', writings.subreddits, counts.savedComments)],
    ['subscribed_subreddits', content.subscriptions(writings, counts.subscriptions)],
    ...surroundings(random, content, account, generation),
  ]);
  return files.set('checkfile', checkfile(files));
}

/** The whole archive in memory. */
export async function redditArchive(archive: RedditArchive): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of packed(archive).outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export async function writeRedditArchive(path: string, archive: RedditArchive): Promise<void> {
  await pipeline(packed(archive).outputStream, createWriteStream(path));
}

function writingsOf({ seed, persona = 'honest', copyOf, records }: RedditArchive): Writings {
  const counts = countsOf(records);
  if (persona === 'useless') return uselessWritings(seed, counts);
  if (persona === 'honest') return honestWritings(seed, counts);
  if (copyOf === undefined) throw new TypeError('A copycat needs the seed of the member it copies.');
  return honestWritings(copyOf, counts);
}

function packed(archive: RedditArchive): ZipFile {
  const zip = new ZipFile();
  const folder = archive.folder === undefined ? '' : `${archive.folder}/`;
  for (const [name, text] of redditFiles(archive)) {
    zip.addBuffer(Buffer.from(text), `${folder}${name}.csv`, { mtime: PACKED_AT, forceDosTimestamp: true });
  }
  zip.end();
  return zip;
}
