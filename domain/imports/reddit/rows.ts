import type { RowFault } from '../report.ts';
import type { Reading, Row } from '../source.ts';

/** The whole text that Reddit writes in place of what was deleted or removed; nobody wrote it. */
const PLACEHOLDERS = new Set(['[deleted]', '[removed]', '[deleted by user]', '[ removed by reddit ]']);

const DATE = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?: ?(?:UTC|Z|([+-])(\d{2}):?(\d{2})))?$/;

const REDDIT_OPENED = Date.UTC(2005, 5, 1);
const FAR_FUTURE = Date.UTC(2100, 0, 1);

export function readPost(row: Row): Reading {
  const core = readCore(row);
  if ('fault' in core) return core;
  const { id, at, subreddit } = core;
  const record = { id, at, subreddit, title: text(row['title']), body: text(row['body']), url: linkOf(row) };
  return { key: id, at, record };
}

export function readComment(row: Row): Reading {
  const core = readCore(row);
  if ('fault' in core) return core;
  const { id, at, subreddit } = core;
  const parent = row['parent']?.trim() || null;
  return { key: id, at, record: { id, at, subreddit, body: text(row['body']), parent } };
}

export function readVote(kind: 'post' | 'comment'): (row: Row) => Reading {
  return (row) => {
    const id = bareId(row['id']);
    if (id === null) return { fault: 'MISSING_ID' };
    const said = row['direction']?.trim().toLowerCase();
    const direction = said === 'up' || said === 'down' ? said : 'none';
    return {
      key: `${kind}:${id}`,
      at: null,
      record: { id, subreddit: subredditOf(row['permalink']), direction, kind },
    };
  };
}

export function readSaved(kind: 'post' | 'comment'): (row: Row) => Reading {
  return (row) => {
    const id = bareId(row['id']);
    return id === null ? { fault: 'MISSING_ID' } : { key: `${kind}:${id}`, at: null, record: { id, kind } };
  };
}

export function readSubscription(row: Row): Reading {
  const subreddit = bareSubreddit(row['subreddit']);
  if (subreddit === null) return { fault: 'MISSING_SUBREDDIT' };
  return { key: subreddit.toLowerCase(), at: null, record: { subreddit } };
}

/** The account name among the statistics, where this export has one; Reddit has changed the list over the years. */
export function readAccount(row: Row): string | null {
  const statistic = row['statistic']?.trim().toLowerCase().replaceAll(/[ _]+/g, ' ');
  if (statistic !== 'account name' && statistic !== 'username') return null;
  return row['value']?.trim().toLowerCase() || null;
}

/**
 * ISO 8601 in UTC, or null. Reddit writes `2014-08-27 00:59:46 UTC`; some exports leave the suffix off, and mean UTC,
 * or write ISO with an offset. A date that the calendar lacks, or from before Reddit, is none.
 */
export function utcOf(written: string | undefined): string | null {
  const parts = DATE.exec(written?.trim() ?? '');
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return null;
  const offsetMinutes = parts[7] ? (Number(parts[8]) * 60 + Number(parts[9])) * (parts[7] === '+' ? 1 : -1) : 0;
  const at = local.getTime() - offsetMinutes * 60_000;
  return at < REDDIT_OPENED || at > FAR_FUTURE ? null : new Date(at).toISOString();
}

function readCore(row: Row): { id: string; at: string; subreddit: string } | { fault: RowFault } {
  const id = bareId(row['id']);
  if (id === null) return { fault: 'MISSING_ID' };
  const at = utcOf(row['date']);
  if (at === null) return { fault: 'BAD_DATE' };
  const subreddit = bareSubreddit(row['subreddit']);
  return subreddit === null ? { fault: 'MISSING_SUBREDDIT' } : { id, at, subreddit };
}

/** `t3_abc12` of the old generation and `abc12` of the new are one post. */
function bareId(written: string | undefined): string | null {
  const id = written?.trim().replace(/^t[13]_/, '');
  return id || null;
}

function bareSubreddit(written: string | undefined): string | null {
  return written?.trim().replace(/^\/?r\//, '') || null;
}

function subredditOf(permalink: string | undefined): string | null {
  return /^(?:https?:\/\/[a-z.]*reddit\.com)?\/r\/([^/]+)\//.exec(permalink?.trim() ?? '')?.[1] ?? null;
}

function text(written: string | undefined): string | null {
  if (written === undefined || written.trim() === '') return null;
  return PLACEHOLDERS.has(written.trim().toLowerCase()) ? null : written;
}

/** A text post carries its own address, absolute or relative to the site, in both generations. */
function linkOf(row: Row): string | null {
  const url = row['url']?.trim();
  if (!url) return null;
  return pathOf(url) === pathOf(row['permalink']?.trim() ?? '') ? null : url;
}

function pathOf(address: string): string {
  return address.replace(/^https?:\/\/[a-z.]*reddit\.com/, '').replace(/\/$/, '');
}
