import { RetentionPolicy, StorageType, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream';
import type { Subjects } from './subjects.ts';

const MINUTE_NANOS = 60_000_000_000;
const HOUR_NANOS = 60 * MINUTE_NANOS;

/**
 * Nothing reads the stream of events back: followers hear events live, and who was away reads rows, as every job also
 * polls. It is a stream for what a bare subject lacks: the acknowledgement that lets the relay delete a row, and the
 * dropping of an id that comes twice within two minutes. An hour of it is kept for an operator who looks.
 *
 * A hint to post usage is gone once a worker has acknowledged it. What is older than two days was posted by the sweeper.
 */
export async function ensureStreams(manager: JetStreamManager, { events, usage }: Subjects): Promise<void> {
  await ensure(manager, events.stream, {
    subjects: [`${events.prefix}>`],
    retention: RetentionPolicy.Limits,
    max_age: HOUR_NANOS,
    duplicate_window: 2 * MINUTE_NANOS,
  });
  await ensure(manager, usage.stream, {
    subjects: [`${usage.prefix}*`],
    retention: RetentionPolicy.Workqueue,
    max_age: 48 * HOUR_NANOS,
  });
}

type Settings = Pick<StreamConfig, 'subjects' | 'retention' | 'max_age'> & Partial<StreamConfig>;

async function ensure(manager: JetStreamManager, name: string, settings: Settings): Promise<void> {
  try {
    await manager.streams.update(name, settings);
  } catch {
    await manager.streams.add({ name, storage: StorageType.File, ...settings });
  }
}
