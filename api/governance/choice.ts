import type { Choice, Weight } from '../../domain/governance/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';

/** A choice as the API has it: a word, or places in the proposal's list, or places and their weights. */
export interface ChoiceGiven {
  readonly choice?: Choice | null | undefined;
  readonly places?: readonly number[] | null | undefined;
  readonly weights?: readonly number[] | null | undefined;
}

export function givenChoice({ choice, places, weights }: ChoiceGiven): Choice {
  if (places && choice) throw new InvalidInput(['choice'], 'Give either a choice or places, not both.');
  if (!places) {
    if (!choice) throw new InvalidInput(['choice'], 'Give a choice, or places in the proposal’s list.');
    return choice;
  }
  if (!weights) return places;
  if (weights.length !== places.length) throw new InvalidInput(['weights'], 'Give one weight for each place.');
  return places.map((place, i): Weight => [place, weights[i] as number]);
}

export function placesOf(choice: Choice): readonly number[] | null {
  if (typeof choice === 'string') return null;
  return choice.map((one) => (typeof one === 'number' ? one : one[0]));
}

export function weightsOf(choice: Choice): readonly number[] | null {
  return typeof choice === 'string' || typeof choice[0] === 'number'
    ? null
    : (choice as readonly Weight[]).map(([, w]) => w);
}
