import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Draw, Earnings, Pot } from '../../../domain/revenue/index.ts';
import { bigInteger, instant, text, uuid, uuidKey } from '../columns.ts';

export const PotSchema = new EntitySchema<Pot>({
  name: 'Pot',
  target: Pot,
  tableName: 'pots',
  columns: {
    modelVersionId: uuidKey,
    currency: text,
    builderId: uuid,
    revenueMicros: bigInteger,
    totalWeight: bigInteger,
    openedAt: instant,
  } satisfies Record<keyof Pot, EntitySchemaColumnOptions>,
});

type Computed = 'earnedMicros' | 'availableMicros' | 'sharePpm';

/** A view over pots and owners; only ever read. */
export const EarningsSchema = new EntitySchema<Earnings>({
  name: 'Earnings',
  target: Earnings,
  tableName: 'pot_earnings',
  columns: {
    modelVersionId: uuidKey,
    userId: uuidKey,
    currency: text,
    revenueMicros: bigInteger,
    weight: bigInteger,
    totalWeight: bigInteger,
    drawnMicros: bigInteger,
    openedAt: instant,
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
