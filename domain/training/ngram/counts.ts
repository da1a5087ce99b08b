import { MAX_WORDS } from './lexicon.ts';

/** `context` is followed by `word` `count` times; the context is the two words before. */
export interface Trigram {
  readonly first: number;
  readonly second: number;
  readonly word: number;
  readonly count: number;
}

/**
 * Every number that interpolated Kneser-Ney needs, kept right under addition *and* removal, so that a member's texts
 * can be taken out and put back without counting the others again. All are integers: the order of additions and
 * removals leaves no trace, which is why a valuation can equal a retraining to the last bit.
 *
 * A pair (u, v) has an index; `trigrams` maps (index of (u, v), w) to the raw count.
 */
export class NgramCounts {
  private readonly pairs = new Map<number, number>();
  private readonly trigrams = new Map<number, number>();
  private readonly pairKeys: number[] = [];
  /** By pair (u, v): occurrences as a context, and how many words follow it. */
  private readonly occurrences: number[] = [];
  private readonly followers: number[] = [];
  /** By pair (v, w): how many words stand before it. Kneser-Ney's count for the middle order. */
  private readonly precedents: number[] = [];
  /** By word v: the sum of `precedents` over (v, any), and how many of those are above zero. */
  private readonly continuations: Int32Array;
  private readonly successors: Int32Array;
  /** By word w: how many words stand right before it. Kneser-Ney's count for the lowest order. */
  private readonly predecessors: Int32Array;
  /** Distinct pairs, and distinct words that end one. */
  private distinctPairs = 0;
  private distinctWords = 0;

  constructor(lexiconSize: number) {
    this.continuations = new Int32Array(lexiconSize);
    this.successors = new Int32Array(lexiconSize);
    this.predecessors = new Int32Array(lexiconSize);
  }

  /** Adds `count` occurrences of `word` after (first, second); a negative count takes them out again. */
  add(first: number, second: number, word: number, count: number): void {
    const context = this.indexOf(first, second);
    const key = context * MAX_WORDS + word;
    const before = this.trigrams.get(key) ?? 0;
    const after = before + count;
    if (after < 0) throw new RangeError('More occurrences were taken out than had been counted.');
    this.trigrams.set(key, after);
    this.occurrences[context] = (this.occurrences[context] ?? 0) + count;
    const appeared = Number(after > 0) - Number(before > 0);
    if (appeared === 0) return;
    this.followers[context] = (this.followers[context] ?? 0) + appeared;
    this.precede(second, word, appeared);
  }

  /** Kneser-Ney's interpolated probability of `word` after (first, second); `events` is how many words can follow. */
  probability(first: number, second: number, word: number, discount: number, events: number): number {
    let probability = this.lowest(word, discount, events);
    const continuations = this.continuations[second] as number;
    if (continuations > 0) {
      const kept = Math.max(this.precedentsOf(second, word) - discount, 0);
      probability = (kept + discount * (this.successors[second] as number) * probability) / continuations;
    }
    const context = this.pairs.get(first * MAX_WORDS + second);
    const occurrences = context === undefined ? 0 : (this.occurrences[context] as number);
    if (context === undefined || occurrences === 0) return probability;
    const kept = Math.max((this.trigrams.get(context * MAX_WORDS + word) ?? 0) - discount, 0);
    return (kept + discount * (this.followers[context] as number) * probability) / occurrences;
  }

  /** Every trigram with a count, in no particular order. */
  *entries(): IterableIterator<Trigram> {
    for (const [key, count] of this.trigrams) {
      if (count === 0) continue;
      const context = this.pairKeys[Math.floor(key / MAX_WORDS)] as number;
      yield {
        first: Math.floor(context / MAX_WORDS),
        second: context % MAX_WORDS,
        word: key % MAX_WORDS,
        count,
      };
    }
  }

  private lowest(word: number, discount: number, events: number): number {
    if (this.distinctPairs === 0) return 1 / events;
    const kept = Math.max((this.predecessors[word] as number) - discount, 0);
    return (kept + (discount * this.distinctWords) / events) / this.distinctPairs;
  }

  private precede(second: number, word: number, appeared: number): void {
    const pair = this.indexOf(second, word);
    const before = this.precedents[pair] ?? 0;
    this.precedents[pair] = before + appeared;
    this.continuations[second] = (this.continuations[second] as number) + appeared;
    const pairAppeared = Number(before + appeared > 0) - Number(before > 0);
    if (pairAppeared === 0) return;
    this.distinctPairs += pairAppeared;
    this.successors[second] = (this.successors[second] as number) + pairAppeared;
    const words = this.predecessors[word] as number;
    this.predecessors[word] = words + pairAppeared;
    this.distinctWords += Number(words + pairAppeared > 0) - Number(words > 0);
  }

  private precedentsOf(second: number, word: number): number {
    const pair = this.pairs.get(second * MAX_WORDS + word);
    return pair === undefined ? 0 : (this.precedents[pair] as number);
  }

  private indexOf(first: number, second: number): number {
    const key = first * MAX_WORDS + second;
    const known = this.pairs.get(key);
    if (known !== undefined) return known;
    const index = this.pairKeys.length;
    this.pairs.set(key, index);
    this.pairKeys.push(key);
    this.occurrences.push(0);
    this.followers.push(0);
    this.precedents.push(0);
    return index;
  }
}
