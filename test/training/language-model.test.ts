import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { END, START, UNLISTED, UNLISTED_WORDS, join, tokenise, train } from '../../domain/training/ngram/index.ts';
import { corpusOf, smallCorpora } from './texts.ts';

const text = (owner: string, words: string) => ({ owner, text: words, heldOut: false });

test('text becomes lower-case words and sentence marks; links and emoji fall apart or away', () => {
  expect(tokenise('It’s 5 PM — GO home, now! 🎉')).toEqual(["it's", '5', 'pm', 'go', 'home', ',', 'now', '!']);
  expect(tokenise('')).toEqual([]);
  expect(tokenise('\uFB01ne')).toEqual(['fine']);
  expect(join(tokenise('Yes, I do.'))).toBe('yes, i do.');
});

/**
 * Two owners each wrote "a b" and "a c". By hand, D = 3/4, five events (a, b, c, the end, unlisted):
 *   lowest order   pairs: (start,a) (a,b) (a,c) (b,end) (c,end), so 5 pairs, 4 words that end one, and the end ends 2.
 *                  P(b) = (1/4 + 3/4 * 4/5) / 5 = 0.17     P(end) = (5/4 + 0.6) / 5 = 0.37     P(unlisted) = 0.12
 *   middle order   after a: two pairs, each with one word before it (start).
 *                  P(b | a) = (1/4 + 3/4 * 2 * 0.17) / 2 = 0.2525
 *   highest order  (start, a) occurred 4 times, b followed twice, two words follow.
 *                  P(b | start a) = (2 - 3/4 + 3/4 * 2 * 0.2525) / 4 = 0.4071875
 */
test('probabilities are those of interpolated Kneser-Ney, worked by hand', () => {
  const corpus = corpusOf([text('ana', 'a b'), text('ana', 'a c'), text('ben', 'a b'), text('ben', 'a c')]);
  const { model } = train(corpus);
  const [a, b] = [model.lexicon.find('a'), model.lexicon.find('b')];
  expect(model.probability(START, a, b)).toBeCloseTo(0.4071875, 12);
  expect(model.probability(UNLISTED, a, b)).toBeCloseTo(0.2525, 12);
  expect(model.probability(UNLISTED, UNLISTED, b)).toBeCloseTo(0.17, 12);
  expect(model.probability(UNLISTED, UNLISTED, END)).toBeCloseTo(0.37, 12);
  expect(model.probability(UNLISTED, UNLISTED, UNLISTED)).toBeCloseTo(0.12, 12);
});

test('an unlisted word is one of many, so knowing fewer words never pays', () => {
  const { model } = train(corpusOf([text('ana', 'a'), text('ben', 'a')]));
  const chance = model.probability(START, START, UNLISTED);
  expect(model.logProbability(START, START, UNLISTED)).toBeCloseTo(Math.log(chance / UNLISTED_WORDS), 12);
});

test('a word that one owner alone uses is not listed, however often they use it', () => {
  const corpus = corpusOf([text('ana', 'a secret secret'), text('ana', 'secret'), text('ben', 'a')]);
  const { model, listing } = train(corpus);
  expect(listing.has(corpus.lexicon.find('secret'))).toBe(false);
  expect(model.listedWords).toBe(1);
  expect([...model.counts.entries()].map(({ word }) => word)).not.toContain(corpus.lexicon.find('secret'));
});

test('held-out texts change nothing in the model', () => {
  const seen = [text('ana', 'a b'), text('ben', 'a b')];
  const hidden = [...seen, { owner: 'cy', text: 'b b a', heldOut: true }];
  expect([...train(corpusOf(hidden)).model.counts.entries()]).toEqual([
    ...train(corpusOf(seen)).model.counts.entries(),
  ]);
});

test('after any two words the probabilities sum to one', () => {
  fc.assert(
    fc.property(smallCorpora, fc.nat(11), fc.nat(11), (lines, one, two) => {
      const { model, listing } = train(corpusOf(lines));
      const context = (n: number) => (n < model.lexicon.size && n !== END && listing.has(n) ? n : UNLISTED);
      let sum = 0;
      for (const word of model.successors()) {
        if (listing.has(word)) sum += model.probability(context(one), context(two), word);
      }
      expect(sum).toBeCloseTo(1, 10);
    }),
    { numRuns: 300 },
  );
});
