import type { Logger } from 'pino';

/**
 * One piece of background work. Returns whether it found any, in which case it is asked again at once. `signal` says
 * that the process stops: long work puts itself back and returns.
 */
export type Job = (signal: AbortSignal) => Promise<boolean | number>;

/** How often a job is asked. */
export interface Pace {
  /** Where there is no work, it is asked again after this. */
  readonly idleMs: number;
  /**
   * Where there is always work, the part of the time that it may take: the rest is left to work that somebody waits for.
   * From above 0 to 1, which is what it is if not said.
   */
  readonly share?: number;
}

const LONGEST_REST_MS = 30_000;

/**
 * Calls a job again and again until stopped: while there is work as fast as its share allows, else after `idleMs`,
 * or as soon as it is nudged. A job that throws is logged and tried again after a growing pause, for its database or broker may be away.
 */
export class Loop {
  private wake: () => void = () => {};
  private nudged = false;
  private readonly stopping = new AbortController();
  private readonly done: Promise<void>;

  constructor(
    readonly name: string,
    private readonly job: Job,
    private readonly pace: Pace,
    private readonly logger: Logger,
  ) {
    this.done = this.turn();
  }

  /** There may be work now. */
  nudge(): void {
    this.nudged = true;
    this.wake();
  }

  /** Lets the work in hand finish, and starts no more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.done;
  }

  private async turn(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        const began = performance.now();
        const found = await this.job(this.stopping.signal);
        failures = 0;
        if (found) await this.rest(performance.now() - began);
        else await this.pause(this.pace.idleMs);
      } catch (error) {
        failures += 1;
        this.logger.error({ err: error, job: this.name, failures }, 'background work failed and will be tried again');
        await this.pause(Math.min(30_000, 200 * 2 ** failures));
      }
    }
  }

  private async rest(workedMs: number): Promise<void> {
    const { share = 1 } = this.pace;
    if (share < 1) await this.pause(Math.min(LONGEST_REST_MS, workedMs / share - workedMs));
  }

  private async pause(ms: number): Promise<void> {
    if (this.nudged || this.stopping.signal.aborted) {
      this.nudged = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => {};
    this.nudged = false;
  }
}
