import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { ApiKey, Gateway, InboxEvent } from '../../../domain/metering/index.ts';
import { bigInteger, instant, integer, optional, text, uuid, uuidKey } from '../columns.ts';

export const GatewaySchema = new EntitySchema<Gateway>({
  name: 'Gateway',
  target: Gateway,
  tableName: 'gateways',
  columns: {
    id: uuidKey,
    name: text,
    kind: text,
    tokenHash: text,
    registeredBy: uuid,
    createdAt: instant,
    suspendedAt: optional(instant),
    revokedAt: optional(instant),
  } satisfies Record<keyof Gateway, EntitySchemaColumnOptions>,
});

export const ApiKeySchema = new EntitySchema<ApiKey>({
  name: 'ApiKey',
  target: ApiKey,
  tableName: 'api_keys',
  columns: {
    id: uuidKey,
    customerId: uuid,
    label: text,
    keyHash: text,
    createdAt: instant,
    revokedAt: optional(instant),
  } satisfies Record<keyof ApiKey, EntitySchemaColumnOptions>,
});

/** The view of the inbox with the state of each event; only ever read through this schema. */
export const InboxEventSchema = new EntitySchema<InboxEvent>({
  name: 'InboxEvent',
  target: InboxEvent,
  tableName: 'usage_events',
  columns: {
    id: { ...bigInteger, primary: true },
    gatewayId: uuid,
    eventId: text,
    digest: text,
    modelVersionId: uuid,
    customerId: uuid,
    keyId: uuid,
    queries: integer,
    inputTokens: integer,
    outputTokens: integer,
    seconds: integer,
    ticketId: optional(uuid),
    occurredAt: instant,
    sequence: bigInteger,
    receivedAt: instant,
    state: text,
    reason: optional(text),
  } satisfies Record<keyof InboxEvent, EntitySchemaColumnOptions>,
});
