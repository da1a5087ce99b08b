import { accountKeys, type AccountKey, type JournalDraft, type Leg } from '../../ledger/index.ts';
import { holdEndLegs, type Ticket, type TicketCapture } from '../../mandates/index.ts';
import { usageJournalKey, type ParkedEvent, type UsageToPost } from '../../metering/index.ts';
import { versionAt, type ModelVersion } from '../../models/index.ts';
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
  /** The claimed tickets of the events. */
  readonly tickets: ReadonlyMap<Id, Ticket>;
  /** What payers who have a spending limit may still spend. */
  readonly limits: ReadonlyMap<AccountKey, Micros>;
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
  /** What the tickets of posted events are charged. */
  readonly captures: readonly TicketCapture[];
  /** What payers who have a spending limit spent, without tickets. */
  readonly spent: readonly Spent[];
}

export interface Spent {
  readonly event: UsageToPost;
  readonly currency: Currency;
  readonly amountMicros: Micros;
}

const MAX_PRICE = 1_000_000_000_000_000_000n;

/** All accounts that the events can touch, so that they can be locked at once and in one order. */
export function accountsOf(
  events: readonly UsageToPost[],
  paid: ReadonlyMap<Id, PaidVersion>,
): Map<AccountKey, Currency> {
  const accounts = new Map<AccountKey, Currency>();
  for (const modelVersionId of new Set(events.map((event) => event.modelVersionId))) {
    const pot = paid.get(modelVersionId)?.pot;
    if (!pot) continue;
    accounts.set(shareAccount(pot), pot.currency);
    accounts.set(accountKeys.builder(pot.builderId, pot.currency), pot.currency);
    accounts.set(accountKeys.platform(pot.currency), pot.currency);
  }
  for (const { customerId, modelVersionId, ticketId } of events) {
    const pot = paid.get(modelVersionId)?.pot;
    if (!pot) continue;
    accounts.set(accountKeys.customer(customerId, pot.currency), pot.currency);
    if (ticketId !== null) accounts.set(accountKeys.held(customerId, pot.currency), pot.currency);
  }
  return accounts;
}

/**
 * What is done with an event whose version is closed. `quarantine`: it waits for a decision. `charge`: as any other, but
 * its share is nobody's. `waive`: nobody pays.
 */
export type ClosedRule = 'quarantine' | 'charge' | 'waive';

/**
 * Takes the events in the order of their arrival. Strictly first in, first out for each payer: one that cannot be paid
 * is parked, and so are all behind it, until money comes in. What cannot be priced, or has no pot, is put in quarantine,
 * where an operator sees it.
 */
export function planPosting(
  events: readonly UsageToPost[],
  facts: PostingFacts,
  closed: ClosedRule = 'quarantine',
): PostingPlan {
  const plan = new Plan(facts, closed);
  for (const event of events) plan.take(event);
  return plan;
}

class Plan implements PostingPlan {
  readonly journals: JournalDraft[] = [];
  readonly earned = new Map<Id, Earned>();
  readonly posted: UsageToPost[] = [];
  readonly parked: ParkedEvent[] = [];
  readonly freeTier: FreeTier;
  readonly captures: TicketCapture[] = [];
  readonly spent: Spent[] = [];
  private readonly limits: Map<AccountKey, Micros>;
  private readonly left: Map<AccountKey, Micros>;
  private readonly behind: Set<AccountKey>;

  constructor(
    private readonly facts: PostingFacts,
    private readonly closed: ClosedRule,
  ) {
    this.freeTier = new FreeTier(facts.freeUsed);
    this.left = new Map(facts.balances);
    this.behind = new Set(facts.behind);
    this.limits = new Map(facts.limits);
  }

