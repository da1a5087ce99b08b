import { NgramCounts } from './counts.ts';
import { LanguageModel } from './language-model.ts';
import { END, START, UNLISTED } from './lexicon.ts';
import { Listing, type OwnerTexts, type Text, type TrainingCorpus } from './training-corpus.ts';

export interface Trained {
  readonly listing: Listing;
  readonly model: LanguageModel;
}

/** Counts the training texts of every owner, unlisted words as `UNLISTED`. Held-out texts are not looked at. */
export function train(corpus: TrainingCorpus, owners: readonly OwnerTexts[] = corpus.owners): Trained {
  const listing = new Listing(corpus.lexicon, owners);
  const counts = new NgramCounts(corpus.lexicon.size);
  for (const texts of owners) for (const text of texts.training) countText(counts, listing, text, 1);
  return { listing, model: new LanguageModel(corpus.lexicon, counts, listing.size) };
}

/** Adds a text's trigrams `times` times, as the present listing reads it; -1 takes it out. */
export function countText(counts: NgramCounts, listing: Listing, text: Text, times: 1 | -1): void {
  let [first, second] = [START, START];
  for (const raw of text) {
    const word = listing.has(raw) ? raw : UNLISTED;
    counts.add(first, second, word, times);
    first = second;
    second = word;
  }
  counts.add(first, second, END, times);
}

export interface Score {
  /** In nats. */
  readonly logLikelihood: number;
  /** Words and ends that were scored. */
  readonly scored: number;
}

/**
 * The log-likelihood of a text under (model, listing), summed over the words that `questions` lists, and the end where
 * such a word stands before it. What the published model does not list is not asked, nor how texts of such words end:
 * to guess "unlisted" often, or how long gibberish is, is no knowledge.
 */
export function scoreText(model: LanguageModel, listing: Listing, questions: ReadonlySet<number>, text: Text): Score {
  let [first, second, logLikelihood, scored] = [START, START, 0, 0];
  for (const raw of text) {
    const word = listing.has(raw) ? raw : UNLISTED;
    if (questions.has(raw)) {
      logLikelihood += model.logProbability(first, second, word);
      scored += 1;
    }
    first = second;
    second = word;
  }
  if (!questions.has(text.at(-1) ?? UNLISTED)) return { logLikelihood, scored };
  return { logLikelihood: logLikelihood + model.logProbability(first, second, END), scored: scored + 1 };
}

/** The held-out words that a listing knows: the questions on which its model, and each model without one owner, is asked. */
export function questionsOf(listing: Listing, owners: readonly OwnerTexts[]): ReadonlySet<number> {
  const questions = new Set<number>();
  for (const texts of owners) {
    for (const text of texts.heldOut) for (const word of text) if (listing.has(word)) questions.add(word);
  }
  return questions;
}
