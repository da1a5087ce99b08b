import { writeText, writeTitle } from './prose.ts';
import { pseudoWords } from './pseudo-words.ts';
import { Random } from './random.ts';
import { Speaker } from './speaker.ts';
import { TOPICS } from './topics.ts';

/** What a member said, without when and under which id. */
export interface Writing {
  readonly subreddit: string;
  /** Null for a comment. */
  readonly title: string | null;
  readonly body: string;
}

export interface Writings {
  readonly posts: readonly Writing[];
  readonly comments: readonly Writing[];
  readonly subreddits: readonly string[];
}

export interface WritingCounts {
  readonly posts: number;
  readonly comments: number;
}

/** 5 to 60 words, more short ones than long ones. */
function lengthOf(random: Random): number {
  return random.chance(55) ? random.between(5, 18) : random.between(19, 48);
}

/** English of a grammar about three or four topics; the same seed always says the same. */
export function honestWritings(seed: string, counts: WritingCounts): Writings {
  const random = new Random(`writings:${seed}`);
  const speaker = new Speaker(random);
  const write = (title: boolean): Writing => {
    const topic = random.pick(speaker.topics);
    const body = title && random.chance(15) ? '' : writeText(random, speaker, topic, lengthOf(random));
    return { subreddit: topic.subreddit, title: title ? writeTitle(speaker, topic) : null, body };
  };
  return {
    posts: Array.from({ length: counts.posts }, () => write(true)),
    comments: Array.from({ length: counts.comments }, () => withPlaceholders(random, write(false))),
    subreddits: speaker.topics.map((topic) => topic.subreddit),
  };
}

/** The right shape and nothing in it: words that no other member uses. */
export function uselessWritings(seed: string, counts: WritingCounts): Writings {
  const random = new Random(`useless:${seed}`);
  const words = pseudoWords(random, 4000);
  const subreddits = random.shuffled(TOPICS).slice(0, 3);
  const say = (length: number) => Array.from({ length }, () => random.pick(words)).join(' ');
  const write = (title: boolean): Writing => ({
    subreddit: random.pick(subreddits).subreddit,
    title: title ? say(6) : null,
    body: say(lengthOf(random)),
  });
  return {
    posts: Array.from({ length: counts.posts }, () => write(true)),
    comments: Array.from({ length: counts.comments }, () => write(false)),
    subreddits: subreddits.map((topic) => topic.subreddit),
  };
}

/** A few comments were deleted since, and are exported as Reddit exports those. */
function withPlaceholders(random: Random, writing: Writing): Writing {
  if (!random.chance(1)) return writing;
  return { ...writing, body: random.pick(['[deleted]', '[removed]']) };
}
