import { regexes } from 'zod';
import type { MalformedEvent, UsageEvent } from '../../domain/metering/index.ts';
import { digestOf, DomainError, type Id, type Json } from '../../domain/shared/index.ts';
import { gatewayIn, sourceOf } from '../metering/index.ts';
import { fromNodeId } from '../shared/index.ts';
import { countOf, exactly, fieldsOf, matching, refuse, textOf, type Fields } from './fields.ts';

export type ReadEvent =
  | { readonly event: UsageEvent }
  | { readonly eventId: string; readonly message: string; readonly malformed: MalformedEvent };

const EVENT_ID = /^[^\p{Cc}\p{Cs}]{1,128}$/u;
const SEQUENCE = /^[1-9]\d{0,17}$/;
/** Days that a month has not are refused too. */
const TIME = regexes.datetime({ offset: true });

/** Where the ids are, for whoever sent one that is none. */
const AT = {
  modelVersionId: ['data', 'modelVersionId'],
  customerId: ['data', 'customerId'],
  keyId: ['data', 'keyId'],
  ticketId: ['data', 'ticketId'],
} as const;

/** The most that one call can use of each. */
const MOST_UNITS = { queries: 1_000_000, inputTokens: 1_000_000_000, outputTokens: 1_000_000_000, seconds: 10_000_000 };

/** Checks the shape of one event; what the ids stand for is the domain's to judge. */
export function readEvent(value: Json, gatewayId: Id): ReadEvent {
  try {
    const { eventId, source, occurredAt, sequence, ids, units } = readShape(value);
    if (gatewayIn(source) !== gatewayId) {
      const message = `The source must be that of the gateway that signed, ${sourceOf(gatewayId)}.`;
      return refused(value, gatewayId, 'SOURCE_MISMATCH', message);
    }
    return {
      // Name by name: to copy the rest of an object takes longer than to read it.
      event: {
        eventId,
        digest: digestOf(value),
        modelVersionId: fromNodeId('ModelVersion', ids.modelVersionId, AT.modelVersionId),
        customerId: fromNodeId('User', ids.customerId, AT.customerId),
        keyId: fromNodeId('ApiKey', ids.keyId, AT.keyId),
        ticketId: ids.ticketId === null ? null : fromNodeId('Ticket', ids.ticketId, AT.ticketId),
        queries: units.queries,
        inputTokens: units.inputTokens,
        outputTokens: units.outputTokens,
        seconds: units.seconds,
        occurredAt,
        sequence,
      },
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refused(value, gatewayId, 'EVENT_INVALID', error.message);
  }
}

/** A CloudEvent 1.0 in JSON, with the attributes and the data that a usage event must have; others may be there. */
function readShape(value: Json) {
  const event = fieldsOf(value, 'the event');
  exactly(event, 'specversion', '1.0');
  exactly(event, 'type', 'org.commonpool.usage.v1');
  const eventId = matching(event, 'id', EVENT_ID, 'must have 1 to 128 characters, none of them a control character');
  const source = textOf(event, 'source');
  const occurredAt = new Date(matching(event, 'time', TIME, 'must be a time such as 2026-01-31T12:00:00Z'));
  const sequence = BigInt(matching(event, 'sequence', SEQUENCE, 'must be a whole number from 1 on, as a string'));
  if (event['datacontenttype'] !== undefined) exactly(event, 'datacontenttype', 'application/json');
  const data = fieldsOf(event['data'], 'data');
  const ids = {
    modelVersionId: textOf(data, 'modelVersionId', 'data.'),
    customerId: textOf(data, 'customerId', 'data.'),
    keyId: textOf(data, 'keyId', 'data.'),
    ticketId: data['ticketId'] === undefined ? null : textOf(data, 'ticketId', 'data.'),
  };
  const units = readUnits(fieldsOf(data['units'], 'data.units'));
  return { eventId, source, occurredAt, sequence, ids, units };
}

/** Of everything that a call can use, each is optional; something must have been used, and a unit that is not known is not free. */
function readUnits(units: Fields) {
  for (const name of Object.keys(units)) {
    if (!Object.hasOwn(MOST_UNITS, name)) refuse(`data.units.${name}`, 'is no unit that is known here');
  }
  const queries = countOf(units, 'queries', MOST_UNITS.queries, 'data.units.');
  const inputTokens = countOf(units, 'inputTokens', MOST_UNITS.inputTokens, 'data.units.');
  const outputTokens = countOf(units, 'outputTokens', MOST_UNITS.outputTokens, 'data.units.');
  const seconds = countOf(units, 'seconds', MOST_UNITS.seconds, 'data.units.');
  if (queries + inputTokens + outputTokens + seconds === 0) refuse('data.units', 'must have at least one above zero');
  return { queries, inputTokens, outputTokens, seconds };
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
