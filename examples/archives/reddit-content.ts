import { csv } from './csv.ts';
import type { Random } from './random.ts';
import type { Writing, Writings } from './writings.ts';

export type Generation = 'modern' | 'old';

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const FROM = Date.UTC(2017, 0, 1);
const UNTIL = Date.UTC(2025, 11, 1);
const SITE = 'https://www.reddit.com';

/** Ids, dates and addresses of one archive; what was written comes from elsewhere, so that a copy can have others. */
export class RedditContent {
  private readonly ids = new Set<string>();

  constructor(
    private readonly random: Random,
    private readonly generation: Generation,
  ) {}

  id(): string {
    for (;;) {
      const id = this.random.text('cdefghj', 1) + this.random.text(BASE36, 6);
      if (this.ids.has(id)) continue;
      this.ids.add(id);
      return id;
    }
  }

  date(): string {
    const at = new Date(FROM + this.random.below((UNTIL - FROM) / 1000) * 1000).toISOString();
    return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
  }

  /** Newest last, as the ids are not: order says nothing. */
  dates(count: number): string[] {
    return Array.from({ length: count }, () => this.date()).toSorted();
  }

  /** posts.csv and post_headers.csv. */
  posts(writings: readonly Writing[]): { full: string; headers: string } {
    const dates = this.dates(writings.length);
    const rows = writings.map((writing, i) => {
      const id = this.id();
      const address = this.address(writing.subreddit, id);
      const isLink = writing.body === '';
      const url = isLink
        ? `https://example.org/${writing.subreddit}/${id}`
        : `${SITE}/r/${writing.subreddit}/comments/${id}/`;
      const head = [this.fullname('t3', id), address, dates[i] as string, '', writing.subreddit, '0'];
      return { head, title: writing.title ?? '', url, body: writing.body };
    });
    const columns = ['id', 'permalink', 'date', 'ip', 'subreddit', 'gildings'];
    return {
      full: csv(
        [...columns, 'title', 'url', 'body'],
        rows.map(({ head, title, url, body }) => [...head, title, url, body]),
      ),
      headers: csv(
        [...columns, 'url'],
        rows.map(({ head, url }) => [...head, url]),
      ),
    };
  }

  /** comments.csv and comment_headers.csv. */
  comments(writings: readonly Writing[]): { full: string; headers: string } {
    const dates = this.dates(writings.length);
    const media = this.generation === 'modern';
    const rows = writings.map((writing, i) => {
      const id = this.id();
      const link = this.address(writing.subreddit, this.random.text(BASE36, 6));
      const head = [this.fullname('t1', id), `${link}${id}/`, dates[i] as string, '', writing.subreddit, '0'];
      return { head: [...head, link, this.parent()], body: writing.body };
    });
    const columns = ['id', 'permalink', 'date', 'ip', 'subreddit', 'gildings', 'link', 'parent'];
    return {
      full: csv(
        [...columns, 'body', ...(media ? ['media'] : [])],
        rows.map(({ head, body }) => [...head, body, ...(media ? [''] : [])]),
      ),
      headers: csv(
        columns,
        rows.map(({ head }) => head),
      ),
    };
  }

  votes(prefix: 't1' | 't3', subreddits: readonly string[], count: number): string {
    const rows = Array.from({ length: count }, () => {
      const id = this.id();
      const direction = this.random.pick(['up', 'up', 'up', 'up', 'down', 'none']);
      return [this.fullname(prefix, id), this.address(this.random.pick(subreddits), id), direction];
    });
    return csv(['id', 'permalink', 'direction'], rows);
  }

  saved(prefix: 't1' | 't3', subreddits: readonly string[], count: number): string {
    const rows = Array.from({ length: count }, () => {
      const id = this.id();
      return [this.fullname(prefix, id), this.address(this.random.pick(subreddits), id)];
    });
    return csv(['id', 'permalink'], rows);
  }

  /** The member's own communities and as many others as make up the count. */
  subscriptions(writings: Writings, count: number): string {
    const others = Array.from({ length: count }, (_, i) => `community${this.random.between(100, 999)}x${i}`);
    return csv(
      ['subreddit'],
      [...writings.subreddits, ...others].slice(0, count).map((name) => [name]),
    );
  }

  private fullname(prefix: 't1' | 't3', id: string): string {
    return this.generation === 'old' ? `${prefix}_${id}` : id;
  }

  private address(subreddit: string, id: string): string {
    const path = `/r/${subreddit}/comments/${id}/`;
    return this.generation === 'old' ? path : SITE + path;
  }

  /** Empty on about a third of real rows; the rest with or without the kind. */
  private parent(): string {
    if (this.random.chance(30)) return '';
    return this.random.pick(['t3_', 't1_', '']) + this.random.text(BASE36, 7);
  }
}
