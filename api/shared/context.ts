import type { Viewer } from '../../domain/identity/index.ts';
import type { EventFeed } from '../../domain/shared/index.ts';
import { Unauthenticated } from './errors.ts';
import type { Loaders } from './loaders.ts';

/** What every resolver gets with `@Ctx()`. Made once per operation, never shared between viewers. */
export interface ApiContext {
  readonly requestId: string;
  readonly viewer: Viewer | null;
  readonly loaders: Loaders;
  /** Aborts when the caller is gone, the time for the operation is over or the server stops. */
  readonly signal: AbortSignal;
  readonly feed: EventFeed;
  /** Looks at the token again and updates `viewer`: a subscription outlives a revoked session otherwise. */
  reauthenticate(): Promise<Viewer | null>;
  /** Ends the connection of a subscriber that does not keep up (WebSocket close code 1013). */
  dropSlowSubscriber(): void;
}

/** The signed-in viewer; throws UNAUTHENTICATED. Every root field demands one unless it is `@Public()`. */
export function viewerOf(context: ApiContext): Viewer {
  if (!context.viewer) throw new Unauthenticated();
  return context.viewer;
}
