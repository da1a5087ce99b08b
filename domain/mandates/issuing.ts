import { accountKeys, type AccountKey, type JournalDraft } from '../ledger/index.ts';
import { versionsFrom, type ModelVersion } from '../models/index.ts';
import { priceOf, type Units } from '../pools/index.ts';
import { newId, type Id, type Micros } from '../shared/index.ts';
import { covers, isLive, narrowerFirst, type Mandate } from './mandate.ts';
import type { CallerKey } from './ports.ts';
import { Ticket, ticketJournalKeys } from './ticket.ts';
import { sameUnits } from './units.ts';

/** What a gateway asks for; `keyId` is null where no key has the text that it was shown. */
export interface TicketRequest {
  readonly requestId: string;
  readonly keyId: Id | null;
  readonly modelVersionId: Id;
  readonly maxUnits: Units;
}

export type TicketRefusalCode =
  | 'API_KEY_UNKNOWN'
  | 'API_KEY_REVOKED'
  | 'MODEL_UNKNOWN'
  | 'WRONG_GATEWAY'
  | 'MODEL_NOT_LIVE'
  | 'MANDATE_MISSING'
  | 'MANDATE_EXPIRED'
  | 'MANDATE_REVOKED'
  | 'MANDATE_PRICE_EXCEEDED'
  | 'MANDATE_CAP_REACHED'
  | 'SPENDING_LIMIT_REACHED'
  | 'BALANCE_INSUFFICIENT'
  | 'IDEMPOTENCY_KEY_REUSED';

/** `fresh` is false where an earlier request with this id had bought it: nothing is held a second time. */
export type TicketOutcome =
  | { readonly requestId: string; readonly ticket: Ticket; readonly fresh: boolean }
  | { readonly requestId: string; readonly code: TicketRefusalCode };

/** What the decision rests on, read and locked by the transaction that decides. */
export interface IssuingGround {
  readonly gatewayId: Id;
  readonly now: Date;
  readonly lifetimeMs: number;
  readonly versions: ReadonlyMap<Id, ModelVersion>;
  readonly liveVersionIds: ReadonlySet<Id>;
  /** Those that the gateway may serve. */
  readonly servableIds: ReadonlySet<Id>;
  readonly keys: ReadonlyMap<Id, CallerKey>;
  /** The last version of every series that may speak of one of the calls. */
  readonly mandates: readonly Mandate[];
  /** Bought before, by request id. */
  readonly earlier: ReadonlyMap<string, Ticket>;
  readonly balances: ReadonlyMap<AccountKey, Micros>;
  /** What is held and captured today, by series. */
  readonly committedToday: ReadonlyMap<Id, Micros>;
  /** What may still be spent, for customers with a limit. */
  readonly remaining: ReadonlyMap<AccountKey, Micros>;
}

/** Takes the requests in their order; each sees what those before it have left. Reads `ground` and changes nothing. */
export function planTickets(requests: readonly TicketRequest[], ground: IssuingGround): readonly TicketOutcome[] {
  const left = {
    balances: new Map(ground.balances),
    committedToday: new Map(ground.committedToday),
    remaining: new Map(ground.remaining),
  };
  const bought = new Map(ground.earlier);
  return requests.map((request): TicketOutcome => {
    const { requestId } = request;
    const earlier = bought.get(requestId);
    if (earlier && !isSameRequest(earlier, request)) return { requestId, code: 'IDEMPOTENCY_KEY_REUSED' };
    if (earlier) return { requestId, ticket: earlier, fresh: false };
    const decided = decide(request, { ...ground, ...left });
    if (!(decided instanceof Ticket)) return { requestId, code: decided };
    take(decided, left);
    bought.set(requestId, decided);
    return { requestId, ticket: decided, fresh: true };
  });
}

