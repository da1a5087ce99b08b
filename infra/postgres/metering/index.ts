import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresApiKeys } from './api-keys.repository.ts';
import { PostgresGateways } from './gateways.repository.ts';
import { GatewayRights1765000001110 } from './gateway-rights.migration.ts';
import { PostgresInbox } from './inbox.repository.ts';
import { PostgresLicences } from './licences.repository.ts';
import { ApiKeySchema, GatewaySchema, GatewaySecretSchema, InboxEventSchema } from './metering.schema.ts';
import { Metering1764000001100 } from './migration.ts';
import { LicenceSchema, SuspensionSchema } from './oversight.schema.ts';
import { PostgresRequeues } from './requeues.repository.ts';
import { PostgresWaitingUsage } from './waiting.repository.ts';

export const schemas = [
  GatewaySchema,
  GatewaySecretSchema,
  ApiKeySchema,
  InboxEventSchema,
  LicenceSchema,
  SuspensionSchema,
] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Metering1764000001100, GatewayRights1765000001110];

export function postgresMetering(dataSource: DataSource) {
  return {
    gateways: new PostgresGateways(dataSource),
    apiKeys: new PostgresApiKeys(dataSource),
    inbox: new PostgresInbox(dataSource),
    licences: new PostgresLicences(dataSource),
    requeues: new PostgresRequeues(),
    waitingUsage: new PostgresWaitingUsage(dataSource),
  };
}
