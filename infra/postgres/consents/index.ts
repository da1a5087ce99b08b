import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresAccessLog } from './access-log.repository.ts';
import { AccessEntrySchema } from './access-log.schema.ts';
import { PostgresConsents } from './consents.repository.ts';
import { ConsentSchema } from './consents.schema.ts';
import { Consents1764000000400 } from './migration.ts';
import { OwnConnection } from './own-connection.ts';

export const schemas: EntitySchema[] = [ConsentSchema, AccessEntrySchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Consents1764000000400];

export function postgresConsents(dataSource: DataSource) {
  return {
    consents: new PostgresConsents(dataSource),
    accessLog: new PostgresAccessLog(dataSource, new OwnConnection(dataSource)),
  };
}
