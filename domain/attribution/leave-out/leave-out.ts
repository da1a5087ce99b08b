import {
  countText,
  LanguageModel,
  questionsOf,
  scoreText,
  train,
  wordsOf,
  type OwnerTexts,
  type Text,
  type Trained,
  type TrainingCorpus,
} from '../../training/ngram/index.ts';

/**
 * What each owner's texts are worth to the others: the log-likelihood, in nats, that the others' held-out texts lose
 * when the model is trained without that owner. Signed; negative where the owner made the model worse.
 *
 * No model is trained again. The owner's counts are taken out of the full model, words that only they and one other
 * used go off the list (and the other's texts are read anew), the others' held-out texts are scored, and all is put
 * back. Counts are integers, so the model in between *is* the retrained one.
 */
export function leaveOutValues(corpus: TrainingCorpus): Map<string, number> {
  const { owners } = corpus;
  const full = train(corpus);
  const questions = questionsOf(full.listing, owners);
  const heldOut = (texts: OwnerTexts, trained: Trained) => heldOutLogLikelihood(texts, trained, questions);
  const whole = owners.map((texts) => heldOut(texts, full));
  const critical = textsOfCriticalWords(full, owners);
  const values = new Map<string, number>();
  for (const left of owners) {
    const lost = without(full, left, critical, (trained) =>
      owners.reduce((sum, other, i) => {
        return other === left ? sum : sum + ((whole[i] as number) - heldOut(other, trained));
      }, 0),
    );
    values.set(left.owner, lost);
  }
  return values;
}

/** The sum over an owner's held-out texts. */
export function heldOutLogLikelihood(texts: OwnerTexts, trained: Trained, questions: ReadonlySet<number>): number {
  let sum = 0;
  for (const text of texts.heldOut) sum += scoreText(trained.model, trained.listing, questions, text).logLikelihood;
  return sum;
}

/** Calls `look` with the model as it would be had `left` never been there; the model is then as before. */
function without<T>(full: Trained, left: OwnerTexts, critical: CriticalTexts, look: (trained: Trained) => T): T {
  const { listing } = full;
  const { counts, lexicon } = full.model;
  const words = wordsOf(left);
  const reread = new Set<Text>();
  for (const word of words) for (const entry of critical.get(word) ?? []) if (entry.by !== left) reread.add(entry.text);
  const change = (texts: Iterable<Text>, times: 1 | -1) => {
    for (const text of texts) countText(counts, listing, text, times);
  };
  change(left.training, -1);
  change(reread, -1);
  listing.exclude(words);
  change(reread, 1);
  const seen = look({ listing, model: new LanguageModel(lexicon, counts, listing.size) });
  change(reread, -1);
  listing.include(words);
  change(reread, 1);
  change(left.training, 1);
  return seen;
}

/** By word that one owner less would take off the list: the training texts that hold it. */
type CriticalTexts = ReadonlyMap<number, readonly { readonly by: OwnerTexts; readonly text: Text }[]>;

function textsOfCriticalWords(full: Trained, owners: readonly OwnerTexts[]): CriticalTexts {
  const texts = new Map<number, { by: OwnerTexts; text: Text }[]>();
  for (const by of owners) {
    for (const text of by.training) {
      for (const word of text) {
        if (!full.listing.isCritical(word)) continue;
        const known = texts.get(word);
        if (known) known.push({ by, text });
        else texts.set(word, [{ by, text }]);
      }
    }
  }
  return texts;
}
