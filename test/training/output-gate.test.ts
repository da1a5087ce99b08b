import { expect, test } from '@jest/globals';
import { measure, serialiseModel, train } from '../../domain/training/ngram/index.ts';
import { passOutputGate } from '../../domain/training/index.ts';
import { corpusOf } from './texts.ts';

const corpus = corpusOf(
  ['ana', 'ben'].flatMap((owner) => [
    { owner, text: 'the cat sat', heldOut: false },
    { owner, text: 'the cat ran', heldOut: true },
  ]),
);
const trained = train(corpus);
const metrics = measure(trained, corpus.owners);
const artefact = serialiseModel(trained.model);
const pass = (first: unknown, second: string = artefact, rest = '\n') =>
  passOutputGate(Buffer.from(`${typeof first === 'string' ? first : JSON.stringify(first)}\n${second}${rest}`));

test('what the trainer prints passes, and comes out as it was', () => {
  const passed = pass(metrics);
  expect(passed.metrics).toEqual(metrics);
  expect(passed.artefact.toString()).toBe(artefact);
});

test.each([
  ['a third line', () => pass(metrics, artefact, '\nmy secret\n')],
  ['no end of line', () => pass(metrics, artefact, '')],
  ['a metric of another name', () => pass({ ...metrics, secret: 1 })],
  ['a metric missing', () => pass({ ...metrics, vocabulary: undefined })],
  ['a text for a metric', () => pass({ ...metrics, heldOutPerplexity: 'my secret' })],
  ['a fraction long enough to hide a message', () => pass({ ...metrics, heldOutPerplexity: 1.234567 })],
  ['a negative metric', () => pass({ ...metrics, heldOutRecords: -1 })],
  ['another vocabulary than it has', () => pass({ ...metrics, vocabulary: 99 })],
  ['metrics that are not JSON', () => pass('my secret')],
  ['an artefact that is not one', () => pass(metrics, '{"words":["my secret"]}')],
])('output with %s is refused, and not quoted', (_fault, attempt) => {
  expect(attempt).toThrow(expect.objectContaining({ code: 'OUTPUT_REFUSED' }));
  expect(attempt).not.toThrow(/secret/);
});
