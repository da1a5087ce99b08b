import { InvalidInput, type Json } from '../shared/index.ts';

/** How ballots choose. `SIMPLE`: for, against or abstain; the others: among choices of the proposal's own. */
export type BallotMethod = 'SIMPLE' | 'APPROVAL' | 'WEIGHTED' | 'RANKED';
export const BALLOT_METHODS: readonly BallotMethod[] = ['SIMPLE', 'APPROVAL', 'WEIGHTED', 'RANKED'];

/** The choices of every `SIMPLE` proposal; ABSTAIN is possible under each method. */
export const SIMPLE_CHOICES = ['FOR', 'AGAINST'] as const;
export const CHOICES = [...SIMPLE_CHOICES, 'ABSTAIN'] as const;
export type SimpleChoice = (typeof CHOICES)[number];

/** The place of a choice in the proposal's list, and the weight that it gets. */
export type Weight = readonly [place: number, weight: number];

/**
 * What one ballot says: a word; or places in the proposal's list of choices, rising (`APPROVAL`) or the best first
 * (`RANKED`); or weights, the places rising (`WEIGHTED`). One choice has one form, so that its digest says what it says.
 */
export type Choice = SimpleChoice | Struck | readonly number[] | readonly Weight[];

/** Nobody chooses it: a ballot that was disqualified. */
export type Struck = 'STRUCK';

/** What one can choose between on a proposal. */
export interface Ballotable {
  readonly method: BallotMethod;
  readonly choices: readonly string[];
}

export const SIMPLE: Ballotable = { method: 'SIMPLE', choices: SIMPLE_CHOICES };

const MOST_CHOICES = 50;
const LONGEST_CHOICE = 200;

/** Throws INVALID_INPUT. The choices of SIMPLE are its own. */
export function assertBallotable({ method, choices }: Ballotable): Ballotable {
  if (method === 'SIMPLE') return SIMPLE;
  const field = ['choices'];
  if (choices.length < 2 || choices.length > MOST_CHOICES) {
    throw new InvalidInput(field, `Give 2 to ${MOST_CHOICES} choices.`);
  }
  choices.forEach((choice, i) => {
    if (choice.trim() === '' || choice.length > LONGEST_CHOICE) {
      throw new InvalidInput([...field, String(i)], `A choice has 1 to ${LONGEST_CHOICE} characters.`);
    }
  });
  if (new Set(choices).size < choices.length) throw new InvalidInput(field, 'A choice is listed twice.');
  return { method, choices };
}

/** The largest weight: enough for parts per thousand. */
const MOST_WEIGHT = 1000;

/** Throws INVALID_INPUT on all that is not a choice of this proposal in its one form. */
export function assertChoice({ method, choices }: Ballotable, given: Json): Choice {
  if (given === 'ABSTAIN') return given;
  if (method === 'SIMPLE') {
    const known = SIMPLE_CHOICES.find((choice) => choice === given);
    if (!known) throw refused(`The choices are ${CHOICES.join(', ')}.`);
    return known;
  }
  if (!Array.isArray(given) || given.length === 0) {
    throw refused('Choose at least one of the proposal’s choices, or ABSTAIN.');
  }
  if (method === 'WEIGHTED') return assertWeights(given as readonly Json[], choices.length);
  const places = (given as readonly Json[]).map((place) => assertPlace(place, choices.length));
  if (new Set(places).size < places.length) throw refused('A choice is listed twice.');
  if (method === 'APPROVAL') assertRising(places);
  return places;
}

function assertWeights(given: readonly Json[], choices: number): Weight[] {
  const weights = given.map((pair): Weight => {
    const [place, weight, ...rest] = Array.isArray(pair) ? (pair as readonly Json[]) : [];
    if (rest.length > 0 || !Number.isInteger(weight) || (weight as number) < 1 || (weight as number) > MOST_WEIGHT) {
      throw refused(`A weight is a whole number from 1 to ${MOST_WEIGHT}, with the place of its choice.`);
    }
    return [assertPlace(place ?? null, choices), weight as number];
  });
  assertRising(weights.map(([place]) => place));
  return weights;
}

function assertPlace(place: Json, choices: number): number {
  if (!Number.isInteger(place) || (place as number) < 0 || (place as number) >= choices) {
    throw refused(`A choice is named by its place in the list: from 0 to ${choices - 1}.`);
  }
  return place as number;
}

function assertRising(places: readonly number[]): void {
  if (places.some((place, i) => i > 0 && place <= (places[i - 1] as number))) {
    throw refused('List the choices once each, in the order of the proposal’s list.');
  }
}

function refused(message: string): InvalidInput {
  return new InvalidInput(['choice'], message);
}

/** As it is kept: a word, or canonical JSON. */
export function choiceText(choice: Choice): string {
  return typeof choice === 'string' ? choice : JSON.stringify(choice);
}

/** Of a text that `choiceText` made. */
export function readChoice(text: string): Choice {
  return text.startsWith('[') ? (JSON.parse(text) as Choice) : (text as SimpleChoice | Struck);
}

/**
 * How a voter's power adds to the sums: one place per choice of the proposal, and the last for ABSTAIN. Under APPROVAL it
 * counts whole for each choice; under WEIGHTED it is divided by largest remainder, the earlier choice first among equal
 * ones, so that the parts sum to it exactly; under RANKED it stands with the first. Of what
 * was struck nothing does.
 */
export function partsOf({ method, choices }: Ballotable, choice: Choice, power: bigint): bigint[] {
  const parts = Array.from({ length: choices.length + 1 }, () => 0n);
  if (choice === 'STRUCK') return parts;
  if (choice === 'ABSTAIN') parts[choices.length] = power;
  else if (typeof choice === 'string') parts[choices.indexOf(choice)] = power;
  else if (method === 'APPROVAL') for (const place of choice as readonly number[]) parts[place] = power;
  else if (method === 'RANKED') parts[choice[0] as number] = power;
  else divide(choice as readonly Weight[], power, parts);
  return parts;
}

function divide(weights: readonly Weight[], power: bigint, parts: bigint[]): void {
  const whole = weights.reduce((sum, [, weight]) => sum + BigInt(weight), 0n);
  let left = power;
  const shares = weights.map(([place, weight]) => {
    const exact = power * BigInt(weight);
    parts[place] = exact / whole;
    left -= exact / whole;
    return { place, remainder: exact % whole };
  });
  shares.sort((a, b) => (a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1));
  for (const { place } of shares.slice(0, Number(left))) parts[place] = (parts[place] as bigint) + 1n;
}
