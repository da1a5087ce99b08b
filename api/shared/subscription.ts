import 'reflect-metadata';
import { Subscription } from 'type-graphql';
import type { Viewer } from '../../domain/identity/index.ts';
import type { FeedEvent } from '../../domain/shared/index.ts';
import { viewerOf, type ApiContext } from './context.ts';
import { Unauthenticated } from './errors.ts';
import { WaitingEvents } from './waiting-events.ts';

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

/** Each event once, read again under the viewer's present rights; where `readAgain` answers null, it is skipped. */
export function followEvents<T>(
  context: ApiContext,
  pattern: string,
  readAgain: (event: FeedEvent, viewer: Viewer) => Promise<T | null>,
): AsyncGenerator<T, void, undefined> {
  viewerOf(context);
  const waiting = new WaitingEvents(context, pattern, MAX_WAITING);
  return stoppable(readEach(context, waiting, readAgain), waiting.stop);
}

async function* readEach<T>(
  context: ApiContext,
  waiting: WaitingEvents,
  readAgain: (event: FeedEvent, viewer: Viewer) => Promise<T | null>,
): AsyncGenerator<T, void, undefined> {
  for (let event = await waiting.next(); event; event = await waiting.next()) {
    const value = await readAgain(event, await presentViewer(context));
    if (value !== null) yield value;
  }
}

/**
 * The state now, then again after changes, at most four times a second however many events come. Subscribing before
 * the first read leaves no gap, and a slow reader only misses states that are out of date.
 */
export function followState<T>(
  context: ApiContext,
  pattern: string,
  read: (viewer: Viewer, event: FeedEvent | null) => Promise<T | null>,
): AsyncGenerator<T, void, undefined> {
  const viewer = viewerOf(context);
  const waiting = new WaitingEvents(context, pattern, 'latest');
  return stoppable(readLatest(context, waiting, viewer, read), waiting.stop);
}

async function* readLatest<T>(
  context: ApiContext,
  waiting: WaitingEvents,
  viewer: Viewer,
  read: (viewer: Viewer, event: FeedEvent | null) => Promise<T | null>,
): AsyncGenerator<T, void, undefined> {
  const first = await read(viewer, null);
  if (first !== null) yield first;
  for (let event = await waiting.next(); event; event = await waiting.next()) {
    const value = await read(await presentViewer(context), event);
    if (value !== null) yield value;
    await waiting.pause(MIN_INTERVAL_MS);
  }
}

/**
 * A log whose lines have rising numbers: what comes after a number, then each line as it is written. What was missed while
 * nobody listened is read from the log, so a line is neither lost nor doubled, whoever wrote it and whichever process is asked.
 */
export function followLog<T>(
  context: ApiContext,
  pattern: string,
  after: bigint,
  log: { read: (after: bigint, viewer: Viewer) => Promise<readonly T[]>; numberOf: (line: T) => bigint },
): AsyncGenerator<T, void, undefined> {
  const viewer = viewerOf(context);
  const waiting = new WaitingEvents(context, pattern, 'latest');
  return stoppable(readLog(context, waiting, viewer, after, log), waiting.stop);
}

async function* readLog<T>(
  context: ApiContext,
  waiting: WaitingEvents,
  first: Viewer,
  after: bigint,
  { read, numberOf }: { read: (after: bigint, viewer: Viewer) => Promise<readonly T[]>; numberOf: (line: T) => bigint },
): AsyncGenerator<T, void, undefined> {
  let [viewer, last] = [first, after];
  for (;;) {
    for (let lines = await read(last, viewer); lines.length > 0; lines = await read(last, viewer)) {
      for (const line of lines) {
        yield line;
        last = numberOf(line);
      }
    }
    if (!(await waiting.next())) return;
    viewer = await presentViewer(context);
  }
}

/** A generator that waits for an event ignores `return()` until one comes; a client that leaves must not wait for it. */
function stoppable<T>(
  values: AsyncGenerator<T, void, undefined>,
  stop: () => void,
): AsyncGenerator<T, void, undefined> {
  const end = values.return.bind(values);
  values.return = (value) => {
    stop();
    return end(value);
  };
  return values;
}

/** The loaders forget too: what they read for the last event is old. */
async function presentViewer(context: ApiContext): Promise<Viewer> {
  context.loaders.clear();
  const viewer = await context.reauthenticate();
  if (!viewer) throw new Unauthenticated('Your session has ended. Sign in again and subscribe again.');
  return viewer;
}
