import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sha256Hex } from '../../domain/shared/index.ts';
import { algorithmDigest, type Algorithm, type RoomLimits } from '../../domain/training/index.ts';

const PROGRAMS = ['domain/training/programs/train-ngram.ts', 'domain/attribution/programs/value-ngram.ts'];

/** The built-in programs and what they import, compiled as the build compiles them, into a folder of its own. */
export async function compilePrograms(into?: string): Promise<{ root: string; remove: () => Promise<void> }> {
  const root = into ?? (await mkdtemp(join(tmpdir(), 'commonpool-compiled-')));
  const options = '--target es2023 --module nodenext --rewriteRelativeImportExtensions --skipLibCheck --types node';
  await promisify(execFile)('node_modules/.bin/tsc', [
    ...PROGRAMS,
    '--outDir',
    root,
    '--rootDir',
    '.',
    '--ignoreConfig',
    ...options.split(' '),
  ]);
  return { root, remove: () => rm(root, { recursive: true }) };
}

/** A program of one file. */
export function programOf(source: string): Algorithm {
  const bytes = Buffer.from(source);
  const files = [{ path: 'program.js', bytes, sha256: sha256Hex(bytes) }];
  return {
    name: 'test',
    family: 'test',
    purpose: 'training',
    description: '',
    program: 'program.js',
    files,
    digest: algorithmDigest(files),
  };
}

export const LIMITS: RoomLimits = { timeMs: 15_000, memoryMegabytes: 256, outputBytes: 16 * 2 ** 20 };

export async function* linesOf(...lines: string[]): AsyncIterable<string> {
  yield* lines;
}
