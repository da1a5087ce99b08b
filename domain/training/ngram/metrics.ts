import { questionsOf, scoreText, type Trained } from './train.ts';
import type { OwnerTexts } from './training-corpus.ts';

export interface HeldOutMetrics {
  readonly heldOutPerplexity: number;
  readonly heldOutCoverage: number;
  readonly trainingRecords: number;
  readonly heldOutRecords: number;
  readonly vocabulary: number;
}

/** How well the model predicts the held-out texts, in numbers coarse enough to hold nobody's words. */
export function measure(trained: Trained, owners: readonly OwnerTexts[]): HeldOutMetrics {
  const { model, listing } = trained;
  const questions = questionsOf(listing, owners);
  let [logLikelihood, scored, events, heldOutRecords, trainingRecords] = [0, 0, 0, 0, 0];
  for (const texts of owners) {
    trainingRecords += texts.training.length;
    heldOutRecords += texts.heldOut.length;
    for (const text of texts.heldOut) {
      const score = scoreText(model, listing, questions, text);
      logLikelihood += score.logLikelihood;
      scored += score.scored;
      events += text.length + 1;
    }
  }
  return {
    heldOutPerplexity: threeDigits(scored === 0 ? 0 : Math.exp(-logLikelihood / scored)),
    heldOutCoverage: threeDigits(events === 0 ? 0 : scored / events),
    trainingRecords,
    heldOutRecords,
    vocabulary: listing.size,
  };
}

/** Three significant digits. */
function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
