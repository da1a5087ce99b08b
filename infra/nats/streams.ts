import { RetentionPolicy, StorageType, type JetStreamManager } from '@nats-io/jetstream';

/** Domain events from the outbox, `events.<context>.<event>.<id>`: kept for a week, for replicas that were away. */
export const EVENTS = { stream: 'EVENTS', prefix: 'events.' } as const;

/** Ids of committed inbox rows, `usage.recorded.<shard>`: a hint to post now, gone once a worker has acknowledged it. */
export const USAGE = { stream: 'USAGE', prefix: 'usage.recorded.' } as const;

const DAY_NANOS = 86_400_000_000_000;

export async function ensureStreams(manager: JetStreamManager): Promise<void> {
  await ensure(manager, EVENTS.stream, {
    subjects: [`${EVENTS.prefix}>`],
    retention: RetentionPolicy.Limits,
    max_age: 7 * DAY_NANOS,
  });
  await ensure(manager, USAGE.stream, {
    subjects: [`${USAGE.prefix}*`],
    retention: RetentionPolicy.Workqueue,
    max_age: 2 * DAY_NANOS,
  });
}

async function ensure(
  manager: JetStreamManager,
  name: string,
  config: { subjects: string[]; retention: RetentionPolicy; max_age: number },
): Promise<void> {
  try {
    await manager.streams.update(name, config);
  } catch {
    await manager.streams.add({ name, storage: StorageType.File, ...config });
  }
}
