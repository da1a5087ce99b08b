import { InvalidInput, type Currency, type Micros } from '../shared/index.ts';

/**
 * `<kind>:<whose>[:<currency>]`: `customer:<userId>:<CUR>`, `builder:<userId>:<CUR>`, `drawn:<userId>:<CUR>`,
 * `pot:<modelVersionId>`, `platform:<CUR>`, `external:<CUR>` (the world outside, from which top-ups come).
 */
export type AccountKey = string;

export const ACCOUNT_KINDS = ['customer', 'builder', 'drawn', 'pot', 'platform', 'external'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export class Account {
  readonly id!: bigint;
  readonly key!: AccountKey;
  readonly kind!: AccountKind;
  readonly currency!: Currency;
  readonly balanceMicros!: Micros;
  /** The balance may not go below it; null is no floor. */
  readonly floorMicros!: Micros | null;

  constructor(fields: Account) {
    Object.assign(this, fields);
  }
}

/** What an account will be when its first journal opens it. Only the outside world may owe without limit. */
export function accountTerms(key: AccountKey): { kind: AccountKind; floorMicros: Micros | null } {
  const kind = ACCOUNT_KINDS.find((known) => key.startsWith(`${known}:`));
  if (!kind || key.length > 200) throw new InvalidInput(['legs', 'account'], `"${key}" is not the key of an account.`);
  return { kind, floorMicros: kind === 'external' ? null : 0n };
}

export const accountKeys = {
  customer: (userId: string, currency: Currency): AccountKey => `customer:${userId}:${currency}`,
  builder: (userId: string, currency: Currency): AccountKey => `builder:${userId}:${currency}`,
  drawn: (userId: string, currency: Currency): AccountKey => `drawn:${userId}:${currency}`,
  pot: (modelVersionId: string): AccountKey => `pot:${modelVersionId}`,
  platform: (currency: Currency): AccountKey => `platform:${currency}`,
  external: (currency: Currency): AccountKey => `external:${currency}`,
};
