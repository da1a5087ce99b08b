import type { HolderJournals } from '../ledger/index.ts';
import type { Units } from '../pools/index.ts';
import type { Currency, Id, Micros } from '../shared/index.ts';
import type { Month } from './month.ts';

/** What journals of one kind took from one customer for what they used, or gave back, one each: positive is taken. */
export interface Charges {
  readonly kind: string;
  readonly customerId: Id;
  readonly currency: Currency;
  readonly keys: readonly string[];
  readonly amountsMicros: readonly Micros[];
}

/** Those of the `Charges` at place `of` that were for one model version. */
export interface ChargeSum {
  readonly of: number;
  readonly modelVersionId: Id | null;
  readonly calls: bigint;
  readonly units: Readonly<Record<keyof Units, bigint>>;
  readonly amountMicros: Micros;
}

/** Explains the charges of some kinds of journals. Each kind that belongs on an invoice has one source. */
export interface ChargeSource {
  readonly kinds: readonly string[];
  /** Each charge is in one of the sums. */
  perVersion(charges: readonly Charges[]): Promise<readonly ChargeSum[]>;
}

/** The charges of one customer, currency, month, kind and model version, added up. */
export class ChargeTally {
  readonly customerId!: Id;
  readonly currency!: Currency;
  readonly month!: Month;
  readonly kind!: string;
  readonly modelVersionId!: Id | null;
  /** How many charges. */
  readonly calls!: bigint;
  readonly queries!: bigint;
  readonly inputTokens!: bigint;
  readonly outputTokens!: bigint;
  readonly seconds!: bigint;
  readonly amountMicros!: Micros;

  constructor(fields: ChargeTally) {
    Object.assign(this, fields);
  }
}

/** What a customer has: free to spend, or held by a ticket. A charge is what left both together. */
export const CHARGED_ACCOUNTS = ['customer', 'held'] as const;

export function chargesOf({ kind, holderId, currency, keys, amountsMicros }: HolderJournals): Charges {
  return { kind, customerId: holderId, currency, keys, amountsMicros: amountsMicros.map((amount) => -amount) };
}

export function tallyOf(charges: readonly Charges[], { of, units, ...sum }: ChargeSum, month: Month): ChargeTally {
  const { customerId, currency, kind } = charges[of] as Charges;
  return new ChargeTally({ customerId, currency, month, kind, ...sum, ...units });
}
