import { measure, readCorpus, serialiseModel, train } from '../ngram/index.ts';

/**
 * Runs in the clean room. In: records, one per line, by stdin. Out: two lines, the metrics and the artefact.
 */
process.stdin.setEncoding('utf8');
const corpus = await readCorpus(process.stdin as AsyncIterable<string>);
const trained = train(corpus);
process.stdout.write(`${JSON.stringify(measure(trained, corpus.owners))}\n`);
process.stdout.write(`${serialiseModel(trained.model)}\n`);
