/**
 * The built-in text trainer. Its own front door, beside the context's: the programs that run in the clean room, the
 * valuation and the inference gateway load this folder alone, which imports nothing.
 */
export { ArtefactInvalid, parseModel, serialiseModel } from './artefact.ts';
export { Completion } from './complete.ts';
export { NgramCounts, type Trigram } from './counts.ts';
export { DISCOUNT, LanguageModel, UNLISTED_WORDS } from './language-model.ts';
export { END, FIRST_WORD, Lexicon, START, UNLISTED } from './lexicon.ts';
export { readCorpus, type CorpusLine } from './read-corpus.ts';
export { join, tokenise } from './tokenise.ts';
export { measure, type HeldOutMetrics } from './metrics.ts';
export { countText, questionsOf, scoreText, train, type Score, type Trained } from './train.ts';
export { Listing, MIN_OWNERS, TrainingCorpus, wordsOf, type OwnerTexts, type Text } from './training-corpus.ts';
