import { accountKeys, type Accounts } from '../ledger/index.ts';
import { versionAt, type ModelVersion } from '../models/index.ts';
import { priceOf } from '../pools/index.ts';
import type { Id, Micros } from '../shared/index.ts';
import type { SpendingLimits } from './ports.ts';
import { remainingMicros, type SpendingLimit, type Spent } from './spending-limit.ts';

/** A limit, and how it stands today. */
export interface SpendingState {
  readonly limit: SpendingLimit;
  readonly spent: Spent;
  readonly remainingMicros: Micros;
}

/** Everything of a version costs the most of what can be asked for, so what is free at this is free at anything. */
const EVERYTHING = { queries: 1_000_000, inputTokens: 1_000_000, outputTokens: 1_000_000, seconds: 1_000_000 };

/** What a customer sees of their limits, and what a gateway may know of them. */
export class SeeSpending {
  constructor(
    private readonly spendingLimits: Pick<SpendingLimits, 'of'>,
    private readonly accounts: Pick<Accounts, 'balance'>,
  ) {}

  async ofCustomer(customerId: Id): Promise<readonly SpendingState[]> {
    const limits = await this.spendingLimits.of(customerId);
    return limits.map(({ limit, spent }) => ({ limit, spent, remainingMicros: remainingMicros(limit, spent) }));
  }

  /**
   * Whether a call without a ticket can be paid as things stand: there is money and the limit is not reached. Never how
   * much, for that is no gateway's business. A hint: what counts is decided when the call is posted.
   */
  async canSpend(customerId: Id, version: ModelVersion): Promise<boolean> {
    const prices = [version, ...version.repricings.map(({ since }) => versionAt(version, since))];
    if (prices.every((each) => priceOf(EVERYTHING, each) === 0n)) return true;
    const { currency } = version;
    if ((await this.accounts.balance(accountKeys.customer(customerId, currency))) <= 0n) return false;
    const state = (await this.ofCustomer(customerId)).find(({ limit }) => limit.currency === currency);
    return state === undefined || state.remainingMicros > 0n;
  }
}
