import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Mandate, SpendingLimit, SpendingLimitChange, Ticket } from '../../../domain/mandates/index.ts';
import { bigInteger, flag, instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

export const MandateSchema = new EntitySchema<Mandate>({
  name: 'Mandate',
  target: Mandate,
  tableName: 'mandates',
  columns: {
    id: uuidKey,
    seriesId: uuid,
    version: integer,
    customerId: uuid,
    modelVersionId: optional(uuid),
    poolId: optional(uuid),
    apiKeyId: optional(uuid),
    currency: text,
    maxPriceMicros: bigInteger,
    dailyCapMicros: bigInteger,
    givenAt: instant,
    expiresAt: instant,
    statementJws: optional(text),
    revokedAt: optional(instant),
    revocationJws: optional(text),
    supersededBy: optional(uuid),
  } satisfies Record<keyof Mandate, EntitySchemaColumnOptions>,
});

export const TicketSchema = new EntitySchema<Ticket>({
  name: 'Ticket',
  target: Ticket,
  tableName: 'tickets',
  columns: {
    id: uuidKey,
    gatewayId: uuid,
    requestId: text,
    mandateId: uuid,
    seriesId: uuid,
    customerId: uuid,
    keyId: uuid,
    modelVersionId: uuid,
    currency: text,
    maxPriceMicros: bigInteger,
    maxUnits: json,
    limited: flag,
    issuedAt: instant,
    expiresAt: instant,
    state: text,
    eventId: optional(text),
    usageId: optional(bigInteger),
    claimedAt: optional(instant),
    capturedMicros: optional(bigInteger),
    resolvedAt: optional(instant),
    releaseReason: optional(text),
  } satisfies Record<keyof Ticket, EntitySchemaColumnOptions>,
});

export const SpendingLimitSchema = new EntitySchema<SpendingLimit>({
  name: 'SpendingLimit',
  target: SpendingLimit,
  tableName: 'spending_limits',
  columns: {
    customerId: { ...uuid, primary: true },
    currency: { ...text, primary: true },
    dailyMicros: optional(bigInteger),
    monthlyMicros: optional(bigInteger),
    setAt: instant,
  } satisfies Record<keyof SpendingLimit, EntitySchemaColumnOptions>,
});

export const SpendingLimitChangeSchema = new EntitySchema<SpendingLimitChange>({
  name: 'SpendingLimitChange',
  target: SpendingLimitChange,
  tableName: 'spending_limit_changes',
  columns: {
    id: uuidKey,
    customerId: uuid,
    currency: text,
    dailyMicros: optional(bigInteger),
    monthlyMicros: optional(bigInteger),
    setAt: instant,
  } satisfies Record<keyof SpendingLimitChange, EntitySchemaColumnOptions>,
});