function decide(request: TicketRequest, ground: IssuingGround): Ticket | TicketRefusalCode {
  const key = request.keyId === null ? undefined : ground.keys.get(request.keyId);
  if (!key) return 'API_KEY_UNKNOWN';
  if (key.revokedAt) return 'API_KEY_REVOKED';
  const version = ground.versions.get(request.modelVersionId);
  if (!version) return 'MODEL_UNKNOWN';
  if (!ground.servableIds.has(version.id)) return 'WRONG_GATEWAY';
  if (!ground.liveVersionIds.has(version.id)) return 'MODEL_NOT_LIVE';

  const call = { customerId: key.customerId, keyId: key.id, modelVersionId: version.id, poolId: version.poolId };
  const covering = ground.mandates
    .filter((mandate) => mandate.currency === version.currency && covers(mandate, call))
    .toSorted(narrowerFirst);
  const live = covering.filter((mandate) => isLive(mandate, ground.now));
  if (live.length === 0) return whyNoneIsLive(covering);
  const price = dearestOf(request.maxUnits, version, ground.now);
  const refusals = live.map((mandate) => mandateRefusal(mandate, price, ground));
  const at = refusals.indexOf(null);
  const mandate = live[at];
  if (!mandate) return refusals[0] ?? 'MANDATE_MISSING';

  const account = accountKeys.customer(key.customerId, version.currency);
  const remaining = ground.remaining.get(account);
  if (remaining !== undefined && price > remaining) return 'SPENDING_LIMIT_REACHED';
  if (price > (ground.balances.get(account) ?? 0n)) return 'BALANCE_INSUFFICIENT';
  return openTicket(request, mandate, call, price, ground, remaining !== undefined);
}

/** A ticket may be used when other terms have come into force, so it holds what it costs at most until then. */
function dearestOf(units: Units, version: ModelVersion, now: Date): Micros {
  const prices = versionsFrom(version, now).map((each) => priceOf(units, each));
  return prices.reduce((most, price) => (price > most ? price : most));
}

/** Of several ended mandates the narrowest says what the customer did about this call. */
function whyNoneIsLive([ended]: readonly Mandate[]): TicketRefusalCode {
  if (!ended) return 'MANDATE_MISSING';
  return ended.revokedAt ? 'MANDATE_REVOKED' : 'MANDATE_EXPIRED';
}

function mandateRefusal(mandate: Mandate, price: Micros, ground: IssuingGround): TicketRefusalCode | null {
  if (price > mandate.maxPriceMicros) return 'MANDATE_PRICE_EXCEEDED';
  const committed = ground.committedToday.get(mandate.seriesId) ?? 0n;
  return committed + price > mandate.dailyCapMicros ? 'MANDATE_CAP_REACHED' : null;
}

function openTicket(
  { requestId, maxUnits }: TicketRequest,
  { id: mandateId, seriesId, currency }: Mandate,
  { customerId, keyId, modelVersionId }: { customerId: Id; keyId: Id; modelVersionId: Id },
  maxPriceMicros: Micros,
  { gatewayId, now, lifetimeMs }: IssuingGround,
  limited: boolean,
): Ticket {
  const parties = { gatewayId, requestId, mandateId, seriesId, customerId, keyId, modelVersionId };
  const unused = { eventId: null, usageId: null, claimedAt: null, capturedMicros: null };
  return new Ticket({
    id: newId(),
    ...parties,
    currency,
    maxPriceMicros,
    maxUnits,
    limited,
    issuedAt: now,
    expiresAt: new Date(now.getTime() + lifetimeMs),
    state: 'open',
    ...unused,
    resolvedAt: null,
    releaseReason: null,
  });
}

function take(
  { customerId, currency, seriesId, maxPriceMicros }: Ticket,
  left: Record<'balances' | 'committedToday' | 'remaining', Map<string, Micros>>,
): void {
  const account = accountKeys.customer(customerId, currency);
  left.balances.set(account, (left.balances.get(account) ?? 0n) - maxPriceMicros);
  left.committedToday.set(seriesId, (left.committedToday.get(seriesId) ?? 0n) + maxPriceMicros);
  const remaining = left.remaining.get(account);
  if (remaining !== undefined) left.remaining.set(account, remaining - maxPriceMicros);
}

function isSameRequest(ticket: Ticket, request: TicketRequest): boolean {
  return (
    ticket.keyId === request.keyId &&
    ticket.modelVersionId === request.modelVersionId &&
    sameUnits(ticket.maxUnits, request.maxUnits)
  );
}

/** The journal that makes the hold; null where the call can cost nothing, for a journal moves something. */
export function holdJournal({ id, customerId, currency, maxPriceMicros }: Ticket): JournalDraft | null {
  if (maxPriceMicros === 0n) return null;
  const legs = [
    { account: accountKeys.customer(customerId, currency), amountMicros: -maxPriceMicros },
    { account: accountKeys.held(customerId, currency), amountMicros: maxPriceMicros },
  ];
  return { key: ticketJournalKeys.hold(id), kind: 'ticket', currency, legs };
}
