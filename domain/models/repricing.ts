import {
  assertMicros,
  assertShare,
  InvalidInput,
  moneyText,
  type Currency,
  type Id,
  type Micros,
  type Ppm,
} from '../shared/index.ts';
import { OPTIONAL_MICROS, type Prices } from '../pools/index.ts';

/** What customers of a version pay, and how it is shared; the platform's share and free queries stay as published. */
export interface SaleTerms extends Omit<Prices, 'freeQueriesPerMonth'> {
  readonly builderPpm: Ppm;
  readonly ownersPpm: Ppm;
}

/** Other terms for a published version. Those before it are kept: what was called under them was paid by them. */
export interface Repricing extends SaleTerms {
  /** By which members decided it. */
  readonly proposalId: Id;
  /** Calls that are accepted from this instant on are charged by them. */
  readonly since: Date;
}

const MICROS = ['pricePerQueryMicros', ...OPTIONAL_MICROS] as const;

export function saleTermsOf(terms: SaleTerms): SaleTerms {
  const { builderPpm, ownersPpm } = terms;
  const prices = Object.fromEntries(MICROS.map((name) => [name, terms[name]])) as Record<
    (typeof MICROS)[number],
    Micros
  >;
  return { ...prices, builderPpm, ownersPpm };
}

/** Whether owners would have less of a call: then a majority of their weight must agree, for they may have left the pool. */
export function takesFromOwners(before: SaleTerms, after: SaleTerms): boolean {
  return after.ownersPpm < before.ownersPpm || MICROS.some((name) => after[name] < before[name]);
}

export function assertSaleTerms(terms: SaleTerms, platformPpm: Ppm): void {
  for (const name of MICROS) assertMicros(terms[name], [name]);
  assertShare(terms.builderPpm, ['builderPpm']);
  assertShare(terms.ownersPpm, ['ownersPpm']);
  if (platformPpm + terms.builderPpm + terms.ownersPpm !== 1_000_000) {
    throw new InvalidInput(['ownersPpm'], `With the platform’s ${platformPpm} the shares must sum to 1000000.`);
  }
}

/** With amounts as decimal strings, as proposals keep them. */
export type PlainSaleTerms = { readonly [Name in keyof SaleTerms]: SaleTerms[Name] extends bigint ? string : Ppm };

export function plainSaleTerms(terms: SaleTerms): PlainSaleTerms {
  const { builderPpm, ownersPpm } = terms;
  const prices = Object.fromEntries(MICROS.map((name) => [name, terms[name].toString()]));
  return { ...(prices as Record<(typeof MICROS)[number], string>), builderPpm, ownersPpm };
}

/** Throws INVALID_INPUT, naming what is missing or no amount. */
export function readSaleTerms(plain: Partial<PlainSaleTerms>): SaleTerms {
  const { builderPpm, ownersPpm } = plain;
  const prices = MICROS.map((name) => {
    const said = plain[name];
    if (typeof said !== 'string' || !/^\d{1,19}$/.test(said)) {
      throw new InvalidInput([name], 'Give a whole number of micros.');
    }
    return [name, BigInt(said)] as const;
  });
  const terms = Object.fromEntries(prices) as Record<(typeof MICROS)[number], Micros>;
  return { ...terms, builderPpm: builderPpm ?? -1, ownersPpm: ownersPpm ?? -1 };
}

const LABELS: Readonly<Record<keyof SaleTerms, string>> = {
  pricePerQueryMicros: 'Price per query',
  pricePerMillionInputTokensMicros: 'Price per million input tokens',
  pricePerMillionOutputTokensMicros: 'Price per million output tokens',
  pricePerSecondMicros: 'Price per second',
  minimumChargeMicros: 'Least charge of a call',
  builderPpm: 'Builder’s share, in parts per million',
  ownersPpm: 'Owners’ share, in parts per million',
};

/** One line for each of them that changes. */
export function saleTermsDiff(before: SaleTerms, after: SaleTerms, currency: Currency): string[] {
  const names = Object.keys(LABELS) as (keyof SaleTerms)[];
  const changed = names.filter((name) => before[name] !== after[name]);
  const said = (value: Micros | Ppm) => (typeof value === 'bigint' ? moneyText(value, currency) : String(value));
  return changed.map((name) => `${LABELS[name]}: ${said(before[name])} -> ${said(after[name])}`);
}
