import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import type { SignedDelivery } from '../../domain/identity/index.ts';
import type { Id, Json } from '../../domain/shared/index.ts';
import { requestError } from '../error-format.ts';

export const MAX_EVENTS = 1_000;
export const MAX_BYTES = 1_000_000;

/** Events have three levels. Whoever reads them goes down level by level, and must not be led down for ever. */
const MAX_DEPTH = 32;

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
  if (isDeeper(value, MAX_DEPTH)) throw requestError('BAD_REQUEST', `The body nests more than ${MAX_DEPTH} levels.`);
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
  // Bytes that are no text would be read as others, and two different events as one.
  if (!isUtf8(body)) throw requestError('BAD_REQUEST', 'The body is not valid UTF-8.');
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    throw requestError('BAD_REQUEST', 'The body is not valid JSON.');
  }
}

/** Not recursive itself, as the body may nest as deep as it is long. */
function isDeeper(value: Json, most: number): boolean {
  let level = containersIn([value]);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((one) => containersIn(Object.values(one) as Json[]));
  }
  return false;
}

function containersIn(values: readonly Json[]): object[] {
  return values.filter((value) => value !== null && typeof value === 'object');
}

function claimOf(events: readonly Json[], senderIn: (source: string) => Id | null): Id | null {
  const source = (events[0] as { source?: unknown } | null)?.source;
  return typeof source === 'string' ? senderIn(source) : null;
}
