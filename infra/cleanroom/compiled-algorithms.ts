import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../domain/shared/index.ts';
import {
  AlgorithmChanged,
  algorithmDigest,
  AlgorithmUnknown,
  type Algorithm,
  type AlgorithmFile,
  type Algorithms,
} from '../../domain/training/index.ts';

interface BuiltIn extends Pick<Algorithm, 'name' | 'family' | 'purpose' | 'description' | 'program'> {
  /** Every compiled file of these folders belongs to the algorithm. */
  readonly folders: readonly string[];
}

const BUILT_IN: readonly BuiltIn[] = [
  {
    name: 'text-ngram',
    family: 'text-ngram',
    purpose: 'training',
    description:
      'An interpolated Kneser-Ney language model of words, order 3; lists no word that one person alone used.',
    program: 'domain/training/programs/train-ngram.js',
    folders: ['domain/training/ngram', 'domain/training/programs'],
  },
  {
    name: 'text-ngram-leave-out',
    family: 'text-ngram',
    purpose: 'valuation',
    description: "What the others' held-out log-likelihood loses without each person, equal to training again.",
    program: 'domain/attribution/programs/value-ngram.js',
    folders: ['domain/training/ngram', 'domain/attribution/leave-out', 'domain/attribution/programs'],
  },
];

/** The kinds of algorithm that members can be asked for. */
export const ALGORITHM_FAMILIES: readonly string[] = [...new Set(BUILT_IN.map((builtIn) => builtIn.family))];

/** The built-in algorithms as compiled below `root` (the `dist` folder). */
export class CompiledAlgorithms implements Algorithms {
  private constructor(
    private readonly root: string,
    private readonly loaded: readonly Algorithm[],
  ) {}

  static async load(root: string): Promise<CompiledAlgorithms> {
    return new CompiledAlgorithms(root, await Promise.all(BUILT_IN.map((builtIn) => read(root, builtIn))));
  }

  all(): readonly Algorithm[] {
    return this.loaded;
  }

  async exactly(name: string, digest: string): Promise<Algorithm> {
    const builtIn = BUILT_IN.find((candidate) => candidate.name === name);
    if (!builtIn) throw new AlgorithmUnknown(name);
    const algorithm = await read(this.root, builtIn);
    if (algorithm.digest !== digest) throw new AlgorithmChanged(name);
    return algorithm;
  }
}

async function read(root: string, builtIn: BuiltIn): Promise<Algorithm> {
  const { folders, ...described } = builtIn;
  const files = (await Promise.all(folders.map((folder) => compiledFiles(root, folder)))).flat();
  return { ...described, files, digest: algorithmDigest(files) };
}

async function compiledFiles(root: string, folder: string): Promise<AlgorithmFile[]> {
  const names = (await readdir(join(root, folder))).filter((name) => name.endsWith('.js')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const path = `${folder}/${name}`;
      const bytes = await readFile(join(root, path));
      return { path, bytes, sha256: sha256Hex(bytes) };
    }),
  );
}
