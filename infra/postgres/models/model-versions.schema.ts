import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import {
  ModelVersion,
  plainSaleTerms,
  readSaleTerms,
  type PlainSaleTerms,
  type Repricing,
} from '../../../domain/models/index.ts';
import { bigInteger, instant, integer, json, text, uuid, uuidKey } from '../columns.ts';

interface WrittenRepricing extends PlainSaleTerms {
  readonly proposalId: string;
  readonly since: string;
}

function writeRepricings(repricings: readonly Repricing[]): readonly WrittenRepricing[] {
  return repricings.map((one) => {
    return { ...plainSaleTerms(one), proposalId: one.proposalId, since: one.since.toISOString() };
  });
}

function readRepricings(written: readonly WrittenRepricing[]): readonly Repricing[] {
  return written.map((one) => {
    return { ...readSaleTerms(one), proposalId: one.proposalId, since: new Date(one.since) };
  });
}

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
    repricings: { ...json, transformer: { to: writeRepricings, from: readRepricings } },
    state: text,
    publishedAt: instant,
  } satisfies Record<keyof ModelVersion, EntitySchemaColumnOptions>,
});
