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
    const heard = new Heard();
    this.listen(heard, this.subjects.events.prefix, pattern, fact);
    this.listen(heard, this.subjects.livePrefix, pattern, announcement);
    return heard;
  }

  facts(pattern: string): AsyncIterableIterator<FeedEvent> {
    const heard = new Heard();
    this.listen(heard, this.subjects.events.prefix, pattern, fact);
    return heard;
  }

  private listen(
    heard: Heard,
    prefix: string,
    pattern: string,
    read: (message: Msg) => Omit<FeedEvent, 'subject'> | null,
  ) {
    const callback = (error: Error | null, message: Msg) => {
      const event = error ? null : read(message);
      if (event) heard.push({ ...event, subject: message.subject.slice(prefix.length) });
    };
    const subscription = this.nats.connection.subscribe(prefix + pattern, { callback });
    heard.subscriptions.push(subscription);
    void subscription.closed.then(() => heard.end());
  }
}

/**
 * Only the relay may publish here, but the server sends the receipt of a message to any subject that its publisher names.
 * A receipt has a body and no id, so it is neither a fact, which has both, nor an announcement, which has none.
 */
function fact(message: Msg): Omit<FeedEvent, 'subject'> | null {
  const id = message.headers?.get('Nats-Msg-Id');
  return id ? { id, payload: message.json<{ [key: string]: Json }>() } : null;
}

function announcement(message: Msg): Omit<FeedEvent, 'subject'> | null {
  return message.data.length === 0 ? { id: '', payload: {} } : null;
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
