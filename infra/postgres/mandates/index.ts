import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresDayCounts } from './day-counts.repository.ts';
import { Mandates1765000001050 } from './mandates.migration.ts';
import { PostgresMandates } from './mandates.repository.ts';
import { MandateSchema, SpendingLimitChangeSchema, SpendingLimitSchema, TicketSchema } from './mandates.schema.ts';
import { SpendingLimits1765000001051 } from './spending-limits.migration.ts';
import { PostgresSpendingLimits } from './spending-limits.repository.ts';
import { PostgresTickets } from './tickets.repository.ts';

export const schemas = [MandateSchema, TicketSchema, SpendingLimitSchema, SpendingLimitChangeSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Mandates1765000001050, SpendingLimits1765000001051];

export function postgresMandates(dataSource: DataSource) {
  return {
    mandates: new PostgresMandates(dataSource),
    tickets: new PostgresTickets(dataSource),
    dayCounts: new PostgresDayCounts(dataSource),
    spendingLimits: new PostgresSpendingLimits(dataSource),
  };
}
