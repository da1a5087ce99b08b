import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { ModelsNotEmptied1765000007400 } from './not-emptied.migration.ts';
import { Models1764000001000 } from './migration.ts';
import { ModelPrices1765000001000 } from './prices.migration.ts';
import { Repricings1765000010730 } from './repricings.migration.ts';
import { RetiredModels1765000001001 } from './retired.migration.ts';
import { PostgresPublishedVersions } from './published-versions.ts';
import { PostgresModelVersions } from './model-versions.repository.ts';
import { ModelVersionSchema } from './model-versions.schema.ts';

export const schemas: EntitySchema[] = [ModelVersionSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [
  Models1764000001000,
  ModelPrices1765000001000,
  RetiredModels1765000001001,
  ModelsNotEmptied1765000007400,
  Repricings1765000010730,
];

export function postgresModels(dataSource: DataSource) {
  return {
    modelVersions: new PostgresModelVersions(dataSource),
    publishedVersions: new PostgresPublishedVersions(),
  };
}
