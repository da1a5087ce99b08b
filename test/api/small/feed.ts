import type { EventFeed, FeedEvent } from '../../../domain/shared/index.ts';

/** A feed within one process, for tests of the transports: the tests of `infra/nats` hold the real one. */
export class LocalFeed implements EventFeed {
  private readonly listeners = new Set<{ pattern: string; take: (event: FeedEvent) => void }>();

  get size(): number {
    return this.listeners.size;
  }

  publish(subject: string, payload: Record<string, string | number> = {}): void {
    for (const { pattern, take } of this.listeners) {
      if (pattern === subject) take({ id: crypto.randomUUID(), subject, payload });
    }
  }

  facts(pattern: string): AsyncIterableIterator<FeedEvent> {
    return this.subscribe(pattern);
  }

  subscribe(pattern: string): AsyncIterableIterator<FeedEvent> {
    const queue: FeedEvent[] = [];
    const state = { ended: false };
    let wake = () => {};
    const listener = {
      pattern,
      take: (event: FeedEvent) => {
        queue.push(event);
        wake();
      },
    };
    this.listeners.add(listener);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        while (queue.length === 0 && !state.ended) await new Promise<void>((resolve) => (wake = resolve));
        const value = queue.shift();
        return value && !state.ended ? { done: false, value } : { done: true, value: undefined };
      },
      return: async () => {
        state.ended = true;
        this.listeners.delete(listener);
        wake();
        return { done: true, value: undefined };
      },
    };
  }
}
