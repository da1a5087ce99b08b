import { EntitySchema } from 'typeorm';
import { Import } from '../../../domain/imports/index.ts';
import { bigInteger, instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

export const ImportSchema = new EntitySchema<Import>({
  name: 'Import',
  tableName: 'import',
  target: Import,
  columns: {
    id: uuidKey,
    datasetId: uuid,
    userId: uuid,
    uploadId: uuid,
    state: text,
    source: optional(text),
    platformAccount: optional(text),
    bytesTotal: bigInteger,
    bytesRead: bigInteger,
    rowsRead: integer,
    rowsKept: integer,
    rowsRejected: integer,
    report: optional(json),
    error: optional(json),
    attempt: integer,
    leasedUntil: optional(instant),
    queuedAt: instant,
    finishedAt: optional(instant),
  } satisfies Record<keyof Import, object>,
});
