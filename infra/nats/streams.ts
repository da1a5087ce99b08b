import { RetentionPolicy, StorageType, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream';
import { isMissing } from './missing.ts';
import type { Subjects } from './subjects.ts';

const MINUTE_NANOS = 60_000_000_000;
const HOUR_NANOS = 60 * MINUTE_NANOS;

/** A list of 500 ids takes 11 kB; a longer message is no hint of ours, and is refused before a worker must hold it. */
const MAX_HINT_BYTES = 16 * 1024;

/** Many minutes of the fastest gateways. Beyond it the oldest hints go, whose events the sweeper takes first anyway. */
const MAX_HINTS = 1_000_000;

/**
 * Permissions alone do not keep a stream from being purged: the server sends the receipt of a message to whatever subject
 * its publisher names, and would take a receipt on the subject of a purge for a request.
 */
const UNPURGEABLE = { deny_delete: true, deny_purge: true };

/**
 * Nothing reads the stream of events back: followers hear events live, and who was away reads rows, as every job also
 * polls. It is a stream for what a bare subject lacks: the acknowledgement that lets the relay delete a row, and the
 * dropping of an id that comes twice within two minutes. An hour of it is kept for an operator who looks.
 *
 * A hint to post usage is gone once a worker has acknowledged it. What is older than two days was posted by the sweeper.
 *
 * Workers call this, at their start and whenever a stream is gone. Until the first has, a process of the role `api`
 * publishes to nobody, and the sweeper finds what it wanted to announce; so they may start in any order.
 */
export async function ensureStreams(manager: JetStreamManager, subjects: Subjects): Promise<void> {
  const { events, usage } = subjects;
  await ensure(manager, events.stream, {
    subjects: [`${events.prefix}>`],
    retention: RetentionPolicy.Limits,
    ...UNPURGEABLE,
    max_age: HOUR_NANOS,
    duplicate_window: 2 * MINUTE_NANOS,
  });
  await ensure(manager, usage.stream, {
    subjects: subjects.allUsage(),
    retention: RetentionPolicy.Workqueue,
    ...UNPURGEABLE,
    max_age: 48 * HOUR_NANOS,
    max_msg_size: MAX_HINT_BYTES,
    max_msgs: MAX_HINTS,
  });
}

type Settings = Pick<StreamConfig, 'subjects' | 'retention' | 'max_age'> & Partial<StreamConfig>;

async function ensure(manager: JetStreamManager, name: string, settings: Settings): Promise<void> {
  try {
    await manager.streams.update(name, settings);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await manager.streams.add({ name, storage: StorageType.File, ...settings });
  }
}
