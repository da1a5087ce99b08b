import { CLOSINGS, EMOJI, OPENINGS } from './grammar/habits.ts';
import { withSlip } from './grammar/slips.ts';
import type { Random } from './random.ts';
import type { Speaker } from './speaker.ts';
import type { Topic } from './words/list.ts';

/** Words before closing and emoji; with them no text has more than 60. */
const LONGEST = 52;

/** A text of about `words` words, in one paragraph or several. */
export function writeText(random: Random, speaker: Speaker, topic: Topic, words: number): string {
  const sentences: string[] = [];
  for (let count = 0; count < words;) {
    const bare = speaker.sentence(topic);
    const sentence = capitalised(random.chance(18) ? `${speaker.habit(OPENINGS)} ${bare}` : bare);
    const length = sentence.split(' ').length;
    if (count >= SHORTEST && count + length > LONGEST) break;
    sentences.push(sentence);
    count += length;
  }
  if (random.chance(SLIPS_PERCENT)) sentences.push(withSlip(random, sentences.pop() as string));
  if (words > 20 && random.chance(20)) sentences.push(speaker.habit(CLOSINGS));
  if (random.chance(5)) sentences.push(speaker.habit(EMOJI));
  return inParagraphs(random, sentences);
}

/** Fewer words are no text worth keeping. */
const SHORTEST = 5;

/** How many of a hundred texts have a misspelt word. */
const SLIPS_PERCENT = 3;

export function writeTitle(speaker: Speaker, topic: Topic): string {
  return capitalised(speaker.sentence(topic)).replace(/[.!]$/, '');
}

function inParagraphs(random: Random, sentences: readonly string[]): string {
  const isBroken = sentences.length > 2 && random.chance(30);
  if (!isBroken) return sentences.join(' ');
  const at = random.between(1, sentences.length - 1);
  return `${sentences.slice(0, at).join(' ')}\n\n${sentences.slice(at).join(' ')}`;
}

function capitalised(sentence: string): string {
  return sentence.replace(/[a-z]/i, (letter) => letter.toUpperCase());
}
