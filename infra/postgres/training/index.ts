import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresCorpora } from './corpora.repository.ts';
import { Training1764000000800 } from './migration.ts';
import { PostgresPoolKeys } from './pool-keys.repository.ts';
import { PostgresTrainingRuns } from './training-runs.repository.ts';
import { CorpusMemberSchema, CorpusSchema, TrainingRunSchema } from './training-runs.schema.ts';

export const schemas: EntitySchema[] = [TrainingRunSchema, CorpusSchema, CorpusMemberSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Training1764000000800];

export function postgresTraining(dataSource: DataSource) {
  return {
    trainingRuns: new PostgresTrainingRuns(dataSource),
    corpora: new PostgresCorpora(),
    poolKeys: new PostgresPoolKeys(),
  };
}
