import type { DataSource } from 'typeorm';
import { GatewayRights1765000001110 } from './gateway-rights.migration.ts';
import { PostgresLicences } from './licences.repository.ts';
import { LicenceSchema, ReplaySchema, SuspensionSchema, UsageRefusalSchema } from './oversight.schema.ts';
import { PostgresParkedUsage } from './parked.repository.ts';
import { PostgresUsageRefusals } from './refusals.repository.ts';
import { PostgresReplays } from './replays.repository.ts';
import { UsageOversight1765000001120 } from './usage-oversight.migration.ts';
import { PostgresWaitingUsage } from './waiting.repository.ts';

/** What operators see of the gateways and decide about them; the inbox itself is beside. */
export const oversightSchemas = [LicenceSchema, SuspensionSchema, UsageRefusalSchema, ReplaySchema];

export const oversightMigrations = [GatewayRights1765000001110, UsageOversight1765000001120];

export function postgresOversight(dataSource: DataSource) {
  return {
    licences: new PostgresLicences(dataSource),
    refusals: new PostgresUsageRefusals(dataSource),
    parkedUsage: new PostgresParkedUsage(dataSource),
    replays: new PostgresReplays(dataSource),
    waitingUsage: new PostgresWaitingUsage(dataSource),
  };
}
