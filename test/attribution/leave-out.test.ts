import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { heldOutLogLikelihood, leaveOutValues } from '../../domain/attribution/leave-out/leave-out.ts';
import { questionsOf, serialiseModel, train, type TrainingCorpus } from '../../domain/training/ngram/index.ts';
import { corpusOf, Language, seeded, smallCorpora, type Line } from '../training/texts.ts';

/** The definition, the slow way: train again without the owner, and score the others' held-out texts both times. */
function byRetraining(corpus: TrainingCorpus): Map<string, number> {
  const { owners } = corpus;
  const full = train(corpus);
  const questions = questionsOf(full.listing, owners);
  return new Map(
    owners.map((left) => {
      const others = owners.filter((texts) => texts !== left);
      const retrained = train(corpus, others);
      const lost = others.map(
        (texts) => heldOutLogLikelihood(texts, full, questions) - heldOutLogLikelihood(texts, retrained, questions),
      );
      return [left.owner, lost.reduce((sum, value) => sum + value, 0)];
    }),
  );
}

function expectEqual(corpus: TrainingCorpus): void {
  const retrained = byRetraining(corpus);
  for (const [owner, value] of leaveOutValues(corpus)) {
    expect(Math.abs(value - (retrained.get(owner) as number))).toBeLessThanOrEqual(1e-9);
  }
}

test('taking counts out equals retraining without the member, on any small corpus', () => {
  fc.assert(
    fc.property(smallCorpora, (lines) => expectEqual(corpusOf(lines))),
    { numRuns: 400 },
  );
});

/** 6 members of one language, with words that only one or two of them use. */
function village(seed: number): Line[] {
  const random = seeded(seed);
  const language = new Language(400, random);
  return Array.from({ length: 6 }, (_, i) => `member-${i}`).flatMap((owner, i) =>
    Array.from({ length: 150 }, (_, n) => {
      const sentence = language.sentence(6 + Math.floor(random() * 12), random);
      const own = n % 7 === 0 ? ` secret${i}` : n % 11 === 0 ? ` shared${Math.floor(i / 2)}` : '';
      return { owner, text: sentence + own, heldOut: random() < 0.1 };
    }),
  );
}

test('taking counts out equals retraining without the member, on generated text', () => {
  expectEqual(corpusOf(village(1)));
});

test('valuing leaves the model as it was', () => {
  const lines = village(2);
  const before = serialiseModel(train(corpusOf(lines)).model);
  const corpus = corpusOf(lines);
  leaveOutValues(corpus);
  expect(serialiseModel(train(corpus).model)).toBe(before);
});

const useless: Record<string, (random: () => number) => string> = {
  'made-up words, never the same': (random) => Array.from({ length: 15 }, () => `x${letters(random)}`).join(' '),
  'one phrase again and again': () => 'ba ba ko ko ba ko ri ba',
  'its own language': (random) => Array.from({ length: 15 }, () => `qq${Math.floor(random() * 30)}`).join(' '),
};

function letters(random: () => number): string {
  return Array.from({ length: 8 }, () => String.fromCodePoint(97 + Math.floor(random() * 26))).join('');
}

test.each(Object.keys(useless))('every honest member helps, and a member with %s does not', (kind) => {
  for (const seed of [3, 4, 5]) {
    const random = seeded(seed + 100);
    const noise = Array.from({ length: 150 }, () => ({
      owner: 'useless',
      text: (useless[kind] as (random: () => number) => string)(random),
      heldOut: random() < 0.1,
    }));
    const values = leaveOutValues(corpusOf([...village(seed), ...noise]));
    for (const [owner, value] of values) {
      if (owner === 'useless') expect(value).toBeLessThanOrEqual(0);
      else expect(value).toBeGreaterThan(0);
    }
  }
});

test("the listed words in random order do not help: a word's place is what is paid for", () => {
  const lines = village(6);
  const words = lines.flatMap(({ text }) => text.split(' ')).filter((word) => !/\d/.test(word));
  const random = seeded(9);
  const noise = Array.from({ length: 150 }, () => ({
    owner: 'useless',
    text: Array.from({ length: 15 }, () => words[Math.floor(random() * words.length)]).join(' '),
    heldOut: random() < 0.1,
  }));
  expect(leaveOutValues(corpusOf([...lines, ...noise])).get('useless')).toBeLessThan(0);
});

test('nobody is paid for predicting themselves', () => {
  const lines = ['ana', 'ben'].flatMap((owner) =>
    Array.from({ length: 20 }, () => ({ owner, text: 'a b c', heldOut: owner === 'ana' })),
  );
  expect(leaveOutValues(corpusOf(lines.filter(({ owner }) => owner === 'ana'))).get('ana')).toBe(0);
});
