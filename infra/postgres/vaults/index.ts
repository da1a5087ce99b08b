import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresDatasets } from './datasets.repository.ts';
import { DatasetSchema } from './datasets.schema.ts';
import { Vaults1764000000500 } from './migration.ts';
import { PostgresTombstones } from './tombstones.repository.ts';
import { PostgresVaultObjects } from './vault-objects.repository.ts';
import { VaultObjectSchema } from './vault-objects.schema.ts';
import { PostgresWrappedKeys } from './wrapped-keys.repository.ts';

export const schemas: EntitySchema[] = [DatasetSchema, VaultObjectSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Vaults1764000000500];

export function postgresVaults(dataSource: DataSource) {
  return {
    datasets: new PostgresDatasets(dataSource),
    objects: new PostgresVaultObjects(dataSource),
    wrappedKeys: new PostgresWrappedKeys(dataSource),
    tombstones: new PostgresTombstones(dataSource),
  };
}
