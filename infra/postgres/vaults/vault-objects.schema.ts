import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { VaultObject } from '../../../domain/vaults/index.ts';
import { instant, json, optional, text, uuid, uuidKey } from '../columns.ts';

export const VaultObjectSchema = new EntitySchema<VaultObject>({
  name: 'VaultObject',
  target: VaultObject,
  tableName: 'vault_objects',
  columns: {
    id: uuidKey,
    ownerId: uuid,
    datasetId: optional(uuid),
    stream: optional(text),
    seal: optional(json),
    createdAt: instant,
  } satisfies Record<keyof VaultObject, EntitySchemaColumnOptions>,
});
