import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { CapTablesNotEmptied1765000007300 } from './not-emptied.migration.ts';
import { CapRowSchema, CapTableSchema, ValuationSchema } from './attribution.schema.ts';
import { PostgresCapTables } from './cap-tables.repository.ts';
import { PostgresFrozenCapTables } from './frozen-cap-tables.ts';
import { Attribution1764000000900 } from './migration.ts';
import { TreasuryRows1765000010740 } from './treasury-rows.migration.ts';
import { PostgresValuations } from './valuations.repository.ts';

export const schemas: EntitySchema[] = [ValuationSchema, CapTableSchema, CapRowSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [
  Attribution1764000000900,
  CapTablesNotEmptied1765000007300,
  TreasuryRows1765000010740,
];

export function postgresAttribution(dataSource: DataSource) {
  return {
    valuations: new PostgresValuations(dataSource),
    capTables: new PostgresCapTables(dataSource),
    frozenCapTables: new PostgresFrozenCapTables(),
  };
}
