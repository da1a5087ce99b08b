import { accountKeys, type AccountKey, type JournalDraft, type Leg } from '../../ledger/index.ts';
import { usageJournalKey, type ParkedEvent, type UsageToPost } from '../../metering/index.ts';
import type { ModelVersion } from '../../models/index.ts';
import { priceOf } from '../../pools/index.ts';
import type { Currency, Id, Micros } from '../../shared/index.ts';
import { FreeTier } from './free-tier.ts';
import type { Pot } from '../pots/pot.ts';
import { splitPrice, type Split } from './split.ts';

/** A version that can be charged, with its pot. */
export interface PaidVersion {
  readonly version: ModelVersion;
  readonly pot: Pot;
}

/** What is known, under the locks, when a batch is planned. Payers are named by their `customer` account. */
export interface PostingFacts {
  readonly paid: ReadonlyMap<Id, PaidVersion>;
  readonly balances: ReadonlyMap<AccountKey, Micros>;
  /** Payers who have older events that are unfunded: theirs wait behind those. */
  readonly behind: ReadonlySet<AccountKey>;
  /** Free queries that were used before, by `freeMonthKey`. */
  readonly freeUsed: ReadonlyMap<string, number>;
}

/** What a version earned in a batch. */
export interface Earned {
  readonly shareMicros: Micros;
  readonly calls: number;
}

/** What a batch will do, decided in memory. Each event is posted or parked. */
export interface PostingPlan {
  readonly journals: readonly JournalDraft[];
  readonly earned: ReadonlyMap<Id, Earned>;
  readonly posted: readonly UsageToPost[];
  readonly parked: readonly ParkedEvent[];
  readonly freeTier: FreeTier;
}

const MAX_PRICE = 1_000_000_000_000_000_000n;

/** All accounts that the events can touch, so that they can be locked at once and in one order. */
export function accountsOf(
  events: readonly UsageToPost[],
  paid: ReadonlyMap<Id, PaidVersion>,
): Map<AccountKey, Currency> {
  const accounts = new Map<AccountKey, Currency>();
  for (const { modelVersionId } of events) {
    const pot = paid.get(modelVersionId)?.pot;
    if (!pot || accounts.has(accountKeys.pot(modelVersionId))) continue;
    accounts.set(accountKeys.pot(modelVersionId), pot.currency);
    accounts.set(accountKeys.builder(pot.builderId, pot.currency), pot.currency);
    accounts.set(accountKeys.platform(pot.currency), pot.currency);
  }
  for (const { customerId, modelVersionId } of events) {
    const pot = paid.get(modelVersionId)?.pot;
    if (pot) accounts.set(accountKeys.customer(customerId, pot.currency), pot.currency);
  }
  return accounts;
}

/**
 * Takes the events in the order of their arrival. Strictly first in, first out for each payer: one that cannot be paid
 * is parked, and so are all behind it, until money comes in. What cannot be priced, or has no pot, is put in quarantine,
 * where an operator sees it.
 */
export function planPosting(events: readonly UsageToPost[], facts: PostingFacts): PostingPlan {
  const plan = new Plan(facts);
  for (const event of events) plan.take(event);
  return plan;
}

class Plan implements PostingPlan {
  readonly journals: JournalDraft[] = [];
  readonly earned = new Map<Id, Earned>();
  readonly posted: UsageToPost[] = [];
  readonly parked: ParkedEvent[] = [];
  readonly freeTier: FreeTier;
  private readonly left: Map<AccountKey, Micros>;
  private readonly behind: Set<AccountKey>;

  constructor(private readonly facts: PostingFacts) {
    this.freeTier = new FreeTier(facts.freeUsed);
    this.left = new Map(facts.balances);
    this.behind = new Set(facts.behind);
  }

  take(event: UsageToPost): void {
    const paid = this.facts.paid.get(event.modelVersionId);
    if (!paid) return this.quarantine(event, null, 'MODEL_NOT_LIVE');
    const { version, pot } = paid;
    if (pot.state === 'closed') return this.quarantine(event, pot.currency, 'VERSION_CLOSED');
    const priceMicros = this.freeTier.covers(event, version) ? 0n : priceOf(event, version);
    if (priceMicros > MAX_PRICE) return this.quarantine(event, pot.currency, 'PRICE_TOO_LARGE');
    this.pay(event, pot, splitPrice(priceMicros, version));
  }

  private pay(event: UsageToPost, pot: Pot, split: Split): void {
    const payer = accountKeys.customer(event.customerId, pot.currency);
    const left = (this.left.get(payer) ?? 0n) - split.priceMicros;
    if (split.priceMicros > 0n && (left < 0n || this.behind.has(payer))) {
      this.behind.add(payer);
      this.parked.push({ event, state: 'unfunded', reason: null, currency: pot.currency });
      return;
    }
    this.left.set(payer, left);
    if (split.priceMicros > 0n)
      this.journals.push(usageJournal(event, pot, split, accountKeys.pot(pot.modelVersionId)));
    const before = this.earned.get(event.modelVersionId);
    this.earned.set(event.modelVersionId, {
      shareMicros: (before?.shareMicros ?? 0n) + split.shareMicros,
      calls: (before?.calls ?? 0) + 1,
    });
    this.posted.push(event);
  }

  private quarantine(event: UsageToPost, currency: Currency | null, reason: string): void {
    this.parked.push({ event, state: 'quarantined', reason, currency });
  }
}

/** A call's journal. `shareAccount`: whose the owners' share becomes. */
export function usageJournal(event: UsageToPost, pot: Pot, split: Split, shareAccount: AccountKey): JournalDraft {
  const { currency } = pot;
  const legs: Leg[] = [
    { account: accountKeys.customer(event.customerId, currency), amountMicros: -split.priceMicros },
    { account: accountKeys.platform(currency), amountMicros: split.feeMicros },
    { account: accountKeys.builder(pot.builderId, currency), amountMicros: split.builderMicros },
    { account: shareAccount, amountMicros: split.shareMicros },
  ];
  return {
    key: usageJournalKey(event.id),
    kind: 'usage',
    currency,
    legs: legs.filter((leg) => leg.amountMicros !== 0n),
  };
}
