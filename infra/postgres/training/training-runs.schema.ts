import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Corpus, CorpusMember, TrainingRun } from '../../../domain/training/index.ts';
import { instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

export const TrainingRunSchema = new EntitySchema<TrainingRun>({
  name: 'TrainingRun',
  target: TrainingRun,
  tableName: 'training_runs',
  columns: {
    id: uuidKey,
    poolId: uuid,
    proposalId: uuid,
    builderId: uuid,
    algorithm: text,
    algorithmDigest: text,
    valuation: text,
    valuationDigest: text,
    config: json,
    state: text,
    approvedAt: instant,
    startedAt: optional(instant),
    finishedAt: optional(instant),
    corpusId: optional(uuid),
    recordsTotal: optional(integer),
    recordsFed: integer,
    corpusDigest: optional(text),
    metrics: optional(json),
    artefactObjectId: optional(uuid),
    artefactDigest: optional(text),
    artefactBytes: optional(integer),
    failure: optional(json),
  } satisfies Record<keyof TrainingRun, EntitySchemaColumnOptions>,
});

export const CorpusSchema = new EntitySchema<Corpus>({
  name: 'Corpus',
  target: Corpus,
  tableName: 'corpora',
  columns: {
    id: uuidKey,
    runId: uuid,
    poolId: uuid,
    charterId: uuid,
    frozenAt: instant,
    members: integer,
    records: integer,
    digest: text,
  } satisfies Record<keyof Corpus, EntitySchemaColumnOptions>,
});

export const CorpusMemberSchema = new EntitySchema<CorpusMember>({
  name: 'CorpusMember',
  target: CorpusMember,
  tableName: 'corpus_members',
  columns: {
    corpusId: uuidKey,
    idx: { ...integer, primary: true },
    contributionId: uuid,
    userId: uuid,
    personId: optional(uuid),
    datasetId: uuid,
    consentId: uuid,
    records: integer,
  } satisfies Record<keyof CorpusMember, EntitySchemaColumnOptions>,
});
