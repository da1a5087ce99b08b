/** `leaf/leaves` and `buy/bought` give the form that the rules of English would not. */
export type Word = string;

/** The words of a list that is written over several lines, the common ones first. */
export function list(text: string): readonly Word[] {
  return text.trim().split(/\s*,\s*/);
}

/** What belongs together, whoever talks about it. */
export interface Vocabulary {
  readonly things: readonly Word[];
  readonly verbs: readonly Word[];
  readonly qualities: readonly Word[];
}

export function vocabulary(things: string, verbs: string, qualities: string): Vocabulary {
  return { things: list(things), verbs: list(verbs), qualities: list(qualities) };
}

/** What the made-up members talk about: one community each, its own words, and fields that it shares with others. */
export interface Topic {
  readonly subreddit: string;
  readonly own: Vocabulary;
  readonly fields: readonly Vocabulary[];
}
