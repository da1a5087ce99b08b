import { accountKeys, type AccountKey, type JournalDraft } from '../../ledger/index.ts';
import type { UsageToPost } from '../../metering/index.ts';
import { priceOf } from '../../pools/index.ts';
import type { Currency, Id } from '../../shared/index.ts';
import { FreeTier } from '../posting/free-tier.ts';
import { usageJournal, type PaidVersion, type PostingFacts } from '../posting/posting.ts';
import { splitPrice } from '../posting/split.ts';

/** What charging calls of closed versions will do. Each is charged, or stays parked. */
export interface LateCharges {
  readonly journals: readonly JournalDraft[];
  readonly charged: readonly UsageToPost[];
  readonly freeTier: FreeTier;
}

export function accountsOfLate(
  events: readonly UsageToPost[],
  paid: ReadonlyMap<Id, PaidVersion>,
): Map<AccountKey, Currency> {
  const accounts = new Map<AccountKey, Currency>();
  for (const { customerId, modelVersionId } of events) {
    const pot = paid.get(modelVersionId)?.pot;
    if (!pot) continue;
    const { builderId, currency } = pot;
    for (const key of [
      accountKeys.customer(customerId, currency),
      accountKeys.builder(builderId, currency),
      accountKeys.platform(currency),
      accountKeys.unallocated(currency),
    ]) {
      accounts.set(key, currency);
    }
  }
  return accounts;
}

/**
 * Prices, free queries and the order among a payer's events are those of posting; only the owners' share goes elsewhere.
 * Nobody is charged whose older events are unfunded, or whose balance is too small.
 */
export function planLateCharges(events: readonly UsageToPost[], facts: PostingFacts): LateCharges {
  const freeTier = new FreeTier(facts.freeUsed);
  const left = new Map(facts.balances);
  const behind = new Set(facts.behind);
  const journals: JournalDraft[] = [];
  const charged: UsageToPost[] = [];
  for (const event of events) {
    const paid = facts.paid.get(event.modelVersionId);
    if (!paid) continue;
    const { version, pot } = paid;
    const payer = accountKeys.customer(event.customerId, pot.currency);
    const priceMicros = freeTier.covers(event, version) ? 0n : priceOf(event, version);
    const rest = (left.get(payer) ?? 0n) - priceMicros;
    if (priceMicros > 0n && (rest < 0n || behind.has(payer))) {
      behind.add(payer);
      continue;
    }
    left.set(payer, rest);
    charged.push(event);
    if (priceMicros === 0n) continue;
    journals.push(usageJournal(event, pot, splitPrice(priceMicros, version), accountKeys.unallocated(pot.currency)));
  }
  return { journals, charged, freeTier };
}
