import { shardDigit, shardsFrom } from './shard.ts';

interface Names {
  readonly stream: string;
  /** In front of every subject that the stream takes. */
  readonly prefix: string;
}

/**
 * What one instance calls its streams and subjects on the broker. `namespace` is its own (`brokerNamespace`), so
 * instances that share a broker neither hear each other's events nor acknowledge each other's hints. What a process may
 * do with them is in `permissions.ts`.
 */
export class Subjects {
  /** Domain events from the outbox: `<namespace>.events.<context>.<event>.<id>`. */
  readonly events: Names;
  /** Announcements, which no stream takes: `<namespace>.live.<context>.<what>.<id>`. */
  readonly livePrefix: string;
  /** Ids of committed inbox rows: `<namespace>.usage.recorded.<shard>`. */
  readonly usage: Names;

  constructor(namespace: string) {
    this.events = { stream: `${namespace}-events`, prefix: `${namespace}.events.` };
    this.livePrefix = `${namespace}.live.`;
    this.usage = { stream: `${namespace}-usage`, prefix: `${namespace}.usage.recorded.` };
  }

  /** Where the usage of a shard is announced. */
  usageOf(shard: number): string {
    return this.usage.prefix + shardDigit(shard);
  }

  /** All that the stream of usage takes: a message to any other subject is refused, rather than left for nobody. */
  allUsage(): string[] {
    return shardsFrom(0).map((shard) => this.usageOf(shard));
  }
}

/** The consumer of a shard. It outlives its readers, so that what waits can be counted while nobody reads. */
export function durableOf(shard: number): string {
  return `posting-${shardDigit(shard)}`;
}
