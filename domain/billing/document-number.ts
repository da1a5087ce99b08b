/** Receipts and invoices are numbered apart. */
export type Series = 'receipt' | 'invoice';

const LETTERS = { receipt: 'R', invoice: 'I' } as const satisfies Record<Series, string>;

/** A place in a series: 1, 2, 3 ... without gaps within a calendar year (UTC) of the instance. */
export interface Place {
  readonly year: number;
  readonly sequence: number;
}

/** `R-2026-000001`. From the millionth on it grows longer. */
export function documentNumber(series: Series, { year, sequence }: Place): string {
  return `${LETTERS[series]}-${year}-${String(sequence).padStart(6, '0')}`;
}
