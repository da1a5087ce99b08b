import DataLoader from 'dataloader';

/**
 * The data loaders of one operation, made on first use. They are dropped before each event of a subscription, for a
 * loader remembers what it read, and a later event must read again.
 */
export class Loaders {
  private readonly made = new Map<object, unknown>();

  /** `batch` is also the name of the loader, so it must be one long-lived function, not a closure made per call. */
  of<Key, Value>(batch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>): DataLoader<Key, Value> {
    const known = this.made.get(batch) as DataLoader<Key, Value> | undefined;
    if (known) return known;
    const loader = new DataLoader<Key, Value>(batch, { maxBatchSize: 500 });
    this.made.set(batch, loader);
    return loader;
  }

  clear(): void {
    this.made.clear();
  }
}
