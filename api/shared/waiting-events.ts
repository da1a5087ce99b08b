import type { FeedEvent } from '../../domain/shared/index.ts';
import type { ApiContext } from './context.ts';
import { SubscriberTooSlow } from './errors.ts';

/**
 * The events that one subscriber has yet to read. Takes them off the feed as they come, so that a slow subscriber
 * fills its own bounded queue and nobody else's. `latest` keeps only the newest, for readers of a state.
 */
export class WaitingEvents {
  private readonly events: FeedEvent[] = [];
  private readonly source: AsyncIterableIterator<FeedEvent>;
  private readonly context: ApiContext;
  private readonly limit: number | 'latest';
  private wake: () => void = () => {};
  private ended = false;
  private failure: Error | null = null;

  constructor(context: ApiContext, pattern: string, limit: number | 'latest') {
    this.context = context;
    this.limit = limit;
    this.source = context.feed.subscribe(pattern);
    context.signal.addEventListener('abort', this.stop, { once: true });
    void this.pump();
    if (context.signal.aborted) this.stop();
  }

  /** Null when the subscriber, its connection or the feed has ended. */
  async next(): Promise<FeedEvent | null> {
    while (this.events.length === 0 && !this.ended) await this.untilWoken();
    if (this.failure) throw this.failure;
    return this.ended ? null : (this.events.shift() ?? null);
  }

  /** Lets events gather, so that one read answers many of them. */
  async pause(ms: number): Promise<void> {
    if (!this.ended) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  readonly stop = (): void => {
    if (this.ended) return;
    this.ended = true;
    this.context.signal.removeEventListener('abort', this.stop);
    void this.source.return?.();
    this.wake();
  };

  private untilWoken(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private async pump(): Promise<void> {
    try {
      for await (const event of this.source) this.take(event);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
    this.stop();
  }

  private take(event: FeedEvent): void {
    if (this.limit === 'latest') this.events.length = 0;
    this.events.push(event);
    if (typeof this.limit === 'number' && this.events.length > this.limit) {
      this.failure = new SubscriberTooSlow();
      this.context.dropSlowSubscriber();
      this.stop();
    }
    this.wake();
  }
}
