import type { CastVoteInput, ProposalStateFragment } from '../codegen/generated/graphql.ts';
import { UsageFault } from './faults.ts';

const WORDS = ['FOR', 'AGAINST', 'ABSTAIN'] as const;

/** What is sent, and what the voter's key signs: the same choice in its one form. */
export interface ChoiceInput extends Pick<CastVoteInput, 'choice' | 'places' | 'weights'> {
  readonly signed: string | number[] | [number, number][];
}

type Asked = Pick<ProposalStateFragment, 'method' | 'choices'>;

/** A choice in words: `for`; or choices by their number in the list or their text, `3=2` with a weight. */
export function choiceGiven({ method, choices }: Asked, words: readonly string[]): ChoiceInput {
  const [first] = words;
  const word = WORDS.find((known) => known === first?.toUpperCase());
  if (word && words.length === 1 && (method === 'SIMPLE' || word === 'ABSTAIN')) return { choice: word, signed: word };
  if (method === 'SIMPLE') throw new UsageFault(`Vote for, against or abstain; ${words.join(' ')} is none of them.`);
  if (method === 'WEIGHTED') return weighted(choices, words);
  const places = words.map((given) => placeOf(choices, given));
  if (method === 'APPROVAL') places.sort((a, b) => a - b);
  return { places, signed: places };
}

function weighted(choices: readonly string[], words: readonly string[]): ChoiceInput {
  const pairs = words.map((given): [number, number] => {
    const [, name, weight] = /^(.*)=(\d+)$/.exec(given) ?? [];
    if (name === undefined) throw new UsageFault(`Give choices with weights, such as 1=3; ${given} is none.`);
    return [placeOf(choices, name), Number(weight)];
  });
  pairs.sort(([a], [b]) => a - b);
  return { places: pairs.map(([place]) => place), weights: pairs.map(([, weight]) => weight), signed: pairs };
}

function placeOf(choices: readonly string[], given: string): number {
  const named = choices.findIndex((choice) => choice.toLowerCase() === given.toLowerCase());
  if (named >= 0) return named;
  const place = /^\d+$/.test(given) ? Number(given) - 1 : -1;
  if (place < 0 || place >= choices.length) {
    const list = choices.map((choice, i) => `${i + 1}. ${choice}`).join('; ');
    throw new UsageFault(`${given} is no choice here. The choices: ${list}.`);
  }
  return place;
}
