import { InvalidInput, type Currency, type Micros } from '../shared/index.ts';

/** `<kind>:<whose>[:<currency>]`, as `accountKeys` makes them. */
export type AccountKey = string;

/**
 * `customer`: a prepaid balance; `held`: the part of it that open tickets hold. `builder`, `drawn`: what a builder has
 * earned, what an owner has drawn. `pot`: R, what the owners of a version have earned; `draws`: what they drew of it, as
 * a debt, so that draws and posting move different accounts; `settled`: what a closing left for them to draw.
 * `platform`: fees; `reserve`: pays refunds of matured shares; `unallocated`: shares that nobody owns; `tax`: collected
 * for the state. `payable`: on its way out. `external`: the world outside, from which top-ups come.
 */
export const ACCOUNT_KINDS = [
  'customer',
  'held',
  'builder',
  'drawn',
  'pot',
  'draws',
  'settled',
  'platform',
  'reserve',
  'unallocated',
  'tax',
  'payable',
  'external',
] as const;
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

/** Those that owe: the outside world, and what owners drew from a pot that stays whole. */
const OWING: ReadonlySet<AccountKind> = new Set(['external', 'draws']);

/** What an account will be when its first journal opens it. */
export function accountTerms(key: AccountKey): { kind: AccountKind; floorMicros: Micros | null } {
  const kind = ACCOUNT_KINDS.find((known) => key.startsWith(`${known}:`));
  if (!kind || key.length > 200) throw new InvalidInput(['legs', 'account'], `"${key}" is not the key of an account.`);
  return { kind, floorMicros: OWING.has(kind) ? null : 0n };
}

export const accountKeys = {
  customer: (userId: string, currency: Currency): AccountKey => `customer:${userId}:${currency}`,
  held: (userId: string, currency: Currency): AccountKey => `held:${userId}:${currency}`,
  builder: (userId: string, currency: Currency): AccountKey => `builder:${userId}:${currency}`,
  drawn: (userId: string, currency: Currency): AccountKey => `drawn:${userId}:${currency}`,
  pot: (modelVersionId: string): AccountKey => `pot:${modelVersionId}`,
  draws: (modelVersionId: string): AccountKey => `draws:${modelVersionId}`,
  settled: (modelVersionId: string): AccountKey => `settled:${modelVersionId}`,
  unallocated: (currency: Currency): AccountKey => `unallocated:${currency}`,
  reserve: (currency: Currency): AccountKey => `reserve:${currency}`,
  payable: (currency: Currency): AccountKey => `payable:${currency}`,
  tax: (currency: Currency): AccountKey => `tax:${currency}`,
  platform: (currency: Currency): AccountKey => `platform:${currency}`,
  external: (currency: Currency): AccountKey => `external:${currency}`,
};

/** Whose account it is: the middle of its key. */
export function holderOf(key: AccountKey): string {
  return key.split(':', 2)[1] ?? '';
}
