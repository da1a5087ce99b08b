import { assertMicros, InvalidInput, type Currency, type Id, type Micros } from '../shared/index.ts';

/** What a customer lets themselves spend at most in one currency; of the two at least one is set. */
export class SpendingLimit {
  readonly customerId!: Id;
  readonly currency!: Currency;
  /** Per calendar day, UTC. */
  readonly dailyMicros!: Micros | null;
  /** Per calendar month, UTC. */
  readonly monthlyMicros!: Micros | null;
  readonly setAt!: Date;

  constructor(fields: SpendingLimit) {
    Object.assign(this, fields);
  }
}

/** One line of the history: what was set when; both null is a removal. */
export class SpendingLimitChange {
  readonly id!: Id;
  readonly customerId!: Id;
  readonly currency!: Currency;
  readonly dailyMicros!: Micros | null;
  readonly monthlyMicros!: Micros | null;
  readonly setAt!: Date;

  constructor(fields: SpendingLimitChange) {
    Object.assign(this, fields);
  }
}

/** What was spent under a limit in the day and the month of one moment. */
export interface Spent {
  readonly dayMicros: Micros;
  readonly monthMicros: Micros;
}

export function assertLimit(limit: Pick<SpendingLimit, 'dailyMicros' | 'monthlyMicros'>): void {
  if (limit.dailyMicros !== null) assertMicros(limit.dailyMicros, ['dailyMicros']);
  if (limit.monthlyMicros !== null) assertMicros(limit.monthlyMicros, ['monthlyMicros']);
}

export function assertBooked(currency: Currency, currencies: readonly Currency[]): Currency {
  if (currencies.includes(currency)) return currency;
  throw new InvalidInput(['currency'], `This instance keeps its books in ${currencies.join(', ')}.`);
}

/** What may still be spent; zero where a limit was lowered below what is spent already. */
export function remainingMicros(limit: Pick<SpendingLimit, 'dailyMicros' | 'monthlyMicros'>, spent: Spent): Micros {
  const left: Micros[] = [];
  if (limit.dailyMicros !== null) left.push(limit.dailyMicros - spent.dayMicros);
  if (limit.monthlyMicros !== null) left.push(limit.monthlyMicros - spent.monthMicros);
  const least = left.reduce((a, b) => (a < b ? a : b));
  return least > 0n ? least : 0n;
}

/** The two periods in which spending at this moment counts: `2026-01-31` and `2026-01`. */
export function periodsOf(at: Date): readonly [day: string, month: string] {
  const text = at.toISOString();
  return [text.slice(0, 10), text.slice(0, 7)];
}
