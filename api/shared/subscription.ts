import { Subscription } from 'type-graphql';
import type { Viewer } from '../../domain/identity/index.ts';
import type { FeedEvent } from '../../domain/shared/index.ts';
import { viewerOf, type ApiContext } from './context.ts';
import { SubscriberTooSlow, Unauthenticated } from './errors.ts';

const MAX_WAITING = 256;
const MIN_INTERVAL_MS = 250;

/**
 * A subscription field whose method returns the live values itself, mostly by `followState` or `followEvents`, so that
 * it can use the resolver's use cases (schema.ts makes the method the field's `subscribe`).
 */
export function Live(returns: () => unknown, options: { description: string; nullable?: boolean }): MethodDecorator {
  return Subscription(returns as never, { ...options, subscribe: notWired });
}

function notWired(): never {
  throw new Error('The schema was not built by buildApiSchema, so its subscriptions are not wired.');
}

/** Each event once, read again under the viewer's present rights; events that `readAgain` answers null to are skipped. */
export async function* followEvents<T extends object>(
  context: ApiContext,
  pattern: string,
  readAgain: (event: FeedEvent, viewer: Viewer) => Promise<T | null>,
): AsyncGenerator<T, void, undefined> {
  const waiting = new Waiting(context, pattern);
  try {
    for (;;) {
      const event = await waiting.next();
      if (!event) return;
      const value = await readAgain(event, await presentViewer(context));
      if (value) yield value;
    }
  } finally {
    waiting.stop();
  }
}

/**
 * The state now, then again after changes, at most four times a second however many events come. Subscribing before
 * the first read leaves no gap, and a slow reader only misses states that are out of date.
 */
export async function* followState<T extends object>(
  context: ApiContext,
  pattern: string,
  read: (viewer: Viewer) => Promise<T | null>,
): AsyncGenerator<T, void, undefined> {
  const waiting = new Waiting(context, pattern, { onlyLatest: true });
  try {
    const first = await read(viewerOf(context));
    if (first) yield first;
    while (await waiting.next()) {
      const startedAt = Date.now();
      const value = await read(await presentViewer(context));
      if (value) yield value;
      await waiting.pause(MIN_INTERVAL_MS - (Date.now() - startedAt));
    }
  } finally {
    waiting.stop();
  }
}

/** The loaders forget too: what they read for the last event is old. */
async function presentViewer(context: ApiContext): Promise<Viewer> {
  context.loaders.clear();
  const viewer = await context.reauthenticate();
  if (!viewer) throw new Unauthenticated('Your session has ended. Sign in again and subscribe again.');
  return viewer;
}

/** Takes events off the feed as they come, so that a slow subscriber fills its own bounded queue and nobody else's. */
class Waiting {
  private readonly events: FeedEvent[] = [];
  private readonly source: AsyncIterableIterator<FeedEvent>;
  private wake: (() => void) | null = null;
  private ended = false;
  private failure: unknown = null;
  private readonly context: ApiContext;
  private readonly limit: number;

  constructor(context: ApiContext, pattern: string, { onlyLatest = false } = {}) {
    this.context = context;
    this.limit = onlyLatest ? 1 : MAX_WAITING;
    this.source = context.feed.subscribe(pattern);
    context.signal.addEventListener('abort', this.stop, { once: true });
    if (context.signal.aborted) this.stop();
    void this.pump();
  }

  async next(): Promise<FeedEvent | null> {
    while (this.events.length === 0 && !this.ended) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.failure) throw this.failure;
    return this.ended ? null : (this.events.shift() ?? null);
  }

  async pause(ms: number): Promise<void> {
    if (ms > 0 && !this.ended) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  readonly stop = (): void => {
    if (this.ended) return;
    this.ended = true;
    this.context.signal.removeEventListener('abort', this.stop);
    void this.source.return?.();
    this.wake?.();
  };

  private async pump(): Promise<void> {
    try {
      for await (const event of this.source) this.take(event);
    } catch (error) {
      this.failure = error;
    }
    this.stop();
  }

  private take(event: FeedEvent): void {
    if (this.limit === 1) this.events.length = 0;
    this.events.push(event);
    if (this.events.length > this.limit) {
      this.failure = new SubscriberTooSlow();
      this.context.dropSlowSubscriber();
      this.stop();
    }
    this.wake?.();
  }
}
