import { FIRST_WORD, Lexicon } from './lexicon.ts';
import { tokenise } from './tokenise.ts';

/** A text as word ids. */
export type Text = Int32Array;

export interface OwnerTexts {
  readonly owner: string;
  readonly training: Text[];
  /** Never counted; what a model is measured on. */
  readonly heldOut: Text[];
}

/** The records of every owner as word ids, in the order in which they came. Texts without a word are left out. */
export class TrainingCorpus {
  readonly lexicon = new Lexicon();
  private readonly byOwner = new Map<string, OwnerTexts>();

  get owners(): readonly OwnerTexts[] {
    return [...this.byOwner.values()];
  }

  add(owner: string, text: string, heldOut: boolean): void {
    const texts = this.textsOf(owner);
    const words = tokenise(text);
    if (words.length === 0) return;
    const ids = Int32Array.from(words, (word) => this.lexicon.add(word));
    (heldOut ? texts.heldOut : texts.training).push(ids);
  }

  private textsOf(owner: string): OwnerTexts {
    let texts = this.byOwner.get(owner);
    if (!texts) this.byOwner.set(owner, (texts = { owner, training: [], heldOut: [] }));
    return texts;
  }
}

/** The distinct words of an owner's training texts. */
export function wordsOf(texts: OwnerTexts): Set<number> {
  const words = new Set<number>();
  for (const text of texts.training) for (const word of text) words.add(word);
  return words;
}

/** An owner's count of a word is not enough to list it: names and phrases of one person must not be in a model. */
export const MIN_OWNERS = 2;

/** Which words are listed: those that at least `MIN_OWNERS` owners use in their training texts. */
export class Listing {
  private readonly owners: Int32Array;
  private listed = 0;

  constructor(lexicon: Lexicon, owners: readonly OwnerTexts[]) {
    this.owners = new Int32Array(lexicon.size);
    for (const texts of owners) this.include(wordsOf(texts));
  }

  get size(): number {
    return this.listed;
  }

  has(word: number): boolean {
    return word < FIRST_WORD || (this.owners[word] as number) >= MIN_OWNERS;
  }

  include(words: Iterable<number>): void {
    for (const word of words) {
      const owners = (this.owners[word] = (this.owners[word] as number) + 1);
      if (owners === MIN_OWNERS) this.listed += 1;
    }
  }

  exclude(words: Iterable<number>): void {
    for (const word of words) {
      const owners = (this.owners[word] = (this.owners[word] as number) - 1);
      if (owners === MIN_OWNERS - 1) this.listed -= 1;
    }
  }

  /** Whether one owner less would take the word off the list. */
  isCritical(word: number): boolean {
    return (this.owners[word] as number) === MIN_OWNERS;
  }
}
