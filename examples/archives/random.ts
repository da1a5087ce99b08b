/** sfc32 by Chris Doty-Humphrey (PractRand): 128 bits of state, the same numbers everywhere for the same seed. */
export class Random {
  private a = 0x9e3779b9;
  private b = 0x243f6a88;
  private c = 0xb7e15162;
  private counter = 1;

  constructor(seed: string) {
    for (let i = 0; i < seed.length; i += 1) {
      this.a = Math.imul(this.a ^ seed.charCodeAt(i), 0x85ebca6b) | 0;
      this.b = (this.b + this.a) | 0;
      this.next();
    }
    for (let i = 0; i < 12; i += 1) this.next();
  }

  /** An integer from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * limit);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True in about `percent` of 100 calls. */
  chance(percent: number): boolean {
    return this.below(1000) < percent * 10;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('There is nothing to pick from.');
    return items[this.below(items.length)] as T;
  }

  /** The first items often and the last ones seldom, about as words are in a language; no logarithm, no rounding. */
  often<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('There is nothing to pick from.');
    return items[this.below(this.below(items.length) + 1)] as T;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const rest = [...items];
    for (let i = rest.length - 1; i > 0; i -= 1) {
      const j = this.below(i + 1);
      [rest[i], rest[j]] = [rest[j] as T, rest[i] as T];
    }
    return rest;
  }

  text(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.below(alphabet.length)]).join('');
  }

  private next(): number {
    const result = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + result) | 0;
    return result >>> 0;
  }
}
