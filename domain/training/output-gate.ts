import { OutputRefused } from './errors.ts';
import { ArtefactInvalid, parseModel } from './ngram/index.ts';
import type { RunMetrics } from './training-run.ts';

const METRICS = ['heldOutPerplexity', 'heldOutCoverage', 'trainingRecords', 'heldOutRecords', 'vocabulary'] as const;

export interface Output {
  readonly metrics: RunMetrics;
  readonly artefact: Buffer;
}

/**
 * What may leave the room: one line of named numbers, and one line that is an artefact of its typed form. Anything else
 * a program printed, even a space too many, could carry a member's words, so all of it is refused.
 */
export function passOutputGate(printed: Buffer): Output {
  const [first, second, rest, ...more] = printed.toString('utf8').split('\n');
  if (first === undefined || second === undefined || rest !== '' || more.length > 0) {
    throw new OutputRefused('it is not two lines');
  }
  const metrics = parseMetrics(first);
  try {
    const { listedWords } = parseModel(second);
    if (listedWords !== metrics.vocabulary) throw new ArtefactInvalid('it lists other words than it says');
  } catch (error) {
    if (error instanceof ArtefactInvalid) throw new OutputRefused(error.message);
    throw error;
  }
  return { metrics, artefact: Buffer.from(second) };
}

function parseMetrics(line: string): RunMetrics {
  const values = parse(line);
  const named = METRICS.every((name) => typeof values[name] === 'number' && isShort(values[name]));
  if (!named || Object.keys(values).length !== METRICS.length)
    throw new OutputRefused('its metrics are not the named ones');
  return values as unknown as RunMetrics;
}

function parse(line: string): Record<string, unknown> {
  try {
    return (JSON.parse(line) ?? {}) as Record<string, unknown>;
  } catch {
    throw new OutputRefused('its metrics are not JSON');
  }
}

/** A whole count, or at most three digits: a longer fraction could hide a message. */
function isShort(value: number): boolean {
  return value >= 0 && (Number.isSafeInteger(value) || Number(value.toPrecision(3)) === value);
}
