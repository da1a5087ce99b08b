import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Dataset } from '../../../domain/vaults/index.ts';
import { instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

export const DatasetSchema = new EntitySchema<Dataset>({
  name: 'Dataset',
  target: Dataset,
  tableName: 'datasets',
  columns: {
    id: uuidKey,
    userId: uuid,
    source: optional(text),
    state: text,
    streams: json,
    records: integer,
    createdAt: instant,
    readyAt: optional(instant),
    erasedAt: optional(instant),
  } satisfies Record<keyof Dataset, EntitySchemaColumnOptions>,
});
