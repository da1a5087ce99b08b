import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Consent } from '../../../domain/consents/index.ts';
import { instant, json, optional, text, uuid, uuidKey } from '../columns.ts';

export const ConsentSchema = new EntitySchema<Consent>({
  name: 'Consent',
  target: Consent,
  tableName: 'consents',
  columns: {
    id: uuidKey,
    userId: uuid,
    datasetId: uuid,
    poolId: uuid,
    scopeDigest: text,
    charterDigest: text,
    purpose: text,
    streams: json,
    state: text,
    givenAt: instant,
    expiresAt: instant,
    withdrawnAt: optional(instant),
    statementJws: optional(text),
    withdrawalJws: optional(text),
  } satisfies Record<keyof Consent, EntitySchemaColumnOptions>,
});
