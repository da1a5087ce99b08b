import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Draw, Earnings, Pot, Refund } from '../../../domain/revenue/index.ts';
import { bigInteger, instant, optional, text, uuid, uuidKey } from '../columns.ts';

export const PotSchema = new EntitySchema<Pot>({
  name: 'Pot',
  target: Pot,
  tableName: 'pots',
  columns: {
    modelVersionId: uuidKey,
    currency: text,
    builderId: uuid,
    state: text,
    revenueMicros: bigInteger,
    matureMicros: bigInteger,
    totalWeight: bigInteger,
    openedAt: instant,
    drainedAt: optional(instant),
    closedAt: optional(instant),
  } satisfies Record<keyof Pot, EntitySchemaColumnOptions>,
});

type Computed = 'earnedMicros' | 'maturedMicros' | 'closingMicros' | 'availableMicros' | 'sharePpm';

/** A view over pots and owners; only ever read. */
export const EarningsSchema = new EntitySchema<Earnings>({
  name: 'Earnings',
  target: Earnings,
  tableName: 'pot_earnings',
  columns: {
    modelVersionId: uuidKey,
    userId: uuidKey,
    currency: text,
    state: text,
    revenueMicros: bigInteger,
    matureMicros: bigInteger,
    weight: bigInteger,
    weightBefore: bigInteger,
    totalWeight: bigInteger,
    drawnMicros: bigInteger,
    openedAt: instant,
    drainedAt: optional(instant),
    closedAt: optional(instant),
  } satisfies Record<Exclude<keyof Earnings, Computed>, EntitySchemaColumnOptions>,
});

export const DrawSchema = new EntitySchema<Draw>({
  name: 'Draw',
  target: Draw,
  tableName: 'draws',
  columns: {
    id: uuidKey,
    userId: uuid,
    modelVersionId: uuid,
    currency: text,
    amountMicros: bigInteger,
    idempotencyKey: text,
    drawnAt: instant,
  } satisfies Record<keyof Draw, EntitySchemaColumnOptions>,
});

export const RefundSchema = new EntitySchema<Refund>({
  name: 'Refund',
  target: Refund,
  tableName: 'usage_refunds',
  columns: {
    id: uuidKey,
    inboxId: optional(bigInteger),
    ticketId: optional(uuid),
    modelVersionId: uuid,
    customerId: uuid,
    currency: text,
    amountMicros: bigInteger,
    feeMicros: bigInteger,
    builderMicros: bigInteger,
    shareMicros: bigInteger,
    shareFrom: text,
    builderFromReserveMicros: bigInteger,
    refundedAt: instant,
  } satisfies Record<keyof Refund, EntitySchemaColumnOptions>,
});
