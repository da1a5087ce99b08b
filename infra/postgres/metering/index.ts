import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresApiKeys } from './api-keys.repository.ts';
import { PostgresChargedUsage } from './checks/charged-usage.ts';
import { PostgresMeteringProofs } from './checks/metering-proofs.ts';
import { PostgresFundedPayers } from './funded-payers.repository.ts';
import { PostgresGateways } from './gateways.repository.ts';
import { InboxQueues1765000001100 } from './inbox-queues.migration.ts';
import { PostgresInbox } from './inbox.repository.ts';
import { ApiKeySchema, GatewaySchema, InboxEventSchema } from './metering.schema.ts';
import { Metering1764000001100 } from './migration.ts';
import { PostgresCallSums } from './call-sums.repository.ts';
import { oversightMigrations, oversightSchemas, postgresOversight } from './oversight.ts';
import { UsageOfVersion1765000001260 } from './usage-of-version.migration.ts';

export const schemas = [GatewaySchema, ApiKeySchema, InboxEventSchema, ...oversightSchemas] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [
  Metering1764000001100,
  InboxQueues1765000001100,
  ...oversightMigrations,
  UsageOfVersion1765000001260,
];

export function postgresMetering(dataSource: DataSource) {
  return {
    gateways: new PostgresGateways(dataSource),
    apiKeys: new PostgresApiKeys(dataSource),
    inbox: new PostgresInbox(dataSource),
    fundedPayers: new PostgresFundedPayers(),
    chargedUsage: new PostgresChargedUsage(),
    meteringProofs: new PostgresMeteringProofs(),
    callSums: new PostgresCallSums(dataSource),
    ...postgresOversight(dataSource),
  };
}
