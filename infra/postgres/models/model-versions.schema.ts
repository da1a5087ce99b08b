import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { ModelVersion } from '../../../domain/models/index.ts';
import { bigInteger, instant, integer, text, uuid, uuidKey } from '../columns.ts';

export const ModelVersionSchema = new EntitySchema<ModelVersion>({
  name: 'ModelVersion',
  target: ModelVersion,
  tableName: 'model_versions',
  columns: {
    id: uuidKey,
    poolId: uuid,
    runId: uuid,
    proposalId: uuid,
    builderId: uuid,
    number: integer,
    artefactObjectId: uuid,
    artefactDigest: text,
    capTableId: uuid,
    capTableDigest: text,
    charterDigest: text,
    currency: text,
    pricePerQueryMicros: bigInteger,
    pricePerMillionInputTokensMicros: bigInteger,
    pricePerMillionOutputTokensMicros: bigInteger,
    pricePerSecondMicros: bigInteger,
    minimumChargeMicros: bigInteger,
    freeQueriesPerMonth: integer,
    platformPpm: integer,
    builderPpm: integer,
    ownersPpm: integer,
    releaseMode: text,
    state: text,
    publishedAt: instant,
  } satisfies Record<keyof ModelVersion, EntitySchemaColumnOptions>,
});
