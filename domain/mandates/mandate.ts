import {
  assertMicros,
  digestOf,
  InvalidInput,
  newId,
  type Currency,
  type Id,
  type Json,
  type Micros,
} from '../shared/index.ts';

/** What a customer permits. Exactly one of `modelVersionId` and `poolId` is set: one version, or any of a pool's. */
export interface MandateTerms {
  readonly modelVersionId: Id | null;
  readonly poolId: Id | null;
  /** Null: whichever of the customer's keys. */
  readonly apiKeyId: Id | null;
  readonly currency: Currency;
  /** What one call may cost at most. */
  readonly maxPriceMicros: Micros;
  /** What the calls of one day (UTC) may cost together. */
  readonly dailyCapMicros: Micros;
  readonly expiresAt: Date;
}

/**
 * A customer's permission to buy tickets on their account. Never edited: a new one for the same target and key takes the
 * old one's place, and goes on with its days. Without a `statementJws`, which only a customer who has never had a key
 * can leave out, it rests on the customer's session alone.
 */
export class Mandate implements MandateTerms {
  readonly id!: Id;
  /** The id of the first mandate for this customer, target and key: what was spent in a day is counted under it. */
  readonly seriesId!: Id;
  /** 1, 2, 3 ... within the series. */
  readonly version!: number;
  readonly customerId!: Id;
  readonly modelVersionId!: Id | null;
  readonly poolId!: Id | null;
  readonly apiKeyId!: Id | null;
  readonly currency!: Currency;
  readonly maxPriceMicros!: Micros;
  readonly dailyCapMicros!: Micros;
  readonly givenAt!: Date;
  readonly expiresAt!: Date;
  readonly statementJws!: string | null;
  /** When the customer took it back, or gave a newer one instead. */
  readonly revokedAt!: Date | null;
  readonly revocationJws!: string | null;
  /** The next version of the series, once there is one. */
  readonly supersededBy!: Id | null;

  constructor(fields: Mandate) {
    Object.assign(this, fields);
  }
}

/** Bounds what one ticket has to look at and lock. */
export const MAX_LIVE_MANDATES = 100;

/** A permission to spend ends before it is forgotten. */
const LONGEST_MS = 366 * 86_400_000;

export function assertTerms(terms: MandateTerms, now: Date): void {
  if ((terms.modelVersionId === null) === (terms.poolId === null)) {
    throw new InvalidInput(['modelVersionId'], 'Name either a model version or a pool.');
  }
  assertMicros(terms.maxPriceMicros, ['maxPriceMicros']);
  assertMicros(terms.dailyCapMicros, ['dailyCapMicros']);
  const leftMs = terms.expiresAt.getTime() - now.getTime();
  if (!(leftMs > 0)) throw new InvalidInput(['expiresAt'], 'A mandate ends in the future; this expiry has passed.');
  if (leftMs > LONGEST_MS) throw new InvalidInput(['expiresAt'], 'A mandate lasts 366 days at most.');
}

/** What it is for; also the subject of its statement. */
export function targetOf({ modelVersionId, poolId }: Pick<MandateTerms, 'modelVersionId' | 'poolId'>): Id {
  return (modelVersionId ?? poolId) as Id;
}

/** What the customer signs when giving it, as JSON: amounts as decimal strings, the expiry in UTC with milliseconds. */
export function mandateObject(terms: MandateTerms): { readonly [key: string]: Json } {
  const { modelVersionId, poolId, apiKeyId, currency, maxPriceMicros, dailyCapMicros, expiresAt } = terms;
  return {
    modelVersionId,
    poolId,
    apiKeyId,
    currency,
    maxPriceMicros: maxPriceMicros.toString(),
    dailyCapMicros: dailyCapMicros.toString(),
    expiresAt: expiresAt.toISOString(),
  };
}

export function mandateDigest(terms: MandateTerms): string {
  return digestOf(mandateObject(terms));
}

/** What the customer signs when revoking; the subject is the mandate. */
export function revocationDigest(mandateId: Id): string {
  return digestOf({ mandateId });
}

/** The next version of the series that `latest` ends; the first of a new one where there is none. */
export function nextMandate(
  customerId: Id,
  terms: MandateTerms,
  latest: Mandate | null,
  statementJws: string | null,
  now: Date,
): Mandate {
  const id = newId();
  return new Mandate({
    ...terms,
    id,
    seriesId: latest?.seriesId ?? id,
    version: (latest?.version ?? 0) + 1,
    customerId,
    givenAt: now,
    statementJws,
    revokedAt: null,
    revocationJws: null,
    supersededBy: null,
  });
}

export function isLive(mandate: Pick<Mandate, 'revokedAt' | 'expiresAt'>, now: Date): boolean {
  return mandate.revokedAt === null && mandate.expiresAt > now;
}

/** A call as far as a mandate can tell it from others. */
export interface MandatedCall {
  readonly customerId: Id;
  readonly keyId: Id;
  readonly modelVersionId: Id;
  readonly poolId: Id;
}

/** Whether it speaks of this call at all, live or not. */
export function covers(mandate: Mandate, call: MandatedCall): boolean {
  return (
    mandate.customerId === call.customerId &&
    (mandate.apiKeyId === null || mandate.apiKeyId === call.keyId) &&
    (mandate.modelVersionId === call.modelVersionId || mandate.poolId === call.poolId)
  );
}

/** The narrower first: bound to the key, then to the version; of two alike the newer. */
export function narrowerFirst(a: Mandate, b: Mandate): number {
  const narrowness = (mandate: Mandate) => (mandate.apiKeyId ? 2 : 0) + (mandate.modelVersionId ? 1 : 0);
  return narrowness(b) - narrowness(a) || (a.id < b.id ? 1 : -1);
}
