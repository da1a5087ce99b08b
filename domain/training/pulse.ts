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
