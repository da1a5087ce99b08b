import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leaveOutValues } from '../../domain/attribution/leave-out/leave-out.ts';
import { measure, serialiseModel, train } from '../../domain/training/ngram/index.ts';
import { BubblewrapRoom, CompiledAlgorithms } from '../../infra/cleanroom/index.ts';
import { corpusOf, Language, seeded, type Line } from '../training/texts.ts';
import { compilePrograms, LIMITS } from './compiled.ts';

let compiled: Awaited<ReturnType<typeof compilePrograms>>;
const room = new BubblewrapRoom(process.cwd());
const signal = new AbortController().signal;

beforeAll(async () => {
  compiled = await compilePrograms();
});
afterAll(async () => compiled.remove());

const random = seeded(11);
const language = new Language(300, random);
const lines: Line[] = ['ana', 'ben', 'cy', 'dee'].flatMap((owner) =>
  Array.from({ length: 200 }, () => ({
    owner,
    text: `${language.sentence(12, random)} – ünï`,
    heldOut: random() < 0.1,
  })),
);

async function* pipe(): AsyncIterable<string> {
  for (const { owner, text, heldOut } of lines) {
    yield JSON.stringify({ m: owner, s: 'reddit.comments', t: text, ...(heldOut ? { h: 1 } : {}) });
  }
}

async function inRoom(name: string): Promise<string[]> {
  const algorithms = await CompiledAlgorithms.load(compiled.root);
  const { digest } = algorithms.all().find((algorithm) => algorithm.name === name) as { digest: string };
  const algorithm = await algorithms.exactly(name, digest);
  const printed = await room.run({ algorithm, corpus: pipe(), limits: LIMITS, signal });
  return printed.toString().split('\n');
}

test('the compiled trainer prints the same artefact and metrics in the room as outside', async () => {
  const corpus = corpusOf(lines);
  const trained = train(corpus);
  const [metrics, artefact, rest] = await inRoom('text-ngram');
  expect(JSON.parse(metrics as string)).toEqual(measure(trained, corpus.owners));
  expect(artefact).toBe(serialiseModel(trained.model));
  expect(rest).toBe('');
});

test('the compiled valuation prints the same values in the room as outside', async () => {
  const expected = [...leaveOutValues(corpusOf(lines))].map(([owner, value]) => [owner, value.toFixed(9)]);
  const [values] = await inRoom('text-ngram-leave-out');
  expect(JSON.parse(values as string)).toEqual(Object.fromEntries(expected));
});

test('an algorithm is its files: one more byte, or one more file, is refused right before the run', async () => {
  const algorithms = await CompiledAlgorithms.load(compiled.root);
  const approved = algorithms.all().find(({ name }) => name === 'text-ngram') as { digest: string; program: string };
  await expect(algorithms.exactly('text-ngram', approved.digest)).resolves.toMatchObject({ digest: approved.digest });
  await writeFile(join(compiled.root, 'domain/training/ngram/more.js'), '');
  await expect(algorithms.exactly('text-ngram', approved.digest)).rejects.toMatchObject({ code: 'ALGORITHM_CHANGED' });
  const { digest } = (await CompiledAlgorithms.load(compiled.root)).all()[0] as { digest: string };
  await appendFile(join(compiled.root, approved.program), '\n');
  await expect(algorithms.exactly('text-ngram', digest)).rejects.toMatchObject({ code: 'ALGORITHM_CHANGED' });
  await expect(algorithms.exactly('gpt', digest)).rejects.toMatchObject({ code: 'ALGORITHM_UNKNOWN' });
});
