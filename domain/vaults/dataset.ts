import { DatasetErased } from '../consents/index.ts';
import { changed, newId, type Id } from '../shared/index.ts';
import { DatasetClosed, DatasetNotReady } from './errors.ts';

/** One value of one field. Nested values of an archive are flattened or dropped by its source. */
export type VaultRecord = { readonly [field: string]: string | number | boolean | null };

/** A sealed stream: `digest` is the SHA-256 of its canonical NDJSON, so equal records have equal digests. */
export interface DatasetStream {
  readonly name: string;
  readonly records: number;
  readonly objectId: Id;
  readonly digest: string;
}

export type DatasetState = 'receiving' | 'importing' | 'ready' | 'failed' | 'erased';

/** One archive in a user's vault. After erasure only the fact remains: no streams, no records, no digests. */
export class Dataset {
  readonly id!: Id;
  readonly userId!: Id;
  /** The platform that made the archive; null until it is recognised. */
  readonly source!: string | null;
  readonly state!: DatasetState;
  readonly streams!: readonly DatasetStream[];
  readonly records!: number;
  readonly createdAt!: Date;
  readonly readyAt!: Date | null;
  readonly erasedAt!: Date | null;

  constructor(fields: Dataset) {
    Object.assign(this, fields);
  }
}

export function newDataset(userId: Id, source: string | null, now: Date): Dataset {
  const empty = { streams: [], records: 0, readyAt: null, erasedAt: null };
  return new Dataset({ id: newId(), userId, source, state: 'receiving', createdAt: now, ...empty });
}

/** Streams are added only before it is ready, and never after it was erased. */
export function assertOpen(dataset: Dataset): void {
  if (dataset.state === 'erased') throw new DatasetErased('This dataset was erased while it was being imported.');
  if (dataset.state === 'ready' || dataset.state === 'failed') {
    throw new DatasetClosed(`This dataset is ${dataset.state}; import the archive again to make a new one.`);
  }
}

export function assertReadable(dataset: Dataset): void {
  if (dataset.state === 'erased') throw new DatasetErased('This dataset was erased; nothing can read it again.');
  if (dataset.state !== 'ready')
    throw new DatasetNotReady(`This dataset is ${dataset.state}; only a ready one is read.`);
}

export function importing(dataset: Dataset): Dataset {
  assertOpen(dataset);
  return changed(dataset, { state: 'importing' });
}

export function withStream(dataset: Dataset, stream: DatasetStream): Dataset {
  assertOpen(dataset);
  return withStreams(dataset, [...dataset.streams, stream]);
}

/** For an import that starts again: a stream that is sealed anew takes the place of the earlier one. */
export function withoutStream(dataset: Dataset, name: string): Dataset {
  assertOpen(dataset);
  const streams = dataset.streams.filter((stream) => stream.name !== name);
  return withStreams(dataset, streams);
}

function withStreams(dataset: Dataset, streams: readonly DatasetStream[]): Dataset {
  return changed(dataset, { streams, records: streams.reduce((sum, stream) => sum + stream.records, 0) });
}

export function completed(dataset: Dataset, source: string, now: Date): Dataset {
  assertOpen(dataset);
  return changed(dataset, { source, state: 'ready', readyAt: now });
}

export function failed(dataset: Dataset): Dataset {
  assertOpen(dataset);
  return changed(dataset, { state: 'failed', streams: [], records: 0 });
}

export function erased(dataset: Dataset, now: Date): Dataset {
  return changed(dataset, { state: 'erased', streams: [], records: 0, erasedAt: now });
}
