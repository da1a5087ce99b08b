import type { WaitingUsage } from './oversight-ports.ts';

/** When the inbox counts as full. */
export interface InboxLimits {
  /** More accepted events than this wait to be posted. */
  readonly events: number;
  /** They have waited longer than this. */
  readonly lagMs: number;
}

/**
 * Events that may be older than all others without anything being slow: a top-up sets a thousand old ones waiting at
 * once, and one that a fault holds waits for ever. Neither may close the door to every gateway.
 */
const STRAGGLERS = 1_000;

const FRESH_MS = 1_000;

/** A reading that takes long is taken less often: reading may cost a tenth of one connection, and no more. */
const COST = 10;

/** Whether posting lags too far behind. Reads at most once a second in this process, however many ask. */
export class InboxGauge {
  private reading: Promise<boolean> | null = null;
  private freshUntilMs = 0;

  constructor(
    private readonly waiting: Pick<WaitingUsage, 'anyPast' | 'moreThan'>,
    private readonly limits: InboxLimits,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  isFull(): Promise<boolean> {
    if (!this.reading || this.nowMs() >= this.freshUntilMs) this.reading = this.read();
    return this.reading;
  }

  /** While it reads, everybody waits for this one reading; a failed one is forgotten. */
  private async read(): Promise<boolean> {
    const begunMs = this.nowMs();
    this.freshUntilMs = Infinity;
    try {
      const { events, lagMs } = this.limits;
      const full = (await this.waiting.anyPast(STRAGGLERS, lagMs)) || (await this.waiting.moreThan(events));
      this.freshUntilMs = begunMs + Math.max(FRESH_MS, COST * (this.nowMs() - begunMs));
      return full;
    } catch (error) {
      this.reading = null;
      throw error;
    }
  }
}
