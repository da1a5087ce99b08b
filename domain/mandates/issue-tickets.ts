import { accountKeys, type Account, type AccountKey, type PostJournals } from '../ledger/index.ts';
import type { ModelVersion, ModelVersions } from '../models/index.ts';
import { sha256Hex, type Currency, type Id, type Micros, type Transactions, type Tx } from '../shared/index.ts';
import type { CountTickets } from './count-tickets.ts';
import { ticketsChanged } from './events.ts';
import { holdJournal, planTickets, type TicketOutcome, type TicketRequest } from './issuing.ts';
import { covers, type Mandate } from './mandate.ts';
import type {
  CallerKey,
  CallerKeys,
  DayCounts,
  Mandates,
  Payer,
  ServingRights,
  SpendingLimits,
  Tickets,
} from './ports.ts';
import type { MandateSettings } from './settings.ts';
import { dayOf, type Ticket } from './ticket.ts';
import { assertUnits } from './units.ts';

/** Names the key by its text, as the customer showed it, or by its id, as the introspection gave it. */
export type TicketWish = Omit<TicketRequest, 'keyId'> & ({ readonly apiKey: string } | { readonly keyId: Id });

interface Known {
  readonly requests: readonly TicketRequest[];
  readonly versions: ReadonlyMap<Id, ModelVersion>;
  readonly servableIds: ReadonlySet<Id>;
}

export interface IssuingParts {
  readonly transactions: Transactions;
  readonly modelVersions: Pick<ModelVersions, 'byIds' | 'lockPayable'>;
  readonly servingRights: ServingRights;
  readonly callerKeys: CallerKeys;
  readonly mandates: Pick<Mandates, 'holdCovering'>;
  readonly tickets: Pick<Tickets, 'ofRequests' | 'insert'>;
  readonly dayCounts: Pick<DayCounts, 'of'>;
  readonly spendingLimits: Pick<SpendingLimits, 'lock'>;
  readonly countTickets: CountTickets;
  readonly postJournals: PostJournals;
  readonly settings: MandateSettings;
}

/**
 * A gateway buys tickets before it serves calls: each holds the greatest price of its call. One transaction for all;
 * each request is granted or refused by itself. What is refused is not remembered: it may be asked for again.
 *
 * Locks, always in this order and each kind in the order of its ids: versions, keys, mandates, accounts, counts.
 */
export class IssueTickets {
  constructor(private readonly parts: IssuingParts) {}

  /** One outcome per wish, in their order. INVALID_INPUT where a wish names no possible units. */
  async execute(gatewayId: Id, wishes: readonly TicketWish[]): Promise<readonly TicketOutcome[]> {
    wishes.forEach((wish, at) => assertUnits(wish.maxUnits, ['tickets', String(at), 'maxUnits']));
    const versions = await this.versions(wishes);
    const servableIds = await this.parts.servingRights.servable(gatewayId, [...versions.values()]);
    const known = { requests: await this.requests(wishes), versions, servableIds };
    return this.parts.transactions.run((tx) => this.issue(tx, gatewayId, known));
  }

  private async issue(tx: Tx, gatewayId: Id, known: Known): Promise<readonly TicketOutcome[]> {
    const { parts } = this;
    const { requests, versions, servableIds } = known;
    const payable = await parts.modelVersions.lockPayable(tx, [...versions.keys()].toSorted());
    const live = payable.filter((version) => version.state === 'live');
    const held = await parts.callerKeys.hold(tx, distinct(requests.flatMap(({ keyId }) => keyId ?? [])));
    const keys = new Map(held.map((key) => [key.id, key]));
    const mandates = await this.mandates(tx, live, held);
    const payers = payersOf(requests, { keys, versions, mandates });
    const accounts = await parts.postJournals.lock(tx, accountsOf(payers));
    // Looked up under the locks of the accounts: a rival with the same request has waited there, and is visible now.
    const earlier = await parts.tickets.ofRequests(tx, gatewayId, distinct(requests.map((one) => one.requestId)));
    const seriesIds = distinct(mandates.map((mandate) => mandate.seriesId));
    const days = await parts.dayCounts.of(tx, seriesIds, dayOf(tx.now));
    const outcomes = planTickets(requests, {
      gatewayId,
      now: tx.now,
      lifetimeMs: parts.settings.ticketLifetimeMs,
      versions,
      servableIds,
      liveVersionIds: new Set(live.map((version) => version.id)),
      keys,
      mandates,
      earlier,
      balances: new Map([...accounts].map(([key, account]) => [key, account.balanceMicros])),
      committedToday: new Map([...days].map(([id, day]) => [id, day.heldMicros + day.capturedMicros])),
      remaining: await parts.spendingLimits.lock(tx, payers, tx.now),
    });
    return this.write(tx, outcomes, { accounts, mandates: new Map(mandates.map((mandate) => [mandate.id, mandate])) });
  }

