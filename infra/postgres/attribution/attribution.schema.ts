import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { CapRow, CapTable, Valuation } from '../../../domain/attribution/index.ts';
import { bigInteger, instant, integer, optional, text, uuid, uuidKey } from '../columns.ts';

export const ValuationSchema = new EntitySchema<Valuation>({
  name: 'Valuation',
  target: Valuation,
  tableName: 'valuations',
  columns: {
    id: uuidKey,
    runId: uuid,
    poolId: uuid,
    state: text,
    code: optional(text),
    message: optional(text),
    queuedAt: instant,
    finishedAt: optional(instant),
  } satisfies Record<keyof Valuation, EntitySchemaColumnOptions>,
});

export const CapTableSchema = new EntitySchema<CapTable>({
  name: 'CapTable',
  target: CapTable,
  tableName: 'cap_tables',
  columns: {
    id: uuidKey,
    runId: uuid,
    poolId: uuid,
    method: text,
    algorithmDigest: text,
    corpusDigest: text,
    totalWeight: bigInteger,
    members: integer,
    digest: text,
    frozenAt: instant,
  } satisfies Record<keyof CapTable, EntitySchemaColumnOptions>,
});

export const CapRowSchema = new EntitySchema<CapRow>({
  name: 'CapRow',
  target: CapRow,
  tableName: 'cap_rows',
  columns: {
    capTableId: uuidKey,
    idx: { ...integer, primary: true },
    userId: uuid,
    personId: optional(uuid),
    weight: bigInteger,
    weightBefore: bigInteger,
    measured: { type: 'numeric', precision: 24, scale: 9 },
  } satisfies Record<keyof CapRow, EntitySchemaColumnOptions>,
});
