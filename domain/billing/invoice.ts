import type { Currency, Id, Micros, Ppm } from '../shared/index.ts';
import type { ChargeTally } from './charge.ts';
import type { Month } from './month.ts';
import type { Party } from './party.ts';
import type { TaxLine, TaxMode } from './taxes.ts';

/** What a customer used in one month, as a numbered document that is never changed. It was paid from prepaid credit. */
export class Invoice {
  readonly id!: Id;
  readonly number!: string;
  readonly year!: number;
  readonly sequence!: number;
  readonly customerId!: Id;
  readonly currency!: Currency;
  readonly month!: Month;
  /** What the ledger took for it in that month, refunds taken off; negative where those were more. */
  readonly totalMicros!: Micros;
  /** The tax line; all null where there is none. Nothing is posted for it. */
  readonly taxName!: string | null;
  readonly taxCountry!: string | null;
  readonly taxRatePpm!: Ppm | null;
  readonly taxMode!: TaxMode | null;
  readonly taxMicros!: Micros | null;
  readonly taxNote!: string | null;
  readonly issuer!: Party;
  readonly billedTo!: Party | null;
  readonly issuedAt!: Date;

  constructor(fields: Omit<Invoice, 'tax'>) {
    Object.assign(this, fields);
  }

  get tax(): TaxLine | null {
    const { taxName: name, taxCountry: country, taxRatePpm: ratePpm, taxMode: mode, taxMicros, taxNote: note } = this;
    if (name === null || country === null || ratePpm === null || mode === null || taxMicros === null) return null;
    return { name, country, ratePpm, mode, taxMicros, note };
  }
}

export class InvoiceLine {
  readonly invoiceId!: Id;
  readonly idx!: number;
  readonly kind!: string;
  readonly modelVersionId!: Id | null;
  readonly description!: string;
  readonly calls!: bigint;
  readonly queries!: bigint;
  readonly inputTokens!: bigint;
  readonly outputTokens!: bigint;
  readonly seconds!: bigint;
  /** Negative where it was given back. */
  readonly amountMicros!: Micros;

  constructor(fields: InvoiceLine) {
    Object.assign(this, fields);
  }
}

/** What an invoice of these charges says, before it has a number. */
export interface InvoiceDraft {
  readonly lines: readonly Omit<InvoiceLine, 'invoiceId'>[];
  readonly totalMicros: Micros;
  readonly tax: TaxLine | null;
}

type DraftLine = InvoiceDraft['lines'][number];

/** Usage before what was given back, each in the order of its descriptions. */
export function linesOf(
  tallies: readonly ChargeTally[],
  describe: (tally: ChargeTally) => string,
): InvoiceDraft['lines'] {
  return tallies
    .map((tally) => lineOf(tally, describe(tally)))
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    .map((line, idx) => ({ ...line, idx }));
}

function lineOf(tally: ChargeTally, description: string): Omit<DraftLine, 'idx'> {
  const { kind, modelVersionId, calls, queries, inputTokens, outputTokens, seconds, amountMicros } = tally;
  return { kind, modelVersionId, description, calls, queries, inputTokens, outputTokens, seconds, amountMicros };
}

function placeOf({ kind, description, modelVersionId }: Omit<DraftLine, 'idx'>): string {
  return [kind === 'usage' ? 0 : 1, kind, description, modelVersionId].join(' ');
}

export function taxColumns(tax: TaxLine | null) {
  return {
    taxName: tax?.name ?? null,
    taxCountry: tax?.country ?? null,
    taxRatePpm: tax?.ratePpm ?? null,
    taxMode: tax?.mode ?? null,
    taxMicros: tax?.taxMicros ?? null,
    taxNote: tax?.note ?? null,
  };
}
