import type { Logger } from 'pino';

/**
 * One piece of background work. Returns whether it found any, in which case it is asked again at once. `signal` says
 * that the process stops: long work puts itself back and returns.
 */
export type Job = (signal: AbortSignal) => Promise<boolean | number>;

/**
 * Calls a job again and again until stopped: at once while there is work, else after `idleMs`, or as soon as it is
 * nudged. A job that throws is logged and tried again after a growing pause, for its database or broker may be away.
 */
export class Loop {
  private wake: () => void = () => {};
  private nudged = false;
  private readonly stopping = new AbortController();
  private readonly done: Promise<void>;

  constructor(
    readonly name: string,
    private readonly job: Job,
    private readonly idleMs: number,
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
        const found = await this.job(this.stopping.signal);
        failures = 0;
        if (!found) await this.pause(this.idleMs);
      } catch (error) {
        failures += 1;
        this.logger.error({ err: error, job: this.name, failures }, 'background work failed and will be tried again');
        await this.pause(Math.min(30_000, 200 * 2 ** failures));
      }
    }
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
