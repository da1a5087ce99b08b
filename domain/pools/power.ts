import { assertPeriod, type Voter } from '../governance/index.ts';
import { assertShare, InvalidInput, MAX_MICROS, PPM, type Id, type Micros, type Ppm } from '../shared/index.ts';
import { personIn } from './voters.ts';

/** By what the power of a member is measured: one each, their accepted units, or the square root of these. */
export type PowerBasis = 'PERSON' | 'UNITS' | 'ROOT_UNITS';
export const POWER_BASES: readonly PowerBasis[] = ['PERSON', 'UNITS', 'ROOT_UNITS'];

export interface PowerRule {
  readonly basis: PowerBasis;
  /** Data that was accepted later than so long before a proposal gives no power in it: nobody brings data for one vote. */
  readonly minAgeMs: number;
  /** The most that one person can have of all power. */
  readonly capPpm: Ppm;
  /** Who paid more for calls of the pool's models in the time before a proposal has no power in it. Left out: no bar. */
  readonly buyerLimitMicros?: Micros | undefined;
}

/** A rule with its amount as a decimal string; what it leaves out stays out. */
export type PlainPower = Omit<PowerRule, 'buyerLimitMicros'> & { readonly buyerLimitMicros?: string | undefined };

export function plainPower({ buyerLimitMicros, ...rule }: PowerRule): PlainPower {
  return buyerLimitMicros === undefined ? rule : { ...rule, buyerLimitMicros: buyerLimitMicros.toString() };
}

export function readPlainPower({ buyerLimitMicros, ...rule }: PlainPower): PowerRule {
  return buyerLimitMicros === undefined ? rule : { ...rule, buyerLimitMicros: BigInt(buyerLimitMicros) };
}

export const ONE_EACH: PowerRule = { basis: 'PERSON', minAgeMs: 0, capPpm: 1_000_000 };

/** What a member brought. */
export interface Holding {
  readonly userId: Id;
  readonly units: bigint;
}

/** Square roots are kept in thousandths, rounded down. */
const ROOT_SCALE = 1_000_000n;

/**
 * One entry per person, cast by the account that came first, with what all their accounts brought together. A person above
 * the cap has exactly the cap, which is of the power before anybody was capped. A square root pays whoever comes as many, so
 * under ROOT_UNITS only accounts that are proved to a person count, whatever the instance says of others. Persons who are
 * barred are as if they had brought nothing.
 */
export function powersOf(
  holdings: readonly Holding[],
  personOf: ReadonlyMap<Id, Id | null>,
  countUnproved: boolean,
  { basis, capPpm }: PowerRule,
  barred: ReadonlySet<Id> = new Set(),
): Voter[] {
  const persons = new Map<Id, { readonly userId: Id; units: bigint }>();
  for (const { userId, units } of holdings) {
    const personId = personIn(personOf, userId, countUnproved && basis !== 'ROOT_UNITS');
    if (personId === null || barred.has(personId)) continue;
    const known = persons.get(personId);
    if (known) known.units += units;
    else persons.set(personId, { userId, units });
  }
  const voters = [...persons].map(([personId, { userId, units }]) => ({
    personId,
    userId,
    power: powerOf(units, basis),
  }));
  const total = voters.reduce((sum, { power }) => sum + power, 0n);
  const cap = (total * BigInt(capPpm)) / PPM || 1n;
  return voters.map((voter) => (voter.power > cap ? { ...voter, power: cap } : voter));
}

function powerOf(units: bigint, basis: PowerBasis): bigint {
  if (basis === 'PERSON') return 1n;
  return basis === 'UNITS' ? units : squareRoot(units * ROOT_SCALE);
}

/** The largest whole number whose square is at most `value`, by Newton's method from above. */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

export function assertPower(power: PowerRule, field: readonly string[]): void {
  if (!POWER_BASES.includes(power.basis)) {
    throw new InvalidInput([...field, 'basis'], `Power is measured by ${POWER_BASES.join(', ')}.`);
  }
  assertPeriod(power.minAgeMs, [...field, 'minAgeMs'], 0);
  assertShare(power.capPpm, [...field, 'capPpm']);
  if (power.capPpm === 0) throw new InvalidInput([...field, 'capPpm'], 'A cap of nothing leaves nobody a vote.');
  const limit = power.buyerLimitMicros ?? 0n;
  if (limit < 0n || limit > MAX_MICROS) {
    throw new InvalidInput([...field, 'buyerLimitMicros'], `A limit of buyers is from 0 to ${MAX_MICROS} micros.`);
  }
}
