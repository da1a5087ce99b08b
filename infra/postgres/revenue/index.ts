import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresDraws } from './draws.repository.ts';
import { Revenue1764000001200 } from './migration.ts';
import { PostgresPots } from './pots.repository.ts';
import { DrawSchema, EarningsSchema, PotSchema } from './revenue.schema.ts';

export const schemas = [PotSchema, EarningsSchema, DrawSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Revenue1764000001200];

export function postgresRevenue(dataSource: DataSource) {
  return { pots: new PostgresPots(dataSource), draws: new PostgresDraws(dataSource) };
}
