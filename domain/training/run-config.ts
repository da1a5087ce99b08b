import type { Json } from '../shared/index.ts';

/** Which text of which stream the trainer reads: a part of the charter's scope, fixed by the vote. */
export interface TextStream {
  readonly name: string;
  readonly fields: readonly string[];
}

export interface RunConfig {
  readonly streams: readonly TextStream[];
}

/** The configuration as a proposal carries it. */
export function configJson(config: RunConfig): Json {
  return { streams: config.streams.map(({ name, fields }) => ({ name, fields })) };
}
