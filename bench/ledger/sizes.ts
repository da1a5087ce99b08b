import { query } from './query.ts';

export interface Bytes {
  readonly database: number;
  readonly journal: number;
  readonly keys: number;
  readonly inbox: number;
}

/** Tables and indexes by name, for nothing else says what a byte is for. `keys`: what makes an event count once. */
const BYTES = `
  SELECT pg_database_size(current_database())::float8 AS database,
         pg_total_relation_size('ledger_journals')::float8 AS journal,
         pg_total_relation_size('usage_inbox')::float8 AS inbox,
         (SELECT coalesce(sum(pg_relation_size(indexrelid)), 0)::float8 FROM pg_index
          WHERE indrelid = 'usage_inbox'::regclass AND indisunique AND NOT indisprimary) AS keys`;

export async function bytesIn(url: string): Promise<Bytes> {
  const [bytes] = await query<Bytes>(url, BYTES);
  return bytes as Bytes;
}

/** What each of `events` has left on disk, vacuumed as the server would do it in a quiet minute. */
export async function measureBytes(url: string, before: Bytes, events: number) {
  await query(url, 'VACUUM');
  await query(url, 'CHECKPOINT');
  const after = await bytesIn(url);
  const each = (bytes: (sizes: Bytes) => number) => Math.round((bytes(after) - bytes(before)) / events);
  return {
    bytesPerEvent: each(({ journal, keys }) => journal + keys),
    inboxBytesPerEvent: each(({ inbox }) => inbox),
    totalBytesPerEvent: each(({ database }) => database),
  };
}
