import { readCorpus } from '../../training/ngram/index.ts';
import { leaveOutValues } from '../leave-out/leave-out.ts';

/**
 * Runs in the clean room. In: the records that the run was trained on, one per line, by stdin. Out: one line, each
 * owner's signed value in nats, with nine decimals.
 */
process.stdin.setEncoding('utf8');
const values = leaveOutValues(await readCorpus(process.stdin as AsyncIterable<string>));
const printed = Object.fromEntries([...values].map(([owner, value]) => [owner, value.toFixed(9)]));
process.stdout.write(`${JSON.stringify(printed)}\n`);
