/** Start of a text: only ever a context, never predicted. */
export const START = 0;
/** End of a text: predicted like a word. */
export const END = 1;
/** Any word that is not listed. */
export const UNLISTED = 2;
/** The id of the first real word. */
export const FIRST_WORD = 3;

/** The most words a lexicon holds; trigram keys stay exact integers below it. */
export const MAX_WORDS = 2 ** 21;

/** Words by number, numbers by word. */
export class Lexicon {
  private readonly idOf = new Map<string, number>();
  private readonly words: string[] = [];

  static of(words: readonly string[]): Lexicon {
    const lexicon = new Lexicon();
    for (const word of words) lexicon.add(word);
    return lexicon;
  }

  /** One past the highest id. */
  get size(): number {
    return FIRST_WORD + this.words.length;
  }

  /** The word's id, given on first sight. */
  add(word: string): number {
    const known = this.idOf.get(word);
    if (known !== undefined) return known;
    const id = this.size;
    if (id >= MAX_WORDS) throw new RangeError(`A lexicon holds at most ${MAX_WORDS} words.`);
    this.idOf.set(word, id);
    this.words.push(word);
    return id;
  }

  /** The word's id, or `UNLISTED`. */
  find(word: string): number {
    return this.idOf.get(word) ?? UNLISTED;
  }

  word(id: number): string {
    return this.words[id - FIRST_WORD] ?? '';
  }
}
