import type { Request } from 'express';
import type { SignedDelivery } from '../../domain/identity/index.ts';
import type { Id, Json } from '../../domain/shared/index.ts';
import { requestError } from '../error-format.ts';

export const MAX_EVENTS = 1_000;
export const MAX_BYTES = 1_000_000;
const MAX_LEVELS = 32;

const SINGLE = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';

/** A delivery as it came: its events are not to be trusted before the signature was verified. */
export interface Delivery {
  readonly signed: SignedDelivery;
  readonly single: boolean;
  readonly events: readonly Json[];
  /** Whose signature it claims to carry; null where it names no sender. */
  readonly claimedSender: Id | null;
}

/** `senderIn` reads the `source` of an event: which sender it names, or null. */
export function readDelivery(request: Request, senderIn: (source: string) => Id | null): Delivery {
  const type = (request.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== SINGLE && type !== BATCH) {
    throw requestError('BAD_REQUEST', `The Content-Type must be ${SINGLE} or ${BATCH}.`);
  }
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const value = parse(body);
  assertShallow(value);
  if ((type === BATCH) !== Array.isArray(value)) {
    throw requestError('BAD_REQUEST', `${SINGLE} is one event, ${BATCH} is a list of events.`);
  }
  const events = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (events.length === 0 || events.length > MAX_EVENTS) {
    throw requestError('BAD_REQUEST', `A delivery holds 1 to ${MAX_EVENTS} events.`);
  }
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) => request.get(`webhook-${name}`));
  return {
    signed: { id, timestamp, signature, body },
    single: type === SINGLE,
    events,
    claimedSender: claimOf(events, senderIn),
  };
}

function parse(body: Buffer): Json {
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    throw requestError('BAD_REQUEST', 'The body is not valid JSON.');
  }
}

/** Whatever reads an event later may go down into it without running out of stack. */
function assertShallow(value: Json, levels = MAX_LEVELS): void {
  if (levels === 0) throw requestError('BAD_REQUEST', `The body is nested more than ${MAX_LEVELS} levels deep.`);
  if (value === null || typeof value !== 'object') return;
  for (const inside of Object.values(value)) if (inside !== undefined) assertShallow(inside, levels - 1);
}

function claimOf(events: readonly Json[], senderIn: (source: string) => Id | null): Id | null {
  const source = (events[0] as { source?: unknown } | null)?.source;
  return typeof source === 'string' ? senderIn(source) : null;
}
