import type { FieldClass, FieldDefinition, StreamDefinition } from '../source.ts';

function field(name: string, fieldClass: FieldClass, description: string): FieldDefinition {
  return { name, class: fieldClass, description };
}

const subreddit = field('subreddit', 'quasi-identifier', 'Community, without the leading r/.');

export const POSTS: StreamDefinition = {
  name: 'reddit.posts',
  description: 'Posts that the member wrote.',
  fields: [
    field('id', 'direct-identifier', 'Post id, base 36, without its t3_ prefix: leads to the public account.'),
    field('at', 'quasi-identifier', 'When it was posted, ISO 8601 in UTC.'),
    subreddit,
    field('title', 'free-text', 'Title.'),
    field(
      'body',
      'free-text',
      'Text; null where there is none, or where Reddit exports a placeholder for deleted text.',
    ),
    field(
      'url',
      'direct-identifier',
      'Address that a link post points at; null for a text post, whose address is its own.',
    ),
  ],
};

export const COMMENTS: StreamDefinition = {
  name: 'reddit.comments',
  description: 'Comments that the member wrote.',
  fields: [
    field('id', 'direct-identifier', 'Comment id, base 36, without its t1_ prefix: leads to the public account.'),
    field('at', 'quasi-identifier', 'When it was written, ISO 8601 in UTC.'),
    subreddit,
    field('body', 'free-text', 'Text; null where Reddit exports a placeholder for deleted text.'),
    field(
      'parent',
      'direct-identifier',
      'Id of what it answers, as exported (with or without prefix); null on many rows.',
    ),
  ],
};

export const VOTES: StreamDefinition = {
  name: 'reddit.votes',
  description: "Votes on other people's posts and comments. Reddit exports no time for them.",
  fields: [
    field('id', 'direct-identifier', 'Id of the post or comment voted on, without its prefix.'),
    field('subreddit', 'quasi-identifier', 'Community of what was voted on; null where its address does not say.'),
    field('direction', 'safe', '`up`, `down`, or `none` for a vote that was taken back.'),
    field('kind', 'safe', '`post` or `comment`.'),
  ],
};

export const SAVED: StreamDefinition = {
  name: 'reddit.saved',
  description: "Other people's posts and comments that the member saved. Reddit exports no time for them.",
  fields: [
    field('id', 'direct-identifier', 'Id of the post or comment saved, without its prefix.'),
    field('kind', 'safe', '`post` or `comment`.'),
  ],
};

export const SUBSCRIPTIONS: StreamDefinition = {
  name: 'reddit.subscriptions',
  description: 'Communities that the member follows.',
  fields: [subreddit],
};
