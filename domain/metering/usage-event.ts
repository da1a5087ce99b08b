import type { ClaimFault } from '../mandates/index.ts';
import type { ReleaseMode, Units } from '../pools/index.ts';
import { sha256Hex, type Currency, type Id } from '../shared/index.ts';

/** One metered call, as a gateway reports it, checked for its shape. */
export interface UsageEvent extends Units {
  /** Unique within the gateway; with the gateway it is the key under which the call is counted once. */
  readonly eventId: string;
  /** SHA-256 of the event's canonical JSON: tells a repeat from another event under the same id. */
  readonly digest: string;
  readonly modelVersionId: Id;
  readonly customerId: Id;
  readonly keyId: Id;
  /** The ticket that was bought for the call; null for one that was served without. */
  readonly ticketId: Id | null;
  readonly occurredAt: Date;
  /** 1, 2, 3 ... without gaps per gateway, so that a lost event can be seen. */
  readonly sequence: bigint;
}

/** An accepted event: a row that never changes; only where it stands does. */
export class InboxEvent implements UsageEvent {
  readonly id!: bigint;
  readonly gatewayId!: Id;
  readonly eventId!: string;
  readonly digest!: string;
  readonly modelVersionId!: Id;
  readonly customerId!: Id;
  readonly keyId!: Id;
  readonly queries!: number;
  readonly inputTokens!: number;
  readonly outputTokens!: number;
  readonly seconds!: number;
  readonly ticketId!: Id | null;
  readonly occurredAt!: Date;
  readonly sequence!: bigint;
  readonly receivedAt!: Date;
  readonly state!: InboxState;
  /** Why it is parked, as a code: always for quarantine, sometimes for unfunded. */
  readonly reason!: string | null;

  constructor(fields: InboxEvent) {
    Object.assign(this, fields);
  }
}

/** Every accepted event is in exactly one of them. */
export type InboxState = 'pending' | 'posted' | 'unfunded' | 'quarantined';

export type RefusalCode =
  | 'EVENT_INVALID'
  | 'EVENT_CONFLICT'
  | 'SOURCE_MISMATCH'
  | 'MODEL_UNKNOWN'
  | 'MODEL_UNPUBLISHED'
  | 'WRONG_GATEWAY'
  | 'CUSTOMER_UNKNOWN'
  | 'API_KEY_UNKNOWN'
  | 'API_KEY_REVOKED'
  | 'EVENT_IN_FUTURE'
  | 'EVENT_TOO_OLD'
  | 'TICKET_REQUIRED'
  | ClaimFault;

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** What the state of the world says about an event's ids; absent is unknown. */
export interface UsageFacts {
  readonly publishedAt: Date | undefined;
  /** Whether the gateway might serve the version when the call was made. */
  readonly mayServe: boolean;
  readonly releaseMode: ReleaseMode | undefined;
  readonly customerKnown: boolean;
  readonly key: { readonly customerId: Id; readonly revokedAt: Date | null } | undefined;
}

export const FUTURE_TOLERANCE_MS = 5 * 60_000;
export const MAX_AGE_MS = 35 * 86_400_000;

/** Why the event cannot be counted, or null. Judged when it arrives; repeats of accepted events are not judged again. */
export function refusalOf(event: UsageEvent, facts: UsageFacts, now: Date): Refusal | null {
  const at = event.occurredAt.getTime();
  if (!facts.publishedAt) return refuse('MODEL_UNKNOWN', 'No such model version is published here.');
  if (at < facts.publishedAt.getTime()) {
    return refuse('MODEL_UNPUBLISHED', 'The call is from before the model version was published.');
  }
  // A call that has a ticket was permitted when the ticket was bought: to this gateway, and with a key that was live then.
  const bought = event.ticketId !== null;
  if (!bought && !facts.mayServe) {
    return refuse('WRONG_GATEWAY', 'This gateway might not serve this model version when the call was made.');
  }
  if (!facts.customerKnown) return refuse('CUSTOMER_UNKNOWN', 'No such customer is registered here.');
  if (facts.key?.customerId !== event.customerId) return refuse('API_KEY_UNKNOWN', 'The customer has no such key.');
  if (!bought && facts.key.revokedAt && facts.key.revokedAt.getTime() <= at) {
    return refuse('API_KEY_REVOKED', 'The key had been revoked when the call was made.');
  }
  if (at > now.getTime() + FUTURE_TOLERANCE_MS) {
    return refuse('EVENT_IN_FUTURE', "The call is more than 5 minutes in the future. Set the gateway's clock.");
  }
  if (at < now.getTime() - MAX_AGE_MS) return refuse('EVENT_TOO_OLD', 'The call is more than 35 days old.');
  if (facts.releaseMode === 'licensed-gateway' && !bought) {
    return refuse(
      'TICKET_REQUIRED',
      'Calls of a licensed model version are bought first. Report them with their ticket.',
    );
  }
  return null;
}

const TICKET_FAULTS: Readonly<Record<ClaimFault, string>> = {
  TICKET_UNKNOWN: 'There is no such ticket.',
  TICKET_MISMATCH: 'The ticket was issued to another gateway, or for another customer, key or model version.',
  TICKET_SPENT: 'Another event has spent the ticket, or it was released.',
  TICKET_EXPIRED: 'The ticket had expired and is paid in full.',
  TICKET_EXCEEDED: 'The call used more than the ticket allows. Buy tickets for the most that a call can use.',
};

/** The same of a ticket that the event cannot have. */
export function ticketRefusal(fault: ClaimFault | undefined): Refusal | null {
  return fault ? refuse(fault, TICKET_FAULTS[fault]) : null;
}

function refuse(code: RefusalCode, message: string): Refusal {
  return { code, message };
}

/**
 * The inbox's unique key: 128 bits of SHA-256 over gateway and event id. Fixed and small, where the id itself may be
 * long; a gateway could only ever collide with itself, since its own id is part of it.
 */
export function eventKey(gatewayId: Id, eventId: string): string {
  return sha256Hex(`${gatewayId}\n${eventId}`).slice(0, 32);
}

/** Who pays: customers have a balance in each currency. */
export interface Payer {
  readonly customerId: Id;
  readonly currency: Currency;
}

/** What posting needs to know of an accepted event. */
export type UsageToPost = Pick<
  InboxEvent,
  | 'id'
  | 'gatewayId'
  | 'modelVersionId'
  | 'customerId'
  | 'ticketId'
  | 'occurredAt'
  | 'receivedAt'
  | 'sequence'
  | keyof Units
>;

/** The journal that an accepted event becomes. */
export function usageJournalKey(inboxId: bigint): string {
  return `usage:${inboxId}`;
}

/** The call whose journal it is; null for the key of any other. */
export function inboxIdIn(journalKey: string): bigint | null {
  const [, id] = /^usage:(\d{1,18})$/.exec(journalKey) ?? [];
  return id === undefined ? null : BigInt(id);
}
