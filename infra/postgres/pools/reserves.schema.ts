import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Reserve } from '../../../domain/pools/index.ts';
import { bigInteger, instant, integer, optional, text, uuidKey } from '../columns.ts';

export const ReserveSchema = new EntitySchema<Reserve>({
  name: 'Reserve',
  target: Reserve,
  tableName: 'pool_reserves',
  columns: {
    poolId: uuidKey,
    userId: uuidKey,
    minPricePerQueryMicros: optional(bigInteger),
    forbiddenUses: { type: 'text', array: true },
    maxRetentionDays: optional(integer),
    statementJws: optional(text),
    setAt: instant,
  } satisfies Record<keyof Reserve, EntitySchemaColumnOptions>,
});
