import { NgramCounts, type Trigram } from './counts.ts';
import { DISCOUNT, LanguageModel } from './language-model.ts';
import { END, FIRST_WORD, Lexicon, START } from './lexicon.ts';
import { tokenise } from './tokenise.ts';

const FORMAT = 'commonpool.ngram.v1';

/**
 * A model as it leaves the clean room: listed words in order, and for each context one row
 * `[first, second, word, count, word, count, ...]`. Lower orders follow from these, so they are not stored.
 * It has no member, no record and no word that only one owner used.
 */
interface Artefact {
  readonly format: typeof FORMAT;
  readonly order: 3;
  readonly discount: number;
  readonly words: readonly string[];
  readonly contexts: readonly (readonly number[])[];
}

export class ArtefactInvalid extends Error {}

/** The same model always gives the same bytes: words by code unit, contexts and followers by number. */
export function serialiseModel(model: LanguageModel): string {
  const trigrams = [...model.counts.entries()];
  const used = new Set<number>();
  for (const { word } of trigrams) if (word >= FIRST_WORD) used.add(word);
  const words = [...used].map((id) => model.lexicon.word(id)).toSorted();
  const lexicon = Lexicon.of(words);
  const renumber = (id: number) => (id < FIRST_WORD ? id : lexicon.find(model.lexicon.word(id)));
  const renumbered = trigrams.map(({ first, second, word, count }) => ({
    first: renumber(first),
    second: renumber(second),
    word: renumber(word),
    count,
  }));
  const artefact: Artefact = { format: FORMAT, order: 3, discount: DISCOUNT, words, contexts: toContexts(renumbered) };
  return JSON.stringify(artefact);
}

function toContexts(trigrams: readonly Trigram[]): number[][] {
  const sorted = trigrams.toSorted((a, b) => a.first - b.first || a.second - b.second || a.word - b.word);
  const contexts: number[][] = [];
  for (const { first, second, word, count } of sorted) {
    const last = contexts.at(-1);
    if (last && last[0] === first && last[1] === second) last.push(word, count);
    else contexts.push([first, second, word, count]);
  }
  return contexts;
}

/** Reads an artefact back, and refuses anything that `serialiseModel` could not have written: ArtefactInvalid. */
export function parseModel(json: string): LanguageModel {
  const artefact = parseJson(json);
  const { words, contexts } = artefact;
  if (artefact.format !== FORMAT) throw new ArtefactInvalid(`its format is not ${FORMAT}`);
  if (artefact.order !== 3 || artefact.discount !== DISCOUNT) throw new ArtefactInvalid('order or discount is another');
  if (Object.keys(artefact).length !== 5) throw new ArtefactInvalid('it has fields that are not in its form');
  checkWords(words);
  const lexicon = Lexicon.of(words);
  const counts = new NgramCounts(lexicon.size);
  if (!Array.isArray(contexts)) throw new ArtefactInvalid('contexts is not a list');
  let before: readonly number[] = [-1, -1];
  for (const row of contexts) {
    checkContext(row, before, lexicon.size);
    const [first, second] = row as [number, number];
    for (let i = 2; i < row.length; i += 2) counts.add(first, second, row[i] as number, row[i + 1] as number);
    before = row;
  }
  return new LanguageModel(lexicon, counts, words.length);
}

function parseJson(json: string): { readonly [Field in keyof Artefact]?: unknown } {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Falls through: a syntax error's own message would quote what the program printed.
  }
  throw new ArtefactInvalid('it is not a JSON object');
}

function checkWords(words: unknown): asserts words is string[] {
  if (!Array.isArray(words)) throw new ArtefactInvalid('words is not a list');
  let before = '';
  for (const word of words as unknown[]) {
    if (typeof word !== 'string' || word <= before) throw new ArtefactInvalid('words are not in order');
    const tokens = tokenise(word);
    if (tokens.length !== 1 || tokens[0] !== word) throw new ArtefactInvalid('a word is not one word');
    before = word;
  }
}

function checkContext(row: unknown, before: readonly number[], size: number): asserts row is number[] {
  const numbers = Array.isArray(row) && row.length >= 4 && row.length % 2 === 0 && row.every(Number.isSafeInteger);
  if (!numbers) throw new ArtefactInvalid('a context is not a list of whole numbers');
  const [first, second] = row as [number, number];
  const known = first >= 0 && first < size && second >= 0 && second < size && first !== END && second !== END;
  if (!known || (second === START && first !== START)) throw new ArtefactInvalid('a context names no words');
  const [beforeFirst, beforeSecond] = before as [number, number];
  if (first < beforeFirst || (first === beforeFirst && second <= beforeSecond)) {
    throw new ArtefactInvalid('contexts are not in order');
  }
  for (let i = 2, last = START; i < row.length; i += 2) {
    const [word, count] = [row[i] as number, row[i + 1] as number];
    if (word <= last || word >= size) throw new ArtefactInvalid('a context is followed by no word');
    if (count < 1) throw new ArtefactInvalid('a count is not positive');
    last = word;
  }
}
