import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresBatches } from './batches.repository.ts';
import { PostgresDestinations } from './destinations.repository.ts';
import { PostgresAttempts, PostgresCallbacks, PostgresPayoutSteps } from './logs.repository.ts';
import { Payouts1765000004000 } from './migration.ts';
import { PostgresPayouts } from './payouts.repository.ts';
import {
  AttemptSchema,
  BatchSchema,
  DestinationSchema,
  DisclosureSchema,
  PayoutSchema,
  PayoutStepSchema,
} from './payouts.schema.ts';

export const schemas = [
  DestinationSchema,
  PayoutSchema,
  PayoutStepSchema,
  AttemptSchema,
  BatchSchema,
  DisclosureSchema,
] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Payouts1765000004000];

export function postgresPayouts(dataSource: DataSource) {
  return {
    destinations: new PostgresDestinations(dataSource),
    payouts: new PostgresPayouts(dataSource),
    payoutSteps: new PostgresPayoutSteps(dataSource),
    attempts: new PostgresAttempts(dataSource),
    batches: new PostgresBatches(dataSource),
    callbacks: new PostgresCallbacks(),
  };
}
