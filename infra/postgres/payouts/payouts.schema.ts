import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import {
  Attempt,
  BatchDisclosure,
  Destination,
  Payout,
  PayoutBatch,
  PayoutStep,
} from '../../../domain/payouts/index.ts';
import { bigInteger, bytes, instant, integer, optional, text, uuid, uuidKey } from '../columns.ts';

export const DestinationSchema = new EntitySchema<Destination>({
  name: 'PayoutDestination',
  target: Destination,
  tableName: 'payout_destinations',
  columns: {
    id: uuidKey,
    userId: uuid,
    currency: text,
    version: integer,
    kind: text,
    last4: text,
    sealed: bytes,
    statementId: optional(uuid),
    setAt: instant,
    usableAt: instant,
    cancelledAt: optional(instant),
  } satisfies Record<keyof Destination, EntitySchemaColumnOptions>,
});

export const PayoutSchema = new EntitySchema<Payout>({
  name: 'Payout',
  target: Payout,
  tableName: 'payouts',
  columns: {
    id: uuidKey,
    userId: uuid,
    source: text,
    currency: text,
    amountMicros: bigInteger,
    destinationId: uuid,
    idempotencyKey: text,
    requestedAt: instant,
    state: text,
    holdReason: optional(text),
    route: optional(text),
    batchId: optional(uuid),
    tries: integer,
    nextTryAt: instant,
    leasedUntil: optional(instant),
    sentAt: optional(instant),
    endedAt: optional(instant),
    returnReason: optional(text),
    reference: optional(text),
  } satisfies Record<keyof Payout, EntitySchemaColumnOptions>,
});

export const PayoutStepSchema = new EntitySchema<PayoutStep>({
  name: 'PayoutStep',
  target: PayoutStep,
  tableName: 'payout_steps',
  columns: {
    id: uuidKey,
    payoutId: uuid,
    kind: text,
    reason: optional(text),
    actorId: optional(uuid),
    at: instant,
  } satisfies Record<keyof PayoutStep, EntitySchemaColumnOptions>,
});

export const AttemptSchema = new EntitySchema<Attempt>({
  name: 'PayoutAttempt',
  target: Attempt,
  tableName: 'payout_attempts',
  columns: {
    payoutId: uuidKey,
    number: { ...integer, primary: true },
    startedAt: instant,
    finishedAt: optional(instant),
    outcome: optional(text),
    httpStatus: optional(integer),
  } satisfies Record<keyof Attempt, EntitySchemaColumnOptions>,
});

export const BatchSchema = new EntitySchema<PayoutBatch>({
  name: 'PayoutBatch',
  target: PayoutBatch,
  tableName: 'payout_batches',
  columns: {
    id: uuidKey,
    currency: text,
    state: text,
    payouts: integer,
    totalMicros: bigInteger,
    digest: text,
    createdBy: uuid,
    createdAt: instant,
    endedBy: optional(uuid),
    endedAt: optional(instant),
  } satisfies Record<keyof PayoutBatch, EntitySchemaColumnOptions>,
});

export const DisclosureSchema = new EntitySchema<BatchDisclosure>({
  name: 'PayoutDisclosure',
  target: BatchDisclosure,
  tableName: 'payout_disclosures',
  columns: {
    id: uuidKey,
    batchId: uuid,
    operatorId: uuid,
    at: instant,
  } satisfies Record<keyof BatchDisclosure, EntitySchemaColumnOptions>,
});
