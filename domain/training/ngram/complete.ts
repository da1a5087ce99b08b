import type { LanguageModel } from './language-model.ts';
import { DISCOUNT } from './language-model.ts';
import { END, FIRST_WORD, MAX_WORDS, START, UNLISTED } from './lexicon.ts';
import { join, tokenise } from './tokenise.ts';

/** What follows a context: (word, count) pairs and the sum of the counts. */
interface Followers {
  readonly pairs: number[];
  total: number;
}

/** How often an unlisted word is drawn again before the text is ended. */
const REDRAWS = 64;

/**
 * Draws text from a model. At each order, what the discount took from the counts is the chance to ask the next lower
 * order; that is the interpolated distribution itself, so nothing is computed per listed word.
 */
export class Completion {
  private readonly byContext = new Map<number, Followers>();
  private readonly byWord = new Map<number, Followers>();
  private readonly anywhere: Followers = { pairs: [], total: 0 };

  constructor(private readonly model: LanguageModel) {
    const precedents = new Map<number, number>();
    for (const { first, second, word, count } of model.counts.entries()) {
      follow(this.byContext, first * MAX_WORDS + second, word, count);
      const pair = second * MAX_WORDS + word;
      precedents.set(pair, (precedents.get(pair) ?? 0) + 1);
    }
    const predecessors = new Map<number, number>();
    for (const [pair, count] of precedents) {
      const word = pair % MAX_WORDS;
      follow(this.byWord, Math.floor(pair / MAX_WORDS), word, count);
      predecessors.set(word, (predecessors.get(word) ?? 0) + 1);
    }
    for (const [word, count] of predecessors) append(this.anywhere, word, count);
  }

  /** Continues `prompt` by at most `maxWords` words. `random` gives numbers in [0, 1), so a seed gives the same text. */
  complete(prompt: string, maxWords: number, random: () => number): string {
    const context = tokenise(prompt).map((token) => this.model.lexicon.find(token));
    let [first, second] = [context.at(-2) ?? START, context.at(-1) ?? START];
    const words: string[] = [];
    while (words.length < maxWords) {
      const word = this.nextListed(first, second, random);
      if (word === END) break;
      words.push(this.model.lexicon.word(word));
      [first, second] = [second, word];
    }
    return join(words);
  }

  /** A draw from what can follow (first, second): ids, `UNLISTED` and `END` included. */
  next(first: number, second: number, random: () => number): number {
    return (
      draw(this.byContext.get(first * MAX_WORDS + second), random) ??
      draw(this.byWord.get(second), random) ??
      draw(this.anywhere, random) ??
      this.uniform(random)
    );
  }

  private nextListed(first: number, second: number, random: () => number): number {
    for (let i = 0; i < REDRAWS; i += 1) {
      const word = this.next(first, second, random);
      if (word !== UNLISTED) return word;
    }
    return END;
  }

  private uniform(random: () => number): number {
    return END + Math.floor(random() * (FIRST_WORD - END + this.model.listedWords));
  }
}

function follow(index: Map<number, Followers>, context: number, word: number, count: number): void {
  let followers = index.get(context);
  if (!followers) index.set(context, (followers = { pairs: [], total: 0 }));
  append(followers, word, count);
}

function append(followers: Followers, word: number, count: number): void {
  followers.pairs.push(word, count);
  followers.total += count;
}

/** A word by its discounted count, or nothing, with the chance that the discounts add up to. */
function draw(followers: Followers | undefined, random: () => number): number | undefined {
  if (!followers) return undefined;
  let left = random() * followers.total;
  for (let i = 0; i < followers.pairs.length; i += 2) {
    left -= (followers.pairs[i + 1] as number) - DISCOUNT;
    if (left < 0) return followers.pairs[i];
  }
  return undefined;
}
