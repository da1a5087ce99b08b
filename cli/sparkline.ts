const BARS = '▁▂▃▄▅▆▇█';
const TOP = BigInt(BARS.length - 1);

/** One bar per amount, as high as its part of the largest. */
export function sparkline(amounts: readonly bigint[]): string {
  const largest = amounts.reduce((max, amount) => (amount > max ? amount : max), 1n);
  return amounts.map((amount) => BARS.charAt(Number(((amount > 0n ? amount : 0n) * TOP) / largest))).join('');
}
