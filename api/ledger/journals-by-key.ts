import type { BookedJournal, Journals } from '../../domain/ledger/index.ts';

/** For `loaders.of`: the journals of all draws or calls of a page in one statement. Kept by its resolver, never per call. */
export function journalsByKey(journals: Journals): (keys: readonly string[]) => Promise<(BookedJournal | null)[]> {
  return async (keys) => {
    const booked = await journals.booked(keys);
    return keys.map((key) => booked.get(key) ?? null);
  };
}
