export function potOf(pot: import('../revenue/index.ts').Pot): bigint {
  return pot.revenueMicros;
}
