import { accountKeys, type AccountKey, type JournalDraft } from '../ledger/index.ts';
import { usageJournalKey, type InboxEvent, type UsageOutcome } from '../metering/index.ts';
import type { ModelVersion } from '../models/index.ts';
import type { Currency, Id, Micros } from '../shared/index.ts';
import type { Pot } from './pot.ts';
import { splitUsage, type Split } from './split.ts';

/** A version that can be charged now: live, with its pot. */
export interface PaidVersion {
  readonly version: ModelVersion;
  readonly pot: Pot;
}

/** What a batch will do, decided in memory under the locks. */
export interface PostingPlan {
  readonly journals: readonly JournalDraft[];
  /** What R grows by, per version. */
  readonly shares: ReadonlyMap<Id, Micros>;
  readonly outcomes: readonly UsageOutcome[];
}

const MAX_PRICE = 1_000_000_000_000_000_000n;

/** All accounts that the events can touch, so that they can be locked at once and in one order. */
export function accountsOf(
  events: readonly InboxEvent[],
  paid: ReadonlyMap<Id, PaidVersion>,
): Map<AccountKey, Currency> {
  const accounts = new Map<AccountKey, Currency>();
  for (const event of events) {
    const payable = paid.get(event.modelVersionId);
    if (!payable) continue;
    const { currency, builderId, modelVersionId } = payable.pot;
    accounts.set(accountKeys.customer(event.customerId, currency), currency);
    accounts.set(accountKeys.builder(builderId, currency), currency);
    accounts.set(accountKeys.platform(currency), currency);
    accounts.set(accountKeys.pot(modelVersionId), currency);
  }
  return accounts;
}

/**
 * Takes the events in the order of their arrival. Each is paid if its customer's balance suffices at that moment, and
 * else parked until a top-up; a parked event does not hold up a later one that the balance can pay. What cannot be
 * priced is put in quarantine, where an operator sees it.
 */
export function planPosting(
  events: readonly InboxEvent[],
  paid: ReadonlyMap<Id, PaidVersion>,
  balances: ReadonlyMap<AccountKey, Micros>,
): PostingPlan {
  const left = new Map(balances);
  const journals: JournalDraft[] = [];
  const shares = new Map<Id, Micros>();
  const outcomes: UsageOutcome[] = [];
  for (const event of events) {
    const payable = paid.get(event.modelVersionId);
    if (!payable) {
      outcomes.push({ event, state: 'quarantined', reason: 'MODEL_NOT_LIVE' });
      continue;
    }
    const { version, pot } = payable;
    const split = splitUsage(event.queries, version);
    const customer = accountKeys.customer(event.customerId, pot.currency);
    const balance = left.get(customer) ?? 0n;
    if (split.priceMicros > MAX_PRICE) {
      outcomes.push({ event, state: 'quarantined', reason: 'PRICE_TOO_LARGE' });
    } else if (split.priceMicros > balance) {
      outcomes.push({ event, state: 'unfunded' });
    } else {
      left.set(customer, balance - split.priceMicros);
      shares.set(event.modelVersionId, (shares.get(event.modelVersionId) ?? 0n) + split.shareMicros);
      if (split.priceMicros > 0n) journals.push(journalOf(event, pot, split));
      outcomes.push({ event, state: 'posted' });
    }
  }
  return { journals, shares, outcomes };
}

function journalOf(event: InboxEvent, pot: Pot, split: Split): JournalDraft {
  const { currency } = pot;
  const legs = [
    { account: accountKeys.customer(event.customerId, currency), amountMicros: -split.priceMicros },
    { account: accountKeys.platform(currency), amountMicros: split.feeMicros },
    { account: accountKeys.builder(pot.builderId, currency), amountMicros: split.builderMicros },
    { account: accountKeys.pot(pot.modelVersionId), amountMicros: split.shareMicros },
  ];
  return {
    key: usageJournalKey(event.id),
    kind: 'usage',
    currency,
    legs: legs.filter((leg) => leg.amountMicros !== 0n),
  };
}
