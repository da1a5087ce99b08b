/** A worker that does not say for so long that it is alive has lost its work in the clean room to the next. */
export const ROOM_LEASE_MS = 30_000;
/** Work in the room whose workers died so often would only kill more. */
export const MOST_ROOM_ATTEMPTS = 3;

/** Progress is told at most four times a second. */
const BEAT_MS = 250;

/**
 * Calls `beat` while long work is under way, which keeps its lease and tells its progress. When `beat` says that the
 * lease is another's, or fails for as long as the lease lasts, `lost` aborts.
 */
export class Pulse {
  private readonly aborter = new AbortController();
  private readonly done: Promise<void>;
  private stopping = false;
  private wake: () => void = () => {};

  constructor(
    private readonly beat: () => Promise<boolean>,
    private readonly leaseMs: number,
  ) {
    this.done = this.turn();
  }

  /** Does the work under a lease; the signal that it is given aborts at a stop of this process, or once the lease is lost. */
  static async during<T>(
    beat: () => Promise<boolean>,
    stopped: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const pulse = new Pulse(beat, ROOM_LEASE_MS);
    try {
      return await work(AbortSignal.any([stopped, pulse.lost]));
    } finally {
      await pulse.stop();
    }
  }

  get lost(): AbortSignal {
    return this.aborter.signal;
  }

  /** Resolves when no beat is under way any more. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.done;
  }

  private async turn(): Promise<void> {
    let heldUntil = Date.now() + this.leaseMs;
    while (await this.pause()) {
      const began = Date.now();
      const held = await this.beat().catch(() => null);
      if (held) heldUntil = began + this.leaseMs;
      else if (held === false || Date.now() >= heldUntil) return this.aborter.abort();
    }
  }

  private async pause(): Promise<boolean> {
    if (this.stopping) return false;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, BEAT_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return !this.stopping;
  }
}
