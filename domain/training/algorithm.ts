import { digestOf } from '../shared/index.ts';

/** One compiled file of an algorithm: its path below the root of the compiled code, and its bytes. */
export interface AlgorithmFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/**
 * A program that may enter the clean room, pinned by the digest of every file it can load. Members vote on the
 * digest; a changed byte is another algorithm.
 */
export interface Algorithm {
  readonly name: string;
  readonly family: string;
  readonly purpose: 'training' | 'valuation';
  readonly description: string;
  /** The path of the file that the room starts. */
  readonly program: string;
  readonly files: readonly AlgorithmFile[];
  readonly digest: string;
}

/** SHA-256 over the sorted list of (path, sha256), in canonical JSON. */
export function algorithmDigest(files: readonly Pick<AlgorithmFile, 'path' | 'sha256'>[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return digestOf(sorted.map(({ path, sha256 }) => [path, sha256]));
}
