import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { ImportSchema } from './import.schema.ts';
import { PostgresImports } from './imports.repository.ts';
import { Imports1764000000600 } from './migration.ts';
import { UploadSchema } from './upload.schema.ts';
import { PostgresUploads } from './uploads.repository.ts';

export const schemas: EntitySchema[] = [UploadSchema, ImportSchema];
export const migrations: (new () => MigrationInterface)[] = [Imports1764000000600];

export interface ImportsCollections {
  readonly uploads: PostgresUploads;
  readonly imports: PostgresImports;
}

export function importsCollections(dataSource: DataSource): ImportsCollections {
  return { uploads: new PostgresUploads(dataSource), imports: new PostgresImports(dataSource) };
}
