import * as fc from 'fast-check';
import { TrainingCorpus } from '../../domain/training/ngram/index.ts';

export interface Line {
  readonly owner: string;
  readonly text: string;
  readonly heldOut: boolean;
}

export function corpusOf(lines: readonly Line[]): TrainingCorpus {
  const corpus = new TrainingCorpus();
  for (const { owner, text, heldOut } of lines) corpus.add(owner, text, heldOut);
  return corpus;
}

/** Small corpora over few words, so that contexts, copies and words of one owner all happen. */
export const smallCorpora: fc.Arbitrary<Line[]> = fc.array(
  fc.record({
    owner: fc.constantFrom('ana', 'ben', 'cy', 'dee'),
    text: fc
      .array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', '.'), { maxLength: 8 })
      .map((words) => words.join(' ')),
    heldOut: fc.boolean(),
  }),
  { maxLength: 30 },
);

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SYLLABLES = ['ba', 'ko', 'ri', 'mu', 'te', 'sa', 'lo', 'ni', 'da', 'fe', 'gu', 'po'];

/**
 * A made-up language: `size` words, each with a few words that may follow it. Speakers share it, so one speaker's
 * texts help to predict another's.
 */
export class Language {
  readonly words: string[];
  private readonly following: number[][];

  constructor(size: number, random: () => number) {
    this.words = Array.from({ length: size }, (_, i) => word(i));
    this.following = this.words.map(() => Array.from({ length: 12 }, () => Math.floor(random() ** 2 * size)));
  }

  sentence(length: number, random: () => number): string {
    let at = Math.floor(random() ** 3 * this.words.length);
    const words: string[] = [];
    for (let i = 0; i < length; i += 1) {
      words.push(this.words[at] as string);
      const next = this.following[at] as number[];
      at = next[Math.floor(random() ** 2 * next.length)] as number;
    }
    return words.join(' ');
  }
}

function word(n: number): string {
  let text = SYLLABLES[n % SYLLABLES.length] as string;
  for (let rest = Math.floor(n / SYLLABLES.length) + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    text += SYLLABLES[rest % SYLLABLES.length] as string;
  }
  return text;
}
