import type { DataSource } from 'typeorm';
import { GatewayRights1765000001110 } from './gateway-rights.migration.ts';
import { PostgresLicences } from './licences.repository.ts';
import {
  LicenceSchema,
  ProbeSchema,
  ReplaySchema,
  SuspensionSchema,
  UsageRefusalSchema,
  WatchedGapSchema,
} from './oversight.schema.ts';
import { PostgresParkedUsage } from './parked.repository.ts';
import { PolicySuspensions1765000008010 } from './policy-suspensions.migration.ts';
import { Probes1765000001140 } from './probes.migration.ts';
import { PostgresProbes } from './probes.repository.ts';
import { PostgresUsageRefusals } from './refusals.repository.ts';
import { PostgresReplays } from './replays.repository.ts';
import { SequenceGaps1765000001130 } from './sequence-gaps.migration.ts';
import { PostgresSequenceGaps } from './sequence-gaps.repository.ts';
import { UsageOversight1765000001120 } from './usage-oversight.migration.ts';
import { PostgresWaitingUsage } from './waiting.repository.ts';

/** What operators see of the gateways and decide about them; the inbox itself is beside. */
export const oversightSchemas = [
  LicenceSchema,
  SuspensionSchema,
  UsageRefusalSchema,
  ReplaySchema,
  WatchedGapSchema,
  ProbeSchema,
];

export const oversightMigrations = [
  GatewayRights1765000001110,
  UsageOversight1765000001120,
  SequenceGaps1765000001130,
  Probes1765000001140,
  PolicySuspensions1765000008010,
];

export function postgresOversight(dataSource: DataSource) {
  return {
    licences: new PostgresLicences(dataSource),
    refusals: new PostgresUsageRefusals(dataSource),
    parkedUsage: new PostgresParkedUsage(dataSource),
    replays: new PostgresReplays(dataSource),
    sequenceGaps: new PostgresSequenceGaps(dataSource),
    probes: new PostgresProbes(dataSource),
    waitingUsage: new PostgresWaitingUsage(dataSource),
  };
}
