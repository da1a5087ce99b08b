import type { NgramCounts } from './counts.ts';
import { END, FIRST_WORD, START, UNLISTED, type Lexicon } from './lexicon.ts';

/** Taken off each count and given to the lower order; fixed, so that a retraining has nothing to tune. */
export const DISCOUNT = 0.75;

/**
 * An unlisted word is taken for one of this many, all alike. Without this price a model could look better by listing
 * fewer words: everything it does not know would be the one easy event "unlisted".
 */
export const UNLISTED_WORDS = 100_000;

/**
 * Interpolated Kneser-Ney over words, order 3. After any two words, the probabilities of the end, of `UNLISTED` and of
 * the listed words sum to one.
 */
export class LanguageModel {
  constructor(
    readonly lexicon: Lexicon,
    readonly counts: NgramCounts,
    readonly listedWords: number,
  ) {}

  /** What can follow any context: the listed words, `END` and `UNLISTED`. */
  get events(): number {
    return this.listedWords + 2;
  }

  /** The probability that `word` (an id) follows the two ids before it. */
  probability(first: number, second: number, word: number): number {
    return this.counts.probability(first, second, word, DISCOUNT, this.events);
  }

  /** The natural logarithm; an unlisted word is one of many. */
  logProbability(first: number, second: number, word: number): number {
    const log = Math.log(this.probability(first, second, word));
    return word === UNLISTED ? log - Math.log(UNLISTED_WORDS) : log;
  }

  /** The log-likelihood of a whole text, its end included, in nats. */
  logLikelihood(tokens: readonly string[]): number {
    let [first, second, sum] = [START, START, 0];
    for (const word of [...tokens.map((token) => this.lexicon.find(token)), END]) {
      sum += this.logProbability(first, second, word);
      [first, second] = [second, word];
    }
    return sum;
  }

  /** The ids of everything that can follow. */
  *successors(): IterableIterator<number> {
    yield END;
    yield UNLISTED;
    for (let id = FIRST_WORD; id < this.lexicon.size; id += 1) yield id;
  }
}
