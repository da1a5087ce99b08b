import { expect, test } from '@jest/globals';
import { choiceGiven } from '../../cli/choices.ts';
import { tallyLine } from '../../cli/tally.ts';

const choices = ['Sea', 'Hills', 'City'];

test('a simple choice is a word, in any case', () => {
  const simple = { method: 'SIMPLE', choices: ['FOR', 'AGAINST'] } as const;
  expect(choiceGiven(simple, ['For'])).toEqual({ choice: 'FOR', signed: 'FOR' });
  expect(() => choiceGiven(simple, ['maybe'])).toThrow('for, against or abstain');
});

test('choices of the proposal’s own are named by number or text, and take the one form that is signed', () => {
  expect(choiceGiven({ method: 'APPROVAL', choices }, ['city', '1'])).toEqual({ places: [0, 2], signed: [0, 2] });
  expect(choiceGiven({ method: 'RANKED', choices }, ['3', 'sea'])).toEqual({ places: [2, 0], signed: [2, 0] });
  const weighted = choiceGiven({ method: 'WEIGHTED', choices }, ['hills=2', '1=5']);
  expect(weighted).toEqual({
    places: [0, 1],
    weights: [5, 2],
    signed: [
      [0, 5],
      [1, 2],
    ],
  });
  expect(choiceGiven({ method: 'RANKED', choices }, ['abstain'])).toEqual({ choice: 'ABSTAIN', signed: 'ABSTAIN' });
  for (const word of ['0', '4', 'moon'])
    expect(() => choiceGiven({ method: 'RANKED', choices }, [word])).toThrow('3. City');
  expect(() => choiceGiven({ method: 'WEIGHTED', choices }, ['sea'])).toThrow('1=3');
});

test('a count that is hidden shows who took part alone', () => {
  const turnout = { voters: 2, castPower: '7', sequence: '3' };
  const hidden = { method: 'SIMPLE', choices: [], tally: null, turnout, rollTotal: '10' } as const;
  expect(tallyLine(hidden)).toBe('7 of 10 cast; the count is not shown yet');
});
