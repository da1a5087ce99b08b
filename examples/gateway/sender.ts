import { setTimeout as sleep } from 'node:timers/promises';
import { waitMs } from './backoff.ts';
import type { Log } from './log.ts';
import type { RefusedEvents } from './refused-events.ts';
import type { Spool } from './spool/spool.ts';
import type { UsageEvent } from './usage-event.ts';
import { DeliveryFailed, type UsageResult } from './webhook.ts';

const BATCH = 100;

/** How long events wait for others to travel with. */
const LINGER_MS = 100;

export type Send = (events: readonly UsageEvent[], signal: AbortSignal) => Promise<readonly UsageResult[]>;

/**
 * Carries what is in the spool to the instance, oldest first, one batch at a time, for as long as it takes. A crash
 * between the instance's answer and `settle` sends a batch again, and the instance counts it once.
 */
export class Sender {
  private readonly gaveUp = new AbortController();
  private wake = new AbortController();
  private stopping = false;
  /** Rejects when the spool cannot be read or written any more; resolves after `stop`. */
  readonly ended: Promise<void>;

  constructor(
    private readonly spool: Spool,
    private readonly refusedEvents: RefusedEvents,
    private readonly send: Send,
    private readonly log: Log,
    private readonly backoff = (failures: number, askedMs: number | null) => waitMs(failures, askedMs, Math.random()),
  ) {
    this.ended = this.run();
  }

  /** Sends what is left, for at most `graceMs`. What is left then waits in the spool for the next start. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    const overdue = setTimeout(() => {
      this.gaveUp.abort();
      this.wake.abort();
    }, graceMs);
    const waiting = this.wake;
    this.wake = new AbortController();
    waiting.abort();
    await this.ended.finally(() => clearTimeout(overdue));
  }

  private async run(): Promise<void> {
    while (!this.stopping || (this.spool.unsettled > 0 && !this.gaveUp.signal.aborted)) {
      if (!this.stopping && this.spool.unsettled < BATCH) await this.pause(LINGER_MS);
      await this.sendNext();
    }
  }

  private async sendNext(): Promise<void> {
    const events = await this.spool.next(BATCH);
    const last = events.at(-1);
    const results = await this.deliver(events);
    if (!last || !results) return;
    // In this order, or a crash between the two would lose sight of a refusal.
    await this.refusedEvents.append(refusals(events, results));
    await this.spool.settle(last.sequence);
  }

  /** Tries until every event has its result; null when it is told to give up first. */
  private async deliver(events: readonly UsageEvent[]): Promise<readonly UsageResult[] | null> {
    for (let failures = 1; events.length > 0 && !this.gaveUp.signal.aborted; failures += 1) {
      try {
        return await this.send(events, this.gaveUp.signal);
      } catch (error) {
        if (!(error instanceof DeliveryFailed)) throw error;
        if (error.final) return this.isolate(events, error);
        const ms = this.backoff(failures, error.retryAfterMs);
        this.log.warn({ code: error.code, events: events.length, failures, waitMs: Math.round(ms) }, error.message);
        await this.pause(ms);
      }
    }
    return null;
  }

  /** One bad event must not hold up the good ones beside it, so halves are tried until it stands alone. */
  private async isolate(events: readonly UsageEvent[], error: DeliveryFailed): Promise<readonly UsageResult[] | null> {
    const [first] = events;
    if (!first || events.length === 1) {
      return events.map(({ id }) => ({ id, status: 'refused', code: error.code, message: error.message }));
    }
    const half = Math.ceil(events.length / 2);
    const before = await this.deliver(events.slice(0, half));
    const after = before && (await this.deliver(events.slice(half)));
    return after && [...before, ...after];
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.wake.signal }).catch(() => {});
  }
}

function refusals(events: readonly UsageEvent[], results: readonly UsageResult[]) {
  return results.flatMap(({ status, code = status.toUpperCase(), message = '' }, at) => {
    const event = events[at];
    return event && (status === 'refused' || status === 'conflict') ? [{ code, message, event }] : [];
  });
}
