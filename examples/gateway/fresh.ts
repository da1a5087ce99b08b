interface Entry<T> {
  readonly value: Promise<T>;
  readonly endsAt: number;
}

/** Answers kept for a moment, so that a busy caller asks the instance once and a change there still shows at once. */
export class Fresh<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(
    private readonly ask: (key: string) => Promise<T>,
    private readonly forMs: number,
    private readonly most = 10_000,
  ) {}

  /** What was answered for this key in the last `forMs`, or is being asked right now. Failures are not kept. */
  of(key: string): Promise<T> {
    const known = this.entries.get(key);
    if (known && known.endsAt > performance.now()) return known.value;
    // The time counts from the question on: the answer may be about any moment since.
    const entry = { value: this.ask(key), endsAt: performance.now() + this.forMs };
    this.entries.delete(key);
    this.entries.set(key, entry);
    entry.value.catch(() => this.entries.get(key) === entry && this.entries.delete(key));
    this.forgetOldest();
    return entry.value;
  }

  private forgetOldest(): void {
    const [oldest] = this.entries.keys();
    if (oldest !== undefined && this.entries.size > this.most) this.entries.delete(oldest);
  }
}
