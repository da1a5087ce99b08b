import type { Id } from '../../domain/shared/index.ts';

/** One hexadecimal digit names a shard in its subject and its consumer, so there are no more. */
export const MAX_SHARDS = 16;

/**
 * The shard of a customer, whose events so stay together and in order. FNV-1a, since it must be the same in every
 * process; a process that counts other shards only sends its messages a detour (`RetiredShards`).
 */
export function shardOf(customerId: Id, shards: number): number {
  let hash = 0x811c9dc5;
  for (const character of customerId) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % shards;
}

export function shardDigit(shard: number): string {
  return shard.toString(16);
}

export function shardsFrom(first: number): number[] {
  return Array.from({ length: MAX_SHARDS - first }, (_, i) => first + i);
}