  private async write(
    tx: Tx,
    outcomes: readonly TicketOutcome[],
    held: { readonly accounts: ReadonlyMap<AccountKey, Account>; readonly mandates: ReadonlyMap<Id, Mandate> },
  ): Promise<readonly TicketOutcome[]> {
    const planned = outcomes.flatMap((outcome) => ('ticket' in outcome && outcome.fresh ? [outcome.ticket] : []));
    if (planned.length === 0) return outcomes;
    const inserted = await this.parts.tickets.insert(tx, planned);
    const tickets = planned.filter((ticket) => inserted.has(ticket.id));
    // A ticket that is new has no journal yet.
    const holds = tickets.flatMap((ticket) => holdJournal(ticket) ?? []);
    await this.parts.postJournals.post(tx, holds, held.accounts);
    await this.parts.countTickets.held(tx, tickets, capsOf(tickets, held.mandates));
    for (const customerId of distinct(tickets.map((ticket) => ticket.customerId))) tx.emit(ticketsChanged(customerId));
    return outcomes.map((outcome) => {
      // The same request for the same customer would have waited for the account: this one was for another customer.
      const taken = 'ticket' in outcome && outcome.fresh && !inserted.has(outcome.ticket.id);
      return taken ? { requestId: outcome.requestId, code: 'IDEMPOTENCY_KEY_REUSED' } : outcome;
    });
  }

  private async requests(wishes: readonly TicketWish[]): Promise<TicketRequest[]> {
    const hashes = wishes.flatMap((wish) => ('apiKey' in wish ? [sha256Hex(wish.apiKey)] : []));
    const ids = hashes.length > 0 ? await this.parts.callerKeys.idsByHash(distinct(hashes)) : new Map<string, Id>();
    return wishes.map((wish) => ({
      requestId: wish.requestId,
      keyId: 'apiKey' in wish ? (ids.get(sha256Hex(wish.apiKey)) ?? null) : wish.keyId,
      modelVersionId: wish.modelVersionId,
      maxUnits: wish.maxUnits,
    }));
  }

  /** Read before the transaction: a version is never removed, and of it nothing but the state ever changes. */
  private async versions(wishes: readonly TicketWish[]): Promise<ReadonlyMap<Id, ModelVersion>> {
    const versions = await this.parts.modelVersions.byIds(distinct(wishes.map((wish) => wish.modelVersionId)));
    return new Map(versions.map((version) => [version.id, version]));
  }

  private mandates(tx: Tx, live: readonly ModelVersion[], keys: readonly CallerKey[]): Promise<Mandate[]> {
    return this.parts.mandates.holdCovering(tx, {
      customerIds: distinct(keys.map((key) => key.customerId)),
      modelVersionIds: live.map((version) => version.id),
      poolIds: distinct(live.map((version) => version.poolId)),
    });
  }
}

/** Only customers who have a mandate for the call: nobody else's accounts are opened, or locked, by asking. */
function payersOf(
  requests: readonly TicketRequest[],
  ground: {
    readonly keys: ReadonlyMap<Id, CallerKey>;
    readonly versions: ReadonlyMap<Id, ModelVersion>;
    readonly mandates: readonly Mandate[];
  },
): Payer[] {
  const payers = new Map<AccountKey, Payer>();
  for (const { keyId, modelVersionId } of requests) {
    const key = keyId === null ? undefined : ground.keys.get(keyId);
    const version = ground.versions.get(modelVersionId);
    if (!key || !version) continue;
    const { customerId } = key;
    const call = { customerId, keyId: key.id, modelVersionId, poolId: version.poolId };
    if (!ground.mandates.some((mandate) => covers(mandate, call))) continue;
    const { currency } = version;
    payers.set(accountKeys.customer(customerId, currency), { customerId, currency });
  }
  return [...payers.values()];
}

function accountsOf(payers: readonly Payer[]): Map<AccountKey, Currency> {
  return new Map(
    payers.flatMap(({ customerId, currency }) => [
      [accountKeys.customer(customerId, currency), currency],
      [accountKeys.held(customerId, currency), currency],
    ]),
  );
}

function capsOf(tickets: readonly Ticket[], mandates: ReadonlyMap<Id, Mandate>): Map<Id, Micros> {
  const caps = tickets.map(({ seriesId, mandateId }): [Id, Micros] => {
    return [seriesId, mandates.get(mandateId)?.dailyCapMicros ?? 0n];
  });
  return new Map(caps);
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
