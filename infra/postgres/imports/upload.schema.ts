import { EntitySchema } from 'typeorm';
import { Upload } from '../../../domain/imports/index.ts';
import { bigInteger, bytes, flag, instant, optional, text, uuid, uuidKey } from '../columns.ts';

export const UploadSchema = new EntitySchema<Upload>({
  name: 'Upload',
  tableName: 'upload',
  target: Upload,
  columns: {
    id: uuidKey,
    userId: uuid,
    sizeBytes: bigInteger,
    state: text,
    wrappedKey: optional(bytes),
    sealedMetadata: optional(bytes),
    createdAt: instant,
    bytesRemoved: flag,
  } satisfies Record<keyof Upload, object>,
});
