import { z } from 'zod';
import type { MalformedEvent, UsageEvent } from '../../domain/metering/index.ts';
import { digestOf, DomainError, type Id, type Json } from '../../domain/shared/index.ts';
import { sourceOf } from '../metering/index.ts';
import { fromNodeId } from '../shared/index.ts';

const EVENT_ID = /^[^\p{Cc}\p{Cs}]{1,128}$/u;
const SEQUENCE = /^[1-9]\d{0,17}$/;

/** A CloudEvent 1.0 in JSON, with the attributes and the data that a usage event must have; others may be there. */
const cloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  type: z.literal('org.commonpool.usage.v1'),
  id: z.string().regex(EVENT_ID, 'must have 1 to 128 characters, none of them a control character'),
  source: z.string(),
  time: z.iso.datetime({ offset: true }),
  sequence: z.string().regex(SEQUENCE, 'must be a whole number from 1 on, as a string'),
  datacontenttype: z.literal('application/json').optional(),
  data: z.looseObject({
    modelVersionId: z.string(),
    customerId: z.string(),
    keyId: z.string(),
    units: z.strictObject({ queries: z.int().min(1).max(1_000_000) }),
  }),
});

export type ReadEvent =
  | { readonly event: UsageEvent }
  | { readonly eventId: string; readonly message: string; readonly malformed: MalformedEvent };

/** Checks the shape of one event; what the ids stand for is the domain's to judge. */
export function readEvent(value: Json, gatewayId: Id): ReadEvent {
  const read = cloudEvent.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const field = issue?.path.join('.') || 'the event';
    return refused(value, gatewayId, 'EVENT_INVALID', `${field}: ${issue?.message ?? 'is not valid'}`);
  }
  const { id: eventId, source, time, sequence, data } = read.data;
  if (source !== sourceOf(gatewayId)) {
    const message = `The source must be that of the gateway that signed, ${sourceOf(gatewayId)}.`;
    return refused(value, gatewayId, 'SOURCE_MISMATCH', message);
  }
  try {
    const event = {
      eventId,
      digest: digestOf(value),
      modelVersionId: fromNodeId('ModelVersion', data.modelVersionId, ['data', 'modelVersionId']),
      customerId: fromNodeId('User', data.customerId, ['data', 'customerId']),
      keyId: fromNodeId('ApiKey', data.keyId, ['data', 'keyId']),
      queries: data.units.queries,
      occurredAt: new Date(time),
      sequence: BigInt(sequence),
    };
    return { event };
  } catch (error) {
    if (error instanceof DomainError) return refused(value, gatewayId, 'EVENT_INVALID', error.message);
    throw error;
  }
}

/** The answer names the event as the gateway did; what is kept of it is only what can be kept as it is. */
function refused(value: Json, gatewayId: Id, code: MalformedEvent['code'], message: string): ReadEvent {
  const { id, source, sequence } = (value ?? {}) as { id?: unknown; source?: unknown; sequence?: unknown };
  const numbered = source === sourceOf(gatewayId) && typeof sequence === 'string' && SEQUENCE.test(sequence);
  const malformed = {
    eventId: typeof id === 'string' && EVENT_ID.test(id) ? id : '',
    code,
    digest: digestOf(value),
    sequence: numbered ? BigInt(sequence) : null,
  };
  return { eventId: typeof id === 'string' ? id.slice(0, 128) : '', message, malformed };
}
