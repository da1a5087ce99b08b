/**
 * Holds one second's worth of tokens and refills steadily. It gives whatever is asked while it is not in debt, and may be
 * in debt after it: so a delivery larger than a second's worth is taken whole, and paid for by waiting.
 */
export class TokenBucket {
  private level: number;

  constructor(
    private readonly perSecond: number,
    private atMs: number,
  ) {
    this.level = perSecond;
  }

  /** How long until it gives again; 0 when it does now. */
  waitMs(nowMs: number): number {
    this.refill(nowMs);
    return this.level > 0 ? 0 : Math.ceil(((1 - this.level) * 1_000) / this.perSecond);
  }

  take(tokens: number, nowMs: number): void {
    this.refill(nowMs);
    this.level -= tokens;
  }

  private refill(nowMs: number): void {
    const gained = (Math.max(0, nowMs - this.atMs) * this.perSecond) / 1_000;
    this.level = Math.min(this.perSecond, this.level + gained);
    this.atMs = Math.max(this.atMs, nowMs);
  }
}
