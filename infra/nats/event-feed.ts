import type { Msg, Subscription } from '@nats-io/transport-node';
import type { EventFeed, FeedEvent, Json } from '../../domain/shared/index.ts';
import type { Nats } from './connection.ts';
import type { Subjects } from './subjects.ts';

/** Every replica hears every event; what a subscriber may see is decided where it reads the rows again. */
export class NatsEventFeed implements EventFeed {
  constructor(
    private readonly nats: Nats,
    private readonly subjects: Subjects,
  ) {}

  subscribe(pattern: string): AsyncIterableIterator<FeedEvent> {
    return this.follow([this.subjects.events.prefix, this.subjects.livePrefix], pattern);
  }

  facts(pattern: string): AsyncIterableIterator<FeedEvent> {
    return this.follow([this.subjects.events.prefix], pattern);
  }

  private follow(prefixes: readonly string[], pattern: string): AsyncIterableIterator<FeedEvent> {
    const heard = new Heard();
    for (const prefix of prefixes) {
      const callback = (error: Error | null, message: Msg) => {
        if (!error) heard.push(feedEvent(message, prefix.length));
      };
      heard.subscriptions.push(this.nats.connection.subscribe(prefix + pattern, { callback }));
    }
    for (const { closed } of heard.subscriptions) void closed.then(() => heard.end());
    return heard;
  }
}

function feedEvent(message: Msg, prefixLength: number): FeedEvent {
  return {
    id: message.headers?.get('Nats-Msg-Id') ?? '',
    subject: message.subject.slice(prefixLength),
    payload: message.data.length > 0 ? message.json<{ [key: string]: Json }>() : {},
  };
}

/**
 * Not a generator: `return()` must end a wait for the next message at once, or a closed socket would keep its
 * subscriptions until the next event.
 */
class Heard implements AsyncIterableIterator<FeedEvent> {
  readonly subscriptions: Subscription[] = [];
  private readonly waiting: FeedEvent[] = [];
  private ended = false;
  private wake: () => void = () => {};

  push(event: FeedEvent): void {
    this.waiting.push(event);
    this.wake();
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  async next(): Promise<IteratorResult<FeedEvent, undefined>> {
    while (this.waiting.length === 0 && !this.ended) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    const value = this.waiting.shift();
    return value ? { done: false, value } : { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<FeedEvent, undefined>> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.waiting.length = 0;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
