import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  ArtefactInvalid,
  Completion,
  END,
  parseModel,
  serialiseModel,
  START,
  train,
} from '../../domain/training/ngram/index.ts';
import { corpusOf, Language, seeded, smallCorpora } from './texts.ts';

const small = train(
  corpusOf(['ana', 'ben'].map((owner) => ({ owner, text: 'the cat sat. the dog sat.', heldOut: false }))),
).model;

test('an artefact read back gives the same probabilities and the same bytes', () => {
  fc.assert(
    fc.property(smallCorpora, fc.array(fc.constantFrom('a', 'b', 'c', 'z', '.')), (lines, words) => {
      const { model } = train(corpusOf(lines));
      const json = serialiseModel(model);
      const back = parseModel(json);
      expect(serialiseModel(back)).toBe(json);
      expect(back.logLikelihood(words)).toBeCloseTo(unlistedAware(model, words), 9);
    }),
  );

  function unlistedAware(model: ReturnType<typeof train>['model'], words: string[]): number {
    const listed = new Set([...model.counts.entries()].map(({ word }) => model.lexicon.word(word)));
    return model.logLikelihood(words.map((word) => (listed.has(word) ? word : 'unknown')));
  }
});

test('the order in which owners come leaves the bytes alone', () => {
  fc.assert(
    fc.property(smallCorpora, (lines) => {
      const reversed = serialiseModel(train(corpusOf(lines.toReversed())).model);
      expect(reversed).toBe(serialiseModel(train(corpusOf(lines)).model));
    }),
  );
});

const good = JSON.parse(serialiseModel(small)) as { words: string[]; contexts: number[][] };
const first = good.contexts[0] as number[];

test.each([
  ['not JSON', '{'],
  ['nothing', 'null'],
  ['another format', { ...good, format: 'x' }],
  ['another discount', { ...good, discount: 0.5 }],
  ['a field that is not in the form', { ...good, note: 'mail me at a@b.example' }],
  ['a sentence in the place of a word', { ...good, words: ['i live in berlin'] }],
  ['words out of order', { ...good, words: good.words.toReversed() }],
  ['a word that is no text', { ...good, words: [7] }],
  ['text among the numbers', { ...good, contexts: [[0, 0, 'secret', 1]] }],
  ['a fraction', { ...good, contexts: [[0, 0, 3, 1.5]] }],
  ['an unknown word', { ...good, contexts: [[0, 0, 900, 1]] }],
  ['a context after the end', { ...good, contexts: [[1, 3, 3, 1]] }],
  ['the same context twice', { ...good, contexts: [first, first] }],
  ['a count of zero', { ...good, contexts: [[0, 0, 3, 0]] }],
  ['a torn row', { ...good, contexts: [[0, 0, 3]] }],
])('an artefact with %s is refused', (_fault, artefact) => {
  expect(() => parseModel(typeof artefact === 'string' ? artefact : JSON.stringify(artefact))).toThrow(ArtefactInvalid);
});

test('a refusal does not quote what the program printed', () => {
  expect(() => parseModel('{"words": my secret')).toThrow(/^it is not a JSON object$/);
});

test('a completion follows the prompt, ends by itself, and is repeated by its seed', () => {
  const completion = new Completion(parseModel(serialiseModel(small)));
  const texts = Array.from({ length: 50 }, (_, seed) => completion.complete('The cat', 8, seeded(seed)));
  expect(completion.complete('The cat', 8, seeded(7))).toBe(texts[7]);
  expect(texts.filter((text) => text.startsWith('sat'))).not.toHaveLength(0);
  for (const text of texts) expect(text).toMatch(/^(?:the|cat|dog|sat|[ .])*$/);
});

test('words are drawn as often as the model says', () => {
  const random = seeded(1);
  const language = new Language(6, random);
  const lines = ['ana', 'ben', 'cy'].flatMap((owner) =>
    Array.from({ length: 8 }, () => ({ owner, text: language.sentence(5, random), heldOut: false })),
  );
  const { model } = train(corpusOf(lines));
  const completion = new Completion(model);
  const draws = 40_000;
  const seen = new Map<number, number>();
  for (let i = 0; i < draws; i += 1) {
    const word = completion.next(START, START, random);
    seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  for (const word of model.successors()) {
    const chance = model.probability(START, START, word);
    const spread = Math.sqrt((chance * (1 - chance)) / draws);
    expect(Math.abs((seen.get(word) ?? 0) / draws - chance)).toBeLessThan(5 * spread + 1e-9);
  }
  expect(seen.has(END)).toBe(true);
});
