import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { AccessEntry } from '../../../domain/consents/index.ts';
import { instant, optional, text, uuid, uuidKey } from '../columns.ts';

export const AccessEntrySchema = new EntitySchema<AccessEntry>({
  name: 'AccessEntry',
  target: AccessEntry,
  tableName: 'access_entries',
  columns: {
    id: uuidKey,
    userId: uuid,
    datasetId: uuid,
    consentId: optional(uuid),
    actor: text,
    purpose: text,
    result: text,
    at: instant,
  } satisfies Record<keyof AccessEntry, EntitySchemaColumnOptions>,
});
