import { createHash } from 'node:crypto';
import { csv } from './csv.ts';
import type { Random } from './random.ts';
import type { Generation, RedditContent } from './reddit-content.ts';

/** Headers of the files that a member without drafts, purchases and the like gets: a header and no row. */
const WITHOUT_ROWS: Readonly<Record<string, string>> = {
  moderated_subreddits: 'subreddit',
  approved_submitter_subreddits: 'subreddit',
  multireddits: 'id,display_name,date,description,privacy,subreddits,image_url,is_owner,favorited,followers',
  linked_identities: 'issuer_id,subject_id',
  linked_phone_number: 'phone_number',
  twitter: 'username',
  announcements: 'announcement_id,sent_at,read_at,from_id,from_username,subject,body,url',
  drafts:
    'id,title,body,kind,created,spoiler,nsfw,original_content,content_category,flair_id,flair_text,send_replies,subreddit,is_public_link',
  scheduled_posts: 'scheduled_post_id,subreddit,title,body,url,submission_time,recurrence',
  poll_votes: 'post_id,user_selection,text,image_url,is_prediction,stake_amount',
  gilded_content: 'content_link,award,amount,date',
  gold_received: 'content_link,gold_received,gilder_username,date',
  purchases: 'processor,transaction_id,product,date,cost,currency,status',
  subscriptions: 'processor,subscription_id,product,product_id,product_name,status,start_date,end_date',
  payouts: 'payout_amount_usd,date,payout_id',
  stripe: 'stripe_account_id',
  persona: 'persona_inquiry_id',
};

const MESSAGE_HEAD = ['id', 'permalink', 'thread_id', 'date', 'ip', 'from', 'to'];
const CHAT_HEAD =
  'message_id,created_at,updated_at,username,message,thread_parent_message_id,channel_url,subreddit,channel_name,conversation_type';

/** The files of an export that no stream is made of: private, of others, or of no use. All in it is made up. */
export function surroundings(
  random: Random,
  content: RedditContent,
  account: string,
  generation: Generation,
): Map<string, string> {
  const [messages, messageHeaders] =
    generation === 'old' ? ['messages_archive', 'messages_archive_headers'] : ['messages', 'message_headers'];
  const received = Array.from({ length: 3 }, () => message(content, account));
  const chatLine = [
    content.id(),
    content.date(),
    '',
    account,
    'A line of chat, with a comma.',
    '',
    '',
    '',
    'chat',
    'direct',
  ];
  return new Map<string, string>([
    [
      messages,
      csv(
        [...MESSAGE_HEAD, 'subject', 'body'],
        received.map((row) => [...row, 'hello', 'A private line.\nAnd one more.']),
      ),
    ],
    [messageHeaders, csv(MESSAGE_HEAD, received)],
    ['chat_history', csv(CHAT_HEAD.split(','), [chatLine])],
    ['hidden_posts', content.saved('t3', ['homebread'], 2)],
    ...aboutTheMember(random, content, account),
    ...Object.entries(WITHOUT_ROWS).map(([name, header]): [string, string] => [name, `${header}\n`]),
  ]);
}

/** Reddit's own integrity list, over all the other files. */
export function checkfile(files: ReadonlyMap<string, string>): string {
  const rows = [...files].map(([name, text]) => [`${name}.csv`, createHash('sha256').update(text).digest('hex')]);
  return csv(['filename', 'sha256'], rows);
}

function message(content: RedditContent, account: string): string[] {
  const id = content.id();
  return [id, `https://www.reddit.com/message/messages/${id}`, id, content.date(), '', 'sample_sender', account];
}

function aboutTheMember(random: Random, content: RedditContent, account: string): [string, string][] {
  const ips = Array.from({ length: 4 }, () => [content.date(), `192.0.2.${random.between(1, 254)}`]);
  const statistics = [
    ['account name', account],
    ['email address', `${account}@example.com`],
    ['signup date', content.date()],
  ];
  const birthColumns = ['birthdate', 'verified_birthdate', 'verification_state', 'verification_method'];
  return [
    ['account_gender', csv(['account_gender'], [['']])],
    ['birthdate', csv(birthColumns, [['', '', '', '']])],
    ['statistics', csv(['statistic', 'value'], statistics)],
    ['user_preferences', csv(['preference', 'value'], [['lang', 'en']])],
    ['sensitive_ads_preferences', csv(['type', 'preference'], [['alcohol', 'deny']])],
    ['ip_logs', csv(['date', 'ip'], ips)],
    ['friends', csv(['username', 'note'], [['sample_friend', '']])],
  ];
}
