import { holderOf, type BookedLeg } from '../ledger/index.ts';
import type { Units } from '../pools/index.ts';
import type { Currency, Id, Micros } from '../shared/index.ts';
import type { Month } from './month.ts';

/** What one journal took from a customer for what they used, or gave back: positive is taken. */
export interface Charge {
  readonly key: string;
  readonly kind: string;
  readonly customerId: Id;
  readonly currency: Currency;
  readonly amountMicros: Micros;
}

/** What a charge was for. */
export interface ChargeReason {
  readonly modelVersionId: Id | null;
  readonly units: Units;
}

/** Explains the charges of some kinds of journals. Each kind that belongs on an invoice has one source. */
export interface ChargeSource {
  readonly kinds: readonly string[];
  /** One reason per charge, in their order. */
  explain(charges: readonly Charge[]): Promise<readonly ChargeReason[]>;
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

export const NO_UNITS: Units = { queries: 0, inputTokens: 0, outputTokens: 0, seconds: 0 };

/** What a customer has: free to spend, or held by a ticket. A charge is what left both together. */
export const CHARGED_ACCOUNTS = ['customer', 'held'] as const;

/** One charge per journal and customer; a journal that only moved money between the two accounts of a customer is none. */
export function chargesOf(legs: readonly BookedLeg[]): Charge[] {
  const charges = new Map<string, Charge>();
  for (const { key, kind, account, currency, amountMicros } of legs) {
    const customerId = holderOf(account);
    const id = `${key} ${customerId}`;
    const before = charges.get(id)?.amountMicros ?? 0n;
    charges.set(id, { key, kind, customerId, currency, amountMicros: before - amountMicros });
  }
  return [...charges.values()].filter((charge) => charge.amountMicros !== 0n);
}

/** `reasons` are those of the charges, in their order. */
export function tally(charges: readonly Charge[], reasons: readonly ChargeReason[], month: Month): ChargeTally[] {
  const tallies = new Map<string, Sum>();
  for (const [i, charge] of charges.entries()) {
    const { modelVersionId, units } = reasons[i] as ChargeReason;
    const { customerId, currency, kind } = charge;
    const id = `${customerId} ${currency} ${kind} ${modelVersionId}`;
    const sum = tallies.get(id) ?? { ...EMPTY, customerId, currency, month, kind, modelVersionId };
    sum.calls += 1n;
    sum.queries += BigInt(units.queries);
    sum.inputTokens += BigInt(units.inputTokens);
    sum.outputTokens += BigInt(units.outputTokens);
    sum.seconds += BigInt(units.seconds);
    sum.amountMicros += charge.amountMicros;
    tallies.set(id, sum);
  }
  return [...tallies.values()].map((sum) => new ChargeTally(sum));
}

type Sum = { -readonly [Field in keyof ChargeTally]: ChargeTally[Field] };

const EMPTY = { calls: 0n, queries: 0n, inputTokens: 0n, outputTokens: 0n, seconds: 0n, amountMicros: 0n };
