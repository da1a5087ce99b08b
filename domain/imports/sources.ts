import { REDDIT } from './reddit/index.ts';
import type { ArchiveFile, Source, StreamDefinition } from './source.ts';

/** Every platform whose archives are understood, in the order in which they are tried. */
export const SOURCES: readonly Source[] = [REDDIT];

/** The one source that recognises the files, or null. Two that do would mean that one of them guesses. */
export function recognise(files: readonly ArchiveFile[]): Source | null {
  const [source, other] = SOURCES.filter((candidate) => candidate.recognises(files));
  return other ? null : (source ?? null);
}

/** The definition of a stream such as `reddit.comments`, or null where no source has it. */
export function streamDefinition(name: string): StreamDefinition | null {
  return SOURCES.flatMap((source) => source.streams).find((stream) => stream.name === name) ?? null;
}
