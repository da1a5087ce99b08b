import { assertPeriod, assertRules, type GovernanceRules } from '../governance/index.ts';
import {
  assertShare,
  digestOf,
  InvalidInput,
  type Currency,
  type Json,
  type Micros,
  type Ppm,
} from '../shared/index.ts';
import { assertPrices, OPTIONAL_MICROS, pricesOf, type OptionalPrices } from './prices.ts';
import { assertPower, plainPower, readPlainPower, type PlainPower, type PowerRule } from './power.ts';
import { assertWhole } from './scope.ts';

/** What members get, and what must come together before the pool exists. */
export interface Terms extends OptionalPrices {
  readonly currency: Currency;
  readonly pricePerQueryMicros: Micros;
  /** The three shares of what a customer pays sum to one million. */
  readonly platformPpm: Ppm;
  readonly builderPpm: Ppm;
  readonly ownersPpm: Ppm;
  readonly minPersons: number;
  readonly minRecords: number;
  /** A contribution with fewer records of its own is not accepted. */
  readonly minRecordsPerMember: number;
  readonly pledgingPeriodMs: number;
  readonly governance: GovernanceRules;
  readonly valuationMethod: 'leave-out';
  /** Of the weight of each later cap table, what the pool itself owns, to be spent by vote. Left out: nothing. */
  readonly treasuryPpm?: Ppm | undefined;
  /** How much each member’s vote weighs. Left out: one person, one vote. */
  readonly power?: PowerRule | undefined;
}

/** Most records or persons that minima may ask for: design's largest pool, with room. */
const MOST = 1_000_000_000;

export function termsDigest(terms: Terms): string {
  return digestOf(termsJson(terms));
}

/** As they are digested and kept: what they leave out stays out. */
export function termsJson(terms: Terms): Json {
  const { power, governance, ...plain } = plainTerms(terms);
  return { ...plain, ...(power && { power: { ...power } }), governance: { ...governance } };
}

/** Terms with their amounts as decimal strings; a price that they leave out stays out, and so out of the digest. */
export function plainTerms(terms: Terms): PlainTerms {
  const { power, ...others } = terms;
  const amounts = Object.fromEntries(AMOUNTS.map((name) => [name, terms[name]?.toString()]));
  const plain = { ...(others as Omit<Terms, AmountName | 'power'>), ...(amounts as Pick<PlainTerms, AmountName>) };
  return power ? { ...plain, power: plainPower(power) } : plain;
}

const AMOUNTS = ['pricePerQueryMicros', ...OPTIONAL_MICROS] as const;

type AmountName = (typeof AMOUNTS)[number];

export type PlainTerms = {
  readonly [Name in keyof Terms]: Name extends AmountName
    ? string
    : Name extends 'power'
      ? PlainPower | undefined
      : Terms[Name];
};

export function readPlainTerms(plain: PlainTerms): Terms {
  const given = AMOUNTS.filter((name) => plain[name] !== undefined);
  const amounts = Object.fromEntries(given.map((name) => [name, BigInt(plain[name] as string)]));
  const { power, ...others } = plain;
  const terms = { ...(others as Omit<PlainTerms, AmountName | 'power'>), ...(amounts as Pick<Terms, AmountName>) };
  return power ? { ...terms, power: readPlainPower(power) } : terms;
}

/** What the operator of the instance allows. */
export interface TermsBounds {
  readonly currencies: readonly Currency[];
  /** The floor under every period in which members must be able to act. */
  readonly minPeriodMs: number;
}

export function assertTerms(terms: Terms, { currencies, minPeriodMs }: TermsBounds): Terms {
  if (!currencies.includes(terms.currency)) {
    throw new InvalidInput(['terms', 'currency'], `This instance keeps its books in ${currencies.join(', ')}.`);
  }
  assertPrices(pricesOf(terms));
  assertSplit(terms);
  assertWhole(terms.minPersons, ['terms', 'minPersons'], 1, MOST);
  assertWhole(terms.minRecords, ['terms', 'minRecords'], 1, MOST);
  assertWhole(terms.minRecordsPerMember, ['terms', 'minRecordsPerMember'], 1, MOST);
  assertPeriod(terms.pledgingPeriodMs, ['terms', 'pledgingPeriodMs'], Math.max(1, minPeriodMs));
  assertRules(terms.governance, ['terms', 'governance'], minPeriodMs);
  if (terms.treasuryPpm !== undefined) assertTreasury(terms.treasuryPpm);
  if (terms.power !== undefined) assertPower(terms.power, ['terms', 'power']);
  if (terms.valuationMethod !== 'leave-out') {
    throw new InvalidInput(['terms', 'valuationMethod'], 'The only valuation method is leave-out.');
  }
  return terms;
}

/** At most half, so that those who brought the data own the most of what came of it. */
function assertTreasury(treasuryPpm: Ppm): void {
  const field = ['terms', 'treasuryPpm'];
  assertShare(treasuryPpm, field);
  if (treasuryPpm > 500_000) throw new InvalidInput(field, 'A treasury owns at most half: 500000 parts per million.');
}

function assertSplit(terms: Terms): void {
  assertShare(terms.platformPpm, ['terms', 'platformPpm']);
  assertShare(terms.builderPpm, ['terms', 'builderPpm']);
  assertShare(terms.ownersPpm, ['terms', 'ownersPpm']);
  const sum = terms.platformPpm + terms.builderPpm + terms.ownersPpm;
  if (sum !== 1_000_000) {
    throw new InvalidInput(['terms', 'ownersPpm'], `platformPpm, builderPpm and ownersPpm sum to ${sum}, not 1000000.`);
  }
}
