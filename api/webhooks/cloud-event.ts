import { z } from 'zod';
import type { RefusalCode, UsageEvent } from '../../domain/metering/index.ts';
import { digestOf, DomainError, type Id, type Json } from '../../domain/shared/index.ts';
import { sourceOf } from '../metering/index.ts';
import { fromNodeId } from '../shared/index.ts';

const count = (max: number) => z.int().min(0).max(max).default(0);

/** Of everything that a call can use, each is optional; something must have been used. */
const units = z
  .strictObject({
    queries: count(1_000_000),
    inputTokens: count(1_000_000_000),
    outputTokens: count(1_000_000_000),
    seconds: count(10_000_000),
  })
  .refine((used) => Object.values(used).some((each) => each > 0), 'must have at least one unit above zero');

/** A CloudEvent 1.0 in JSON, with the attributes and the data that a usage event must have; others may be there. */
const cloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  type: z.literal('org.commonpool.usage.v1'),
  id: z.string().regex(/^[^\p{Cc}\p{Cs}]{1,128}$/u, 'must have 1 to 128 characters, none of them a control character'),
  source: z.string(),
  time: z.iso.datetime({ offset: true }),
  sequence: z.string().regex(/^[1-9]\d{0,17}$/, 'must be a whole number from 1 on, as a string'),
  datacontenttype: z.literal('application/json').optional(),
  data: z.looseObject({
    modelVersionId: z.string(),
    customerId: z.string(),
    keyId: z.string(),
    ticketId: z.string().optional(),
    units,
  }),
});

export type ReadEvent =
  | { readonly event: UsageEvent }
  | { readonly eventId: string; readonly code: RefusalCode; readonly message: string };

/** Checks the shape of one event; what the ids stand for is the domain's to judge. */
export function readEvent(value: Json, gatewayId: Id): ReadEvent {
  const read = cloudEvent.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const field = issue?.path.join('.') || 'the event';
    return { eventId: idIn(value), code: 'EVENT_INVALID', message: `${field}: ${issue?.message ?? 'is not valid'}` };
  }
  const { id: eventId, source, time, sequence, data } = read.data;
  if (source !== sourceOf(gatewayId)) {
    const message = `The source must be that of the gateway that signed, ${sourceOf(gatewayId)}.`;
    return { eventId, code: 'SOURCE_MISMATCH', message };
  }
  try {
    const event = {
      eventId,
      digest: digestOf(value),
      modelVersionId: fromNodeId('ModelVersion', data.modelVersionId, ['data', 'modelVersionId']),
      customerId: fromNodeId('User', data.customerId, ['data', 'customerId']),
      keyId: fromNodeId('ApiKey', data.keyId, ['data', 'keyId']),
      ...data.units,
      ticketId: data.ticketId === undefined ? null : fromNodeId('Ticket', data.ticketId, ['data', 'ticketId']),
      occurredAt: new Date(time),
      sequence: BigInt(sequence),
    };
    return { event };
  } catch (error) {
    if (error instanceof DomainError) return { eventId, code: 'EVENT_INVALID', message: error.message };
    throw error;
  }
}

function idIn(value: Json): string {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 128) : '';
}
