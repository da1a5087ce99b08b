import type { Subscription } from '@nats-io/transport-node';
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
    const { prefix } = this.subjects.events;
    return iterate(this.nats.connection.subscribe(prefix + pattern), prefix.length);
  }
}

/**
 * Not a generator: `return()` must end a wait for the next message at once, or a closed socket would keep its
 * subscription until the next event.
 */
function iterate(subscription: Subscription, prefixLength: number): AsyncIterableIterator<FeedEvent> {
  const messages = subscription[Symbol.asyncIterator]();
  return {
    async next() {
      const step = await messages.next();
      if (step.done) return { done: true, value: undefined };
      const message = step.value;
      return {
        done: false,
        value: {
          id: message.headers?.get('Nats-Msg-Id') ?? '',
          subject: message.subject.slice(prefixLength),
          payload: message.json<{ [key: string]: Json }>(),
        },
      };
    },
    return() {
      subscription.unsubscribe();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
