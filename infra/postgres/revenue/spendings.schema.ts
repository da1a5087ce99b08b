import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Spending } from '../../../domain/revenue/index.ts';
import { bigInteger, instant, text, uuid, uuidKey } from '../columns.ts';

export const SpendingSchema = new EntitySchema<Spending>({
  name: 'Spending',
  target: Spending,
  tableName: 'treasury_spendings',
  columns: {
    proposalId: uuidKey,
    poolId: uuid,
    recipientId: uuid,
    currency: text,
    amountMicros: bigInteger,
    purpose: text,
    spentAt: instant,
  } satisfies Record<keyof Spending, EntitySchemaColumnOptions>,
});
