import { TrainingCorpus } from './training-corpus.ts';

/** One line of the pipe: the owner's pseudonym, the stream, the text, and `h` where the record is held out. */
export interface CorpusLine {
  readonly m: string;
  readonly s: string;
  readonly t: string;
  readonly h?: 1;
}

/** Reads NDJSON chunks into texts. A line that is not a record ends the program: the host writes them, nobody else. */
export async function readCorpus(chunks: AsyncIterable<string>): Promise<TrainingCorpus> {
  const corpus = new TrainingCorpus();
  for await (const line of lines(chunks)) {
    const record = JSON.parse(line) as CorpusLine;
    corpus.add(record.m, record.t, record.h === 1);
  }
  return corpus;
}

async function* lines(chunks: AsyncIterable<string>): AsyncIterable<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() as string;
    yield* parts;
  }
  if (rest !== '') yield rest;
}
