import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Closing } from '../../../domain/pools/index.ts';
import { instant, optional, text, uuid, uuidKey } from '../columns.ts';

export const ClosingSchema = new EntitySchema<Closing>({
  name: 'Closing',
  target: Closing,
  tableName: 'pool_closings',
  columns: {
    poolId: uuidKey,
    proposalId: uuid,
    reason: text,
    heirId: uuid,
    begunAt: instant,
    finishedAt: optional(instant),
  } satisfies Record<keyof Closing, EntitySchemaColumnOptions>,
});