  take(event: UsageToPost): void {
    const paid = this.facts.paid.get(event.modelVersionId);
    if (!paid) return this.quarantine(event, null, 'MODEL_NOT_LIVE');
    const { pot } = paid;
    const version = versionAt(paid.version, event.receivedAt);
    const closed = pot.state === 'closed' ? this.closed : null;
    if (closed === 'quarantine') return this.quarantine(event, pot.currency, 'VERSION_CLOSED');
    const ticket = event.ticketId === null ? undefined : this.facts.tickets.get(event.ticketId);
    if (event.ticketId !== null && !ticket && closed !== 'waive') {
      return this.quarantine(event, pot.currency, 'TICKET_NOT_CLAIMED');
    }
    const isFree = closed === 'waive' || this.freeTier.covers(event, version);
    const priceMicros = isFree ? 0n : priceOf(event, version);
    if (priceMicros > MAX_PRICE) return this.quarantine(event, pot.currency, 'PRICE_TOO_LARGE');
    const split = splitPrice(priceMicros, version);
    if (ticket) this.capture(event, ticket, pot, split);
    else this.pay(event, pot, split);
  }

  /** Its money is held already: neither balance nor limit is asked again, and nobody waits behind anybody. */
  private capture(event: UsageToPost, ticket: Ticket, pot: Pot, split: Split): void {
    const { priceMicros: capturedMicros } = split;
    if (capturedMicros > ticket.maxPriceMicros) return this.quarantine(event, pot.currency, 'TICKET_EXCEEDED');
    this.captures.push({ ticketId: ticket.id, capturedMicros });
    this.post(event, pot, split, holdEndLegs(ticket, capturedMicros));
  }

  private pay(event: UsageToPost, pot: Pot, split: Split): void {
    const payer = accountKeys.customer(event.customerId, pot.currency);
    const { priceMicros } = split;
    const left = (this.left.get(payer) ?? 0n) - priceMicros;
    const limit = this.limits.get(payer);
    const isOverLimit = limit !== undefined && priceMicros > limit;
    if (priceMicros > 0n && (left < 0n || isOverLimit || this.behind.has(payer))) {
      const reason = isOverLimit && !this.behind.has(payer) ? 'SPENDING_LIMIT' : null;
      this.behind.add(payer);
      this.parked.push({ event, state: 'unfunded', reason, currency: pot.currency });
      return;
    }
    this.left.set(payer, left);
    if (limit !== undefined && priceMicros > 0n) {
      this.limits.set(payer, limit - priceMicros);
      this.spent.push({ event, currency: pot.currency, amountMicros: priceMicros });
    }
    this.post(event, pot, split, [{ account: payer, amountMicros: -priceMicros }]);
  }

  private post(event: UsageToPost, pot: Pot, split: Split, paying: readonly Leg[]): void {
    const legs = [...paying, ...earningLegs(pot, split)].filter((leg) => leg.amountMicros !== 0n);
    if (legs.length > 0) {
      this.journals.push({ key: usageJournalKey(event.id), kind: 'usage', currency: pot.currency, legs });
    }
    this.posted.push(event);
    if (pot.state === 'closed') return;
    const before = this.earned.get(event.modelVersionId);
    this.earned.set(event.modelVersionId, {
      shareMicros: (before?.shareMicros ?? 0n) + split.shareMicros,
      calls: (before?.calls ?? 0) + 1,
    });
  }

  private quarantine(event: UsageToPost, currency: Currency | null, reason: string): void {
    this.parked.push({ event, state: 'quarantined', reason, currency });
  }
}

/** Where the owners' share goes: to nobody, once they were shared out. */
function shareAccount({ state, modelVersionId, currency }: Pot): AccountKey {
  return state === 'closed' ? accountKeys.unallocated(currency) : accountKeys.pot(modelVersionId);
}

/** Who gets what of a price. */
export function earningLegs(pot: Pot, split: Split): readonly Leg[] {
  return [
    { account: accountKeys.platform(pot.currency), amountMicros: split.feeMicros },
    { account: accountKeys.builder(pot.builderId, pot.currency), amountMicros: split.builderMicros },
    { account: shareAccount(pot), amountMicros: split.shareMicros },
  ];
}
