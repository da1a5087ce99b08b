import type { FilePlan } from '../source.ts';
import { readAccount, readComment, readPost, readSaved, readSubscription, readVote } from './rows.ts';
import { COMMENTS, POSTS, SAVED, SUBSCRIPTIONS, VOTES } from './streams.ts';

/** What is done with a file, and the columns without which it is not what its name says. */
export interface RedditFile {
  readonly columns: readonly string[];
  readonly plan: FilePlan;
}

const CONTENT = ['id', 'permalink', 'date', 'subreddit'];

const skipped = (reason: 'SUBSET_OF_FULL_FILE' | 'THIRD_PARTIES' | 'IDENTIFYING' | 'NOT_A_STREAM'): RedditFile => ({
  columns: [],
  plan: { use: 'skipped', reason },
});

/** Every file that Reddit's exports have been seen to hold, by name without `.csv` and without a part number. */
export const FILES: ReadonlyMap<string, RedditFile> = new Map<string, RedditFile>([
  ['posts', { columns: [...CONTENT, 'title', 'body'], plan: { use: 'read', stream: POSTS.name, read: readPost } }],
  ['comments', { columns: [...CONTENT, 'body'], plan: { use: 'read', stream: COMMENTS.name, read: readComment } }],
  ['post_votes', votes('post')],
  ['comment_votes', votes('comment')],
  ['saved_posts', saved('post')],
  ['saved_comments', saved('comment')],
  [
    'subscribed_subreddits',
    { columns: ['subreddit'], plan: { use: 'read', stream: SUBSCRIPTIONS.name, read: readSubscription } },
  ],
  [
    'statistics',
    { columns: ['statistic', 'value'], plan: { use: 'account', reason: 'IDENTIFYING', account: readAccount } },
  ],
  ...named(skipped('SUBSET_OF_FULL_FILE'), ['post_headers', 'comment_headers']),
  ...named(skipped('THIRD_PARTIES'), [
    'messages',
    'messages_archive',
    'message_headers',
    'messages_archive_headers',
    'chat_history',
    'friends',
    'announcements',
    'gold_received',
  ]),
  ...named(skipped('IDENTIFYING'), [
    'account_gender',
    'birthdate',
    'sensitive_ads_preferences',
    'ip_logs',
    'linked_identities',
    'linked_phone_number',
    'twitter',
    'purchases',
    'subscriptions',
    'payouts',
    'stripe',
    'persona',
  ]),
  ...named(skipped('NOT_A_STREAM'), [
    'hidden_posts',
    'moderated_subreddits',
    'approved_submitter_subreddits',
    'multireddits',
    'user_preferences',
    'drafts',
    'scheduled_posts',
    'poll_votes',
    'gilded_content',
    'checkfile',
  ]),
]);

function votes(kind: 'post' | 'comment'): RedditFile {
  return { columns: ['id', 'permalink', 'direction'], plan: { use: 'read', stream: VOTES.name, read: readVote(kind) } };
}

function saved(kind: 'post' | 'comment'): RedditFile {
  return { columns: ['id', 'permalink'], plan: { use: 'read', stream: SAVED.name, read: readSaved(kind) } };
}

function named(file: RedditFile, names: readonly string[]): [string, RedditFile][] {
  return names.map((name) => [name, file]);
}
