import type { Viewer } from '../../domain/identity/index.ts';
import type { EventFeed } from '../../domain/shared/index.ts';
import type { ApiContext } from '../shared/context.ts';
import { Loaders } from '../shared/loaders.ts';
import type { Caller } from './caller.ts';

export interface OperationParts {
  readonly requestId: string;
  readonly caller: Caller;
  readonly signal: AbortSignal;
  readonly feed: EventFeed;
  readonly dropSlowSubscriber?: () => void;
}

export class OperationContext implements ApiContext {
  readonly requestId: string;
  readonly loaders = new Loaders();
  readonly signal: AbortSignal;
  readonly feed: EventFeed;
  readonly dropSlowSubscriber: () => void;
  private readonly caller: Caller;
  private present: Viewer | null;

  constructor({ requestId, caller, signal, feed, dropSlowSubscriber = () => {} }: OperationParts) {
    this.requestId = requestId;
    this.signal = signal;
    this.feed = feed;
    this.dropSlowSubscriber = dropSlowSubscriber;
    this.caller = caller;
    this.present = caller.viewer;
  }

  get viewer(): Viewer | null {
    return this.present;
  }

  async reauthenticate(): Promise<Viewer | null> {
    this.present = await this.caller.reauthenticate();
    return this.present;
  }
}
