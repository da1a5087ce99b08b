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
      for (;;) {
        const step = await messages.next();
        if (step.done) return { done: true, value: undefined };
        const event = eventIn(step.value, prefixLength);
        if (event) return { done: false, value: event };
      }
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

/**
 * Null where the relay did not send it. Only the relay may publish here, but the server sends a receipt to any subject
 * that the publisher of a message names; a receipt has no id.
 */
function eventIn(message: Msg, prefixLength: number): FeedEvent | null {
  const id = message.headers?.get('Nats-Msg-Id');
  if (!id) return null;
  return { id, subject: message.subject.slice(prefixLength), payload: message.json<{ [key: string]: Json }>() };
}
