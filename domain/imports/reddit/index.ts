import type { ArchiveFile, FilePlan, Source } from '../source.ts';
import { FILES, type RedditFile } from './files.ts';
import { COMMENTS, POSTS, SAVED, SUBSCRIPTIONS, VOTES } from './streams.ts';

/** Large accounts get `comments_1.csv`, `comments_2.csv` in place of `comments.csv`. */
const FILE_NAME = /^([a-z]+(?:_[a-z]+)*)(?:_\d+)?\.csv$/;

/** Whose header alone says Reddit; the other names need each other, being short and common. */
const CORE = new Set(['posts', 'comments', 'post_headers', 'comment_headers']);
const CORE_COLUMNS = ['id', 'permalink', 'date', 'subreddit', 'gildings'];
const ANCHORS = new Set(['subscribed_subreddits', 'saved_posts', 'saved_comments', 'post_votes', 'comment_votes']);

/** Reddit's privacy export: a flat ZIP of CSV files, all of them optional, in two generations. */
export const REDDIT: Source = {
  name: 'reddit',
  streams: [POSTS, COMMENTS, VOTES, SAVED, SUBSCRIPTIONS],

  recognises(files: readonly ArchiveFile[]): boolean {
    let anchors = 0;
    for (const file of files) {
      const name = nameOf(file);
      if (name === null || !file.header) continue;
      if (CORE.has(name) && holds(file.header, CORE_COLUMNS)) return true;
      if (ANCHORS.has(name) && holds(file.header, (FILES.get(name) as RedditFile).columns)) anchors += 1;
    }
    return anchors >= 2;
  },

  plan(file: ArchiveFile): FilePlan {
    const known = FILES.get(nameOf(file) ?? '');
    if (!known) return { use: 'unknown', reason: 'UNKNOWN_FILE' };
    if (holds(file.header ?? [], known.columns)) return known.plan;
    return { use: 'unknown', reason: 'HEADER_UNKNOWN' };
  },
};

/** The name without part number, of a file at the top; null for everything else. */
function nameOf(file: ArchiveFile): string | null {
  return FILE_NAME.exec(file.path)?.[1] ?? null;
}

function holds(header: readonly string[], columns: readonly string[]): boolean {
  return columns.every((column) => header.includes(column));
}
